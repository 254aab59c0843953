using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Clients;

/// <summary>Clients who may be somebody else, and what one person said under any of their ids.</summary>
static class MergedClients
{
    /// <summary>A client who may be somebody else, held until the transaction ends.</summary>
    public static async Task<MergedClient> MergedClientOrNew(this FeedbackDb db, Guid client, Guid branch, CancellationToken stop)
    {
        await db.LockSubject(client, stop);
        return await db.MergedClients.FindAsync([client], stop) ?? db.Add(new MergedClient { Id = client, BranchId = branch }).Entity;
    }

    /// <summary>All ids of the person who is this client.</summary>
    public static Task<IReadOnlyCollection<Guid>> IdsOfPerson(this FeedbackDb db, Guid client, CancellationToken stop) =>
        SamePerson.As(
            client,
            async all =>
                [
                    .. (
                        await db
                            .MergedClients.AsNoTracking()
                            .Where(merged => merged.KeptId != null && (all.Contains(merged.Id) || all.Contains(merged.KeptId.Value)))
                            .ToListAsync(stop)
                    ).Select(merged => (merged.Id, merged.KeptId!.Value)),
                ]
        );

    /// <summary>
    /// False when the person who has these ids wants no contact: the word of the client kept counts, else every no under another id.
    /// </summary>
    public static async Task<bool> MayContact(this FeedbackDb db, IReadOnlyCollection<Guid> person, CancellationToken stop)
    {
        var wishes = await db.ClientWishes.AsNoTracking().Where(wish => person.Contains(wish.Id)).ToListAsync(stop);
        var merged = await db
            .MergedClients.Where(client => client.KeptId != null && person.Contains(client.Id))
            .Select(client => client.Id)
            .ToListAsync(stop);
        return wishes.Find(wish => !merged.Contains(wish.Id)) is { } ofKept
            ? ofKept.MayBeContacted
            : wishes.TrueForAll(wish => wish.MayBeContacted);
    }
}
