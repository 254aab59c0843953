namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// After an upgrade the platform itself writes the clients of a branch as they are written today: names without what nobody sees and as
/// they are spelled for the search, phones and documents in the form in which they are kept. A slice at a time, so that it may be
/// interrupted anywhere; the search finds who is not rewritten yet as before.
/// </summary>
[DeadlineKind(Kind), ActsAs("clients-rewriting", "clients.correct")]
sealed class RewriteClients(RegistrationDb db, ClientVault vault, TimeProvider clock) : IDeadlineHandler
{
    /// <summary>Set for each branch by the migration that brings another way of writing.</summary>
    public const string Kind = "clients-rewriting";

    const int Slice = 200;

    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var clients = await db
            .Clients.Where(client => client.BranchId == deadline.BranchId && client.SpellingEdition < NameSpelling.Edition)
            .OrderBy(client => client.Id)
            .Take(Slice)
            .ToListAsync(stop);
        foreach (var client in clients)
            client.Rewrite(vault);

        // Another rung than the one that rings, which is taken away with this commit.
        if (clients.Count == Slice)
            db.ScheduleDeadline(Kind, deadline.SubjectId, deadline.BranchId, clock.GetUtcNow(), rung: deadline.Rung == 1 ? 2 : 1);
    }
}
