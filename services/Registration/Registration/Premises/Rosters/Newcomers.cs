using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>A part of a shift in which a newcomer is alone at a post.</summary>
public sealed record NewcomerAlone(
    [Employee] Guid EmployeeId,
    DutyPost Post,
    [Place] Guid? FloorId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt
);

/// <summary>
/// Whoever was hired and has not completed an onboarding is not alone at a post. The roster shows it and refuses nothing.
/// </summary>
static class Newcomers
{
    /// <summary>When nobody else at the same post of the same floor knows the work.</summary>
    public static IReadOnlyList<NewcomerAlone> Alone(IReadOnlyCollection<Shift> shifts, IReadOnlySet<Guid> newcomers) =>
        [
            .. from shift in shifts
            where newcomers.Contains(shift.EmployeeId)
            from part in CoverageRule.Subtract(
                shifts
                    .Where(other => (other.Post, other.FloorId) == (shift.Post, shift.FloorId) && !newcomers.Contains(other.EmployeeId))
                    .Select(other => (other.StartsAt, other.EndsAt)),
                shift.StartsAt,
                shift.EndsAt
            )
            select new NewcomerAlone(shift.EmployeeId, shift.Post, shift.FloorId, part.From, part.To),
        ];
}
