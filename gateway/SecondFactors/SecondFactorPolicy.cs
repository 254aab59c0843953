using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.SecondFactors;

/// <summary>Which roles hold only in a session in which a second factor was shown.</summary>
static class SecondFactorPolicy
{
    /// <summary>The roles, by their names.</summary>
    public static readonly Policy<RoleSet> Roles = new(
        "secondFactor.roles",
        new(Role.Administrator, Role.HrOfficer, Role.PayrollOfficer, Role.Director),
        RoleSet.None,
        RoleSet.All,
        "default, unconfirmed"
    );

    /// <summary>
    /// True when the role asks for one where it is held. A branch can ask for more than the group, never for less; without a branch the
    /// role is held in the whole group.
    /// </summary>
    public static bool AsksFor(this PolicyBook policies, Role role, Guid? branch, DateTimeOffset at) =>
        policies.Value(Roles, Guid.Empty, at).Contains(role) || (branch is { } there && policies.Value(Roles, there, at).Contains(role));
}
