namespace Clinic.Payroll.Workload;

/// <summary>Every reason why an act of this area says no.</summary>
public static class WorkloadRefusals
{
    public static readonly Refusal RangeTurned = new("range-turned", "The first day lies after the last.", 400);
}
