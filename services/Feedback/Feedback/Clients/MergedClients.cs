namespace Clinic.Feedback.Clients;

/// <summary>Clients who may be somebody else.</summary>
static class MergedClients
{
    /// <summary>A client who may be somebody else, held until the transaction ends.</summary>
    public static async Task<MergedClient> MergedClientOrNew(this FeedbackDb db, Guid client, Guid branch, CancellationToken stop)
    {
        await db.LockSubject(client, stop);
        return await db.MergedClients.FindAsync([client], stop) ?? db.Add(new MergedClient { Id = client, BranchId = branch }).Entity;
    }
}
