namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The settings pay is worked out by, as they were in force when the month ended; a run keeps them, so that a month can be worked
/// out again under its own rules.
/// </summary>
/// <param name="DeductionPercent">The most that deductions and claims may take of a month's pay. Runs before there was a limit have
/// 100.</param>
public sealed record PayRules(
    decimal QualityWeight,
    decimal SatisfactionWeight,
    decimal VolumeWeight,
    decimal ComplaintPoints,
    int MinRatings,
    decimal VolumeTarget,
    decimal VolumeCap,
    decimal Pension,
    decimal Medical,
    decimal Unemployment,
    decimal WorkInjury,
    decimal Maternity,
    int PeriodMonths,
    int PayDay,
    decimal DeductionPercent = 100m
)
{
    const string Unconfirmed = "default, unconfirmed";

    static readonly Policy<decimal> QualityWeightOf = new("performance.weights.quality", 40m, 0m, 100m, "000 六(一)2 (A-29)"),
        SatisfactionWeightOf = new("performance.weights.satisfaction", 30m, 0m, 100m, "000 六(一)2 (A-29)"),
        VolumeWeightOf = new("performance.weights.volume", 30m, 0m, 100m, "000 六(一)2 (A-29)"),
        ComplaintPointsOf = new("performance.complaintPoints", 10m, 0m, 100m, Unconfirmed),
        VolumeTargetOf = new("performance.volumeTarget", 100m, 0.01m, 100_000m, Unconfirmed),
        VolumeCapOf = new("performance.volumeCap", 120m, 100m, 1_000m, Unconfirmed),
        PensionOf = new("insurance.pension.employeePercent", 8m, 0m, 50m, "000 六(三)1 (R-042), rate unconfirmed"),
        MedicalOf = new("insurance.medical.employeePercent", 2m, 0m, 50m, "000 六(三)1 (R-042), rate unconfirmed"),
        UnemploymentOf = new("insurance.unemployment.employeePercent", 0.5m, 0m, 50m, "000 六(三)1 (R-042), rate unconfirmed"),
        WorkInjuryOf = new("insurance.workInjury.employeePercent", 0m, 0m, 50m, "000 六(三)1 (R-042), rate unconfirmed"),
        MaternityOf = new("insurance.maternity.employeePercent", 0m, 0m, 50m, "000 六(三)1 (R-042), rate unconfirmed"),
        DeductionPercentOf = new("deduction.maxPercent", 20m, 0m, 100m, Unconfirmed);

    static readonly Policy<int> MinRatingsOf = new("performance.minRatings", 3, 1, 1_000, Unconfirmed),
        PeriodOf = new("payroll.period", 1, 1, 1, "000 六(二)1 (A-06): in months; pay is monthly"),
        PayDayOf = new("payroll.payDay", 10, 1, 28, "000 六(二)1 (A-06): day of the month after");

    /// <summary>The values in force in a branch when a month ended there; what begins with the next month does not count yet.</summary>
    public static PayRules InForce(PolicyBook policies, Guid branch, DateTimeOffset end)
    {
        var at = end - TimeSpan.FromMicroseconds(1);
        return new(
            Value(QualityWeightOf),
            Value(SatisfactionWeightOf),
            Value(VolumeWeightOf),
            Value(ComplaintPointsOf),
            Value(MinRatingsOf),
            Value(VolumeTargetOf),
            Value(VolumeCapOf),
            Value(PensionOf),
            Value(MedicalOf),
            Value(UnemploymentOf),
            Value(WorkInjuryOf),
            Value(MaternityOf),
            Value(PeriodOf),
            Value(PayDayOf),
            Value(DeductionPercentOf)
        );

        T Value<T>(Policy<T> policy)
            where T : struct, IComparable<T>, IParsable<T> => policies.Value(policy, branch, at);
    }

    /// <summary>Whether pay can be worked out by these: the three weights make one hundred.</summary>
    public Refusal? CheckWeights() => QualityWeight + SatisfactionWeight + VolumeWeight == 100m ? null : PayRefusals.WeightsNotWhole;

    /// <summary>The day a month is paid out.</summary>
    public DateOnly PaidOn(PayMonth month) => month.First.AddMonths(1).AddDays(PayDay - 1);

    /// <summary>The employee's share of the five insurances, in percent of base pay, in the order of the handbook .</summary>
    public IEnumerable<(PayKind Kind, decimal Percent)> Insurances() =>
        [
            (PayKind.Pension, Pension),
            (PayKind.Medical, Medical),
            (PayKind.Unemployment, Unemployment),
            (PayKind.WorkInjury, WorkInjury),
            (PayKind.Maternity, Maternity),
        ];
}
