using Clinic.Registration.Contracts;

namespace Clinic.Escort.Clients;

/// <summary>Clients as they are known here, looked up and held.</summary>
static class KnownClients
{
    /// <summary>The client, held until the transaction ends; added now when nothing was heard of them yet.</summary>
    public static async Task<KnownClient> ClientOrNew(this EscortDb db, Guid client, CancellationToken stop)
    {
        await db.LockSubject(client, stop);
        return await db.Clients.FindAsync([client], stop) ?? db.Add(new KnownClient { Id = client }).Entity;
    }

    /// <summary>A visit, held until the transaction ends; added now when nothing was heard of it yet.</summary>
    public static async Task<ClientVisit> VisitOrNew(this EscortDb db, Guid visit, CancellationToken stop)
    {
        await db.LockSubject(visit, stop);
        return await db.Visits.FindAsync([visit], stop) ?? db.Add(new ClientVisit { Id = visit }).Entity;
    }

    /// <summary>Works out anew whether a client was treated, from all visits heard of; the client is held from now on.</summary>
    public static async Task RecallVisits(this EscortDb db, Guid client, CancellationToken stop)
    {
        var known = await db.ClientOrNew(client, stop);
        await db.Visits.Where(visit => visit.ClientId == client).LoadAsync(stop);
        known.Visit(db.Visits.Local.Where(visit => visit.ClientId == client));
    }

    /// <summary>Everyone who is the same person as this client, and the client, all held until the transaction ends.</summary>
    public static async Task<List<KnownClient>> IdsOfSamePerson(this EscortDb db, Guid client, CancellationToken stop)
    {
        var same = await SamePerson.As(
            client,
            async all =>
                [
                    .. (
                        await db
                            .Clients.AsNoTracking()
                            .Where(knownClient =>
                                knownClient.MergedInto != null
                                && (all.Contains(knownClient.Id) || all.Contains(knownClient.MergedInto.Value))
                            )
                            .ToListAsync(stop)
                    ).Select(knownClient => (knownClient.Id, knownClient.MergedInto!.Value)),
                ]
        );
        foreach (var id in same.Order())
            await db.LockSubject(id, stop);
        return await db.Clients.Where(knownClient => same.Contains(knownClient.Id)).ToListAsync(stop);
    }
}
