using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>How many units each part of a visit counts; the value in force when the visit was completed judges it .</summary>
static class WorkloadUnits
{
    static readonly Policy<decimal> Greeting = Of("greeting", 0.10m),
        Reception = Of("reception", 0.20m),
        Triage = Of("triage", 0.20m),
        Collection = Of("collection", 0.20m),
        Treatment = Of("treatment", 1.00m),
        ChartReception = Of("chartReception", 0.10m),
        CheckOut = Of("checkOut", 0.20m);

    public static Policy<decimal> For(ServicePart part) =>
        part switch
        {
            ServicePart.Greeting => Greeting,
            ServicePart.Reception => Reception,
            ServicePart.Triage => Triage,
            ServicePart.Collection => Collection,
            ServicePart.Treatment => Treatment,
            ServicePart.ChartReception => ChartReception,
            ServicePart.CheckOut => CheckOut,
            _ => throw new InvalidOperationException("A part of a visit that this version does not know."),
        };

    static Policy<decimal> Of(string part, decimal units) => new($"workload.units.{part}", units, 0m, 100m, "default, unconfirmed");
}
