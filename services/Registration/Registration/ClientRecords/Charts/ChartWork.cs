namespace Clinic.Registration.ClientRecords.Charts;

/// <summary>A mistake in a chart waits for the desk until it was put right (WF-05 8).</summary>
static class ChartWork
{
    /// <summary>With the client whose chart it is.</summary>
    public static readonly WorkKind Correct = new(
        "registration-chart-error.correction",
        nameof(CorrectChartError),
        "chart error",
        Rights.CorrectClients
    );

    /// <summary>The mistakes that were not put right.</summary>
    public static OpenNouns Open(RegistrationDb db) =>
        OpenNouns.Of(db.ChartErrors.Where(error => error.CorrectedAt == null), error => error.Id);

    /// <summary>Writes down what waits about every mistake that this save changes.</summary>
    public static void Keep(RegistrationDb db)
    {
        foreach (var error in db.Changing<ChartError>())
            db.KeepWork(error.Id, error.BranchId, [Correct], error.CorrectedAt is null ? [new(Correct, Detail: error.ClientId)] : []);
    }
}
