namespace Clinic.Payroll.PayRuns;

/// <summary>
/// One working out at a time in a copy of the service. Whoever waits for it holds no connection meanwhile, so that many starts at
/// once do not keep everybody else from the database. That there is one run is held by the database, not by this.
/// </summary>
sealed class PayCalculationGate : IDisposable
{
    static readonly SemaphoreSlim Free = new(1);

    PayCalculationGate() { }

    /// <summary>Waits for the turn; disposing gives it on.</summary>
    public static async Task<PayCalculationGate> Enter(CancellationToken stop)
    {
        await Free.WaitAsync(stop);
        return new();
    }

    public void Dispose() => Free.Release();
}
