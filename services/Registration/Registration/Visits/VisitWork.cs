using Clinic.Registration.Appointments;

namespace Clinic.Registration.Visits;

/// <summary>What waits for somebody about a client between door and departure, by the state of the visit.</summary>
static class VisitWork
{
    /// <summary>Somebody at the door was not greeted; about the arrival, and so the visit.</summary>
    public static readonly WorkKind Greet = new("registration.greet", "Greet", "arrival", Rights.Greet);

    /// <summary>A greeting, or a collection, was late, and the manager may excuse it; about the arrival, and so the visit.</summary>
    public static readonly WorkKind ExcuseGreeting = new("registration.excuse-greeting", "ExcuseLateness", "arrival", Rights.Excuse),
        ExcusePickup = new("registration.excuse-pickup", "ExcuseLateness", "visit", Rights.Excuse);

    /// <summary>The doctor was told, and nobody came for the client yet .</summary>
    public static readonly WorkKind Collect = new("registration.collect", "CollectClient", "visit", Rights.Collect);

    /// <summary>A client waits too long without comfort, or is out of sight .</summary>
    public static readonly WorkKind Comfort = new("registration.comfort", "WaitingLog", "visit", Rights.ServeWaiting),
        FindClient = new("registration.find-client", "WaitingLog", "visit", Rights.ServeWaiting);

    /// <summary>The treatment is over, and the chart is still out .</summary>
    public static readonly WorkKind ReturnChart = new("registration.return-chart", "ReceiveChart", "visit", Rights.ReceiveChart);

    /// <summary>What its state says. Greeting, comfort and excuse begin elsewhere, and end at the latest when they make no sense.</summary>
    public static IEnumerable<WorkState> Of(Visit visit)
    {
        yield return About(Collect, visit.State == VisitState.DoctorNotified, visit.Pickup.DueAt);
        yield return About(FindClient, visit.IsWaiting && visit.Waiting.AwaySince is not null);
        yield return About(ReturnChart, visit.State is VisitState.Treated or VisitState.PlanDeclined);
        if (visit.IsWaiting)
        {
            yield return new(AppointmentWork.ComeBack, false, visit.ClientId, visit.BranchId);
        }
        else
        {
            yield return About(Greet, false);
            yield return About(Comfort, false);
        }
        if (!visit.Pickup.Overdue)
            yield return About(ExcusePickup, false);

        WorkState About(WorkKind kind, bool waits, DateTimeOffset? dueAt = null) => new(kind, waits, visit.Id, visit.BranchId, dueAt);
    }
}
