namespace Clinic.Registration.Visits.Waiting;

/// <summary>What runs low in a waiting area waits for whoever serves there until it is refilled .</summary>
static class ShortageWork
{
    public static readonly WorkKind Refill = new("registration-shortage.refill", nameof(NoteShortage), "shortage", Rights.ServeWaiting);

    /// <summary>What was not refilled.</summary>
    public static OpenNouns Open(RegistrationDb db) =>
        OpenNouns.Of(db.Shortages.Where(shortage => shortage.RefilledAt == null), shortage => shortage.Id);

    /// <summary>Writes down what waits about every shortage that this save changes.</summary>
    public static void Keep(RegistrationDb db)
    {
        foreach (var shortage in db.Changing<Shortage>())
            db.KeepWork(shortage.Id, shortage.BranchId, [Refill], shortage.RefilledAt is null ? [new(Refill)] : []);
    }
}
