namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Which records are one person, after every merge.</summary>
static class SurvivingClients
{
    /// <summary>For each of these clients who it is now, after every merge; whoever is out of sight is missing.</summary>
    public static async Task<Dictionary<Guid, Client>> SurvivingRecords(
        this RegistrationDb db,
        IReadOnlyCollection<Guid> clients,
        CancellationToken stop
    )
    {
        Dictionary<Guid, Client> seen = [];
        for (IReadOnlyCollection<Guid> wanted = clients; wanted.Count > 0; )
        {
            foreach (var client in await db.Clients.AsNoTracking().Where(client => wanted.Contains(client.Id)).ToListAsync(stop))
                seen[client.Id] = client;
            wanted = [.. seen.Values.Select(client => client.MergedInto).OfType<Guid>().Where(into => !seen.ContainsKey(into)).Distinct()];
        }
        return clients
            .Where(seen.ContainsKey)
            .Distinct()
            .ToDictionary(
                id => id,
                id =>
                {
                    var client = seen[id];
                    while (client.MergedInto is { } into && seen.TryGetValue(into, out var next))
                        client = next;
                    return client;
                }
            );
    }

    /// <summary>Who a client is now, after every merge; nothing when out of sight.</summary>
    public static async Task<Client?> SurvivingRecord(this RegistrationDb db, Guid client, CancellationToken stop) =>
        (await db.SurvivingRecords([client], stop)).GetValueOrDefault(client);

    /// <summary>A client and everybody who turned out to be the same person.</summary>
    public static async Task<Guid[]> IdsOfSamePerson(this RegistrationDb db, Guid client, CancellationToken stop)
    {
        List<Guid> same = [client];
        for (List<Guid> next = [client]; next.Count > 0; same.AddRange(next))
            next = await db
                .Clients.Where(candidate => candidate.MergedInto != null && next.Contains(candidate.MergedInto.Value))
                .Select(candidate => candidate.Id)
                .ToListAsync(stop);
        return [.. same];
    }
}
