namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>Who has to do with clients, by what it is about.</summary>
static class ConcernsOfClients
{
    /// <summary>The concern, held for this transaction and added when nothing was heard of it yet.</summary>
    public static async Task<ClientConcern> ConcernOf(this RegistrationDb db, Guid concern, ConcernKind kind, CancellationToken stop)
    {
        await db.LockSubject(concern, stop);
        return await db.ClientConcerns.FindAsync([concern, kind], stop)
            ?? db.Add(new ClientConcern { ConcernId = concern, Kind = kind }).Entity;
    }
}
