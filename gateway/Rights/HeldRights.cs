namespace Clinic.Gateway.Rights;

/// <summary>What a person may do at a moment.</summary>
/// <param name="Roles">The roles that hold, each where it is held.</param>
/// <param name="Rights">What is open by them, and to everybody.</param>
/// <param name="WaitsForSecondFactor">True when a role is left out because no second factor was shown.</param>
sealed record HeldRights(
    IReadOnlyList<(Guid? Branch, Role Role)> Roles,
    IReadOnlyList<(Guid? Branch, IEnumerable<string> Permissions)> Rights,
    bool WaitsForSecondFactor
);
