using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>The people who worked for a visit.</summary>
public static class StaffOfVisit
{
    /// <summary>Each person who acted and in which part, for those who count work.</summary>
    /// <param name="greetedBy">Who greeted at the door.</param>
    public static IReadOnlyList<Served> ServedBy(this Visit visit, Guid? greetedBy) =>
        [
            .. new (Guid? Who, ServicePart Part)[]
            {
                (visit.CheckedInBy, ServicePart.Reception),
                (greetedBy, ServicePart.Greeting),
                (visit.TriagedBy, ServicePart.Triage),
                (visit.Pickup.CollectedBy, ServicePart.Collection),
                (visit.Treatment.EndedAt is null ? null : visit.DoctorId, ServicePart.Treatment),
                (visit.Chart.ReceivedBy, ServicePart.ChartReception),
                (visit.CheckOut.By, ServicePart.CheckOut),
            }
                .Where(pair => pair.Who is not null)
                .Select(pair => new Served(pair.Who!.Value, pair.Part)),
        ];
}
