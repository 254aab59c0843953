namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>The flags of complaints, by complaint and by client.</summary>
static class FlagsOfClients
{
    /// <summary>The flag of a complaint, held for this transaction and added when nothing was heard of it yet.</summary>
    public static async Task<ComplaintFlag> FlagOf(this RegistrationDb db, Guid complaint, Guid branch, CancellationToken stop)
    {
        await db.LockSubject(complaint, stop);
        return await db.ComplaintFlags.FindAsync([complaint], stop) ?? db.Add(ComplaintFlag.Unknown(complaint, branch)).Entity;
    }

    /// <summary>Those of the clients who have a complaint that is still open.</summary>
    public static Task<HashSet<Guid>> WithOpenComplaint(
        this RegistrationDb db,
        IReadOnlyCollection<Guid> clients,
        CancellationToken stop
    ) =>
        db
            .ComplaintFlags.Where(flag => flag.State == ComplaintFlagState.Open && clients.Contains(flag.ClientId!.Value))
            .Select(flag => flag.ClientId!.Value)
            .ToHashSetAsync(stop);
}
