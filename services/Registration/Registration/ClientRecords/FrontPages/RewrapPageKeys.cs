using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>Wraps the data keys of started front pages anew when the service's secret changed.</summary>
sealed class RewrapPageKeys(ClientVault vault, SealingSecret secret) : IRewrapsOwnKeys
{
    const int AtATime = 100;

    public async Task<Guid?> RewrapAfter(ServiceDb db, Guid last, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var pages = await db.Set<StartedPage>()
            .FromSql(
                $"""
                SELECT *, xmin FROM started_page
                WHERE id > {last} AND substring(data_key FROM 1 FOR {secret.Name.Length}) <> {secret.Name}
                ORDER BY id LIMIT {AtATime} FOR UPDATE SKIP LOCKED
                """
            )
            .ToListAsync(stop);
        foreach (var page in pages.Where(page => vault.CanUnwrap(page.DataKey!)))
            page.Rewrap(vault);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return pages.Count == 0 ? null : pages.Max(page => page.Id);
    }
}
