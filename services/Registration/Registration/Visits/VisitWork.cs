using Clinic.Registration.Appointments;

namespace Clinic.Registration.Visits;

/// <summary>
/// What waits for somebody about a client between check-in and departure. What the state of the visit says is written down with every save
/// of it; greeting, comfort and excuses begin with their clocks, and end at the latest when they make no sense any more.
/// </summary>
static class VisitWork
{
    const string Noun = "visit",
        Door = "arrival";

    /// <summary>Somebody at the door was not greeted; about the arrival, whose id the visit will have.</summary>
    public static readonly WorkKind Greet = new("registration-arrival.greeting", "Greet", Door, Rights.Greet);

    /// <summary>A greeting, or a collection, was late, and the manager may excuse it.</summary>
    public static readonly WorkKind ExcuseGreeting = new("registration-arrival.greeting-excuse", "ExcuseLateness", Door, Rights.Excuse),
        ExcusePickup = new("registration-visit.pickup-excuse", "ExcuseLateness", Noun, Rights.Excuse);

    /// <summary>The doctor was told, and nobody came for the client yet .</summary>
    public static readonly WorkKind Collect = new("registration-visit.collection", "CollectClient", Noun, Rights.Collect);

    /// <summary>A client waits too long without comfort, or is out of sight .</summary>
    public static readonly WorkKind Comfort = new("registration-visit.comfort", "WaitingLog", Noun, Rights.ServeWaiting),
        FindClient = new("registration-visit.whereabouts", "WaitingLog", Noun, Rights.ServeWaiting);

    /// <summary>The treatment is over, and the chart is still out .</summary>
    public static readonly WorkKind ReturnChart = new("registration-visit.chart-return", "ReceiveChart", Noun, Rights.ReceiveChart);

    /// <summary>Writes down what waits about every visit that this save changes; whoever is here is not called back.</summary>
    public static async Task Keep(RegistrationDb db, CancellationToken stop)
    {
        foreach (var visit in db.Changing<Visit>())
        {
            db.KeepWork(
                visit.Id,
                visit.BranchId,
                [
                    Collect,
                    FindClient,
                    ReturnChart,
                    .. visit.IsWaiting ? Array.Empty<WorkKind>() : [Greet, Comfort],
                    .. visit.Pickup.Overdue ? Array.Empty<WorkKind>() : [ExcusePickup],
                ],
                [.. Next(visit)]
            );
            if (visit.IsWaiting)
                await db.SettleWork(AppointmentWork.ComeBack, visit.ClientId, stop);
        }
    }

    static IEnumerable<WaitingWork> Next(Visit visit)
    {
        if (visit.State == VisitState.DoctorNotified)
            yield return new(Collect, DueAt: visit.Pickup.DueAt);
        if (visit.IsWaiting && visit.Waiting.AwaySince is not null)
            yield return new(FindClient);
        if (visit.State is VisitState.Treated or VisitState.PlanDeclined)
            yield return new(ReturnChart);
    }
}
