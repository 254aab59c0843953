namespace Clinic.Payroll.PayRuns;

/// <summary>
/// What was waived of a person's claims, as a run finds it. A waiver gives nothing away twice: a deduction that is taken back is given
/// back only as far as it was kept, so that over all runs no more comes back than was kept.
/// </summary>
/// <param name="Untold">Waivers that stand and that no locked run told of yet.</param>
/// <param name="OfDeductions">How much of deductions is waived in sum; what was waived of pay taken back is no part of it.</param>
/// <param name="Deducted">How much locked runs deducted in sum, what was taken back counted off.</param>
/// <param name="NotGivenBack">What locked runs did not give back because it was waived.</param>
public sealed record WaivedClaims(IReadOnlyList<ClaimPart> Untold, decimal OfDeductions, decimal Deducted, decimal NotGivenBack)
{
    /// <summary>Nothing was waived.</summary>
    public static readonly WaivedClaims None = new([], 0, 0, 0);

    /// <summary>Waivers, and what took one back, that no locked run took in yet; each by its own id, so that one run takes it in.</summary>
    public IReadOnlyList<Guid> Decisions { get; init; } = [];

    /// <summary>What of the deductions that a run takes back was never kept.</summary>
    /// <param name="takenBack">The deductions that the run takes back, less those that it makes.</param>
    public decimal NeverKept(decimal takenBack) =>
        takenBack <= 0 || OfDeductions == 0 ? 0 : Math.Clamp(OfDeductions - (Deducted - takenBack) - NotGivenBack, 0, takenBack);
}
