namespace Clinic.Registration.Visits;

/// <summary>The stops of one visit, and which of them were passed .</summary>
public sealed class StopsOfVisit(Visit visit)
{
    public IReadOnlyList<Stop> InOrder { get; } = visit.Way.Stops(visit.IsBooked);

    /// <summary>When a stop was passed; the door and the seat are facts of the arrival.</summary>
    public DateTimeOffset? PassedAt(StationAct act) =>
        act switch
        {
            StationAct.Enquiry => visit.Way.EnquiredAt,
            StationAct.Registration => visit.Way.RegisteredAt,
            StationAct.Triage => visit.TriagedAt,
            StationAct.Guidance => visit.Waiting.PlacedAt,
            StationAct.Collection => visit.Pickup.CollectedAt,
            StationAct.Formalities => visit.CompletedAt,
            _ => visit.ArrivedAt,
        };

    /// <summary>Null when every stop before this act was passed, else the one that is due .</summary>
    public Refusal? CheckStopsBefore(StationAct act)
    {
        if (InOrder.All(stop => stop.Act != act))
            return null;
        var due = InOrder.TakeWhile(stop => stop.Act != act).FirstOrDefault(stop => PassedAt(stop.Act) is null);
        return due is null ? null : VisitRefusals.StationFirst(due);
    }
}
