namespace Clinic.Gateway.Rights;

/// <summary>What a person may do at a moment.</summary>
/// <param name="WaitsForSecondFactor">True when a role is left out because no second factor was shown.</param>
sealed record HeldRights(IReadOnlyList<(Guid? Branch, IEnumerable<string> Permissions)> Rights, bool WaitsForSecondFactor);
