namespace Clinic.Registration.Visits.Arrivals;

/// <summary>What waits for somebody at the door and on the way up, from its first second on.</summary>
static class ArrivalWork
{
    /// <summary>A guide takes the client over, not whoever asked for it; about the hand-off, with the arrival.</summary>
    public static readonly WorkKind TakeOver = new("registration-hand-off.acceptance", nameof(AcceptHandOff), "hand-off", Rights.Guide);

    /// <summary>Writes down what waits about every arrival and hand-off that this save changes.</summary>
    public static void Keep(RegistrationDb db)
    {
        foreach (var arrival in db.Changing<Arrival>().Where(arrival => IsNew(db, arrival) || arrival.GreetedAt is not null))
            db.KeepWork(
                arrival.Id,
                arrival.BranchId,
                [VisitWork.Greet],
                arrival.GreetedAt is null ? [new(VisitWork.Greet, DueAt: arrival.GreetingDueAt)] : []
            );
        foreach (var handOff in db.Changing<HandOff>())
            db.KeepWork(
                handOff.Id,
                handOff.BranchId,
                [TakeOver],
                handOff.AcceptedAt is null
                    ? [new(TakeOver, DueAt: handOff.DueAt, Detail: handOff.ArrivalId, Except: [handOff.RequestedBy])]
                    : []
            );
    }

    // A client who was collected is greeted no more, whatever is still noted of the arrival.
    static bool IsNew(RegistrationDb db, Arrival arrival) => db.Entry(arrival).State == EntityState.Added;
}
