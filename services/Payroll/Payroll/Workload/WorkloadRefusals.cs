namespace Clinic.Payroll.Workload;

/// <summary>What the acts of this area refuse.</summary>
public static class WorkloadRefusals
{
    public static readonly Refusal RangeTurned = new("range-turned", "The first day lies after the last.", 400);
}
