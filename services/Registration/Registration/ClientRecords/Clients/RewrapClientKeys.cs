namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Wraps the data keys of clients anew when the service's secret changed.</summary>
sealed class RewrapClientKeys(ClientVault vault, SealingSecret secret) : IRewrapsOwnKeys
{
    const int AtATime = 100;

    public async Task<Guid?> RewrapAfter(ServiceDb db, Guid last, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var clients = await db.Set<Client>()
            .FromSql(
                $"""
                SELECT *, xmin FROM client
                WHERE id > {last} AND substring(data_key FROM 1 FOR {secret.Name.Length}) <> {secret.Name}
                ORDER BY id LIMIT {AtATime} FOR UPDATE SKIP LOCKED
                """
            )
            .ToListAsync(stop);
        foreach (var client in clients.Where(client => vault.CanUnwrap(client.DataKey!)))
            client.Rewrap(vault);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return clients.Count == 0 ? null : clients.Max(client => client.Id);
    }
}
