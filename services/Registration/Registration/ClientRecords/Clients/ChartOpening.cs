using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>A chart that stands, and whether it was opened just now.</summary>
sealed record OpenedChart(Client Client, bool IsNew);

/// <summary>The number a new chart would get, and whether there is a client under that id in the caller's branches.</summary>
sealed record NextChart(int Number, bool IsKnown);

/// <summary>
/// Opens the chart of a client whose front page is complete, and issues the visit card. Whoever may be the
/// same person is shown instead, until the desk says that each of them is somebody else.
/// </summary>
sealed class ChartOpening(RegistrationDb db, ClientVault vault, Caller caller, TimeProvider clock)
{
    /// <summary>
    /// The chart, or why there is none; an unknown branch has none. Runs within the caller's transaction and leaves the saving to it.
    /// </summary>
    /// <param name="someoneElseThan">Those the desk was shown and told apart.</param>
    public async Task<(OpenedChart? Chart, ProblemHttpResult? Problem)> Open(
        Guid id,
        Guid branch,
        FrontPage page,
        IReadOnlyCollection<Guid> someoneElseThan,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (await Take(id, branch, stop) is not { } next)
            return (null, Refusal.NotFound.AsProblem());
        if (next.IsKnown)
        {
            var known = (await db.Clients.FindAsync([id], stop))!;
            return known.BranchId == branch && known.Page(vault) == page
                ? (new(known, IsNew: false), null)
                : (null, Refusal.IdTaken.AsProblem());
        }

        Client client = new()
        {
            Id = id,
            BranchId = branch,
            ChartNumber = $"{next.Number:D8}",
            VisitCardNumber = $"V{next.Number:D8}",
            RegisteredAt = now,
            RegisteredBy = caller.PersonId,
        };
        client.NoteSorted(longGone: false, now);
        client.Write(page, vault);
        var alike = await Duplicates.CandidatesFor(db, client, stop);
        if (alike.Where(pair => pair.AlikeIn.Contains(AlikeIn.IdNumber)).ToList() is { Count: > 0 } sure)
            return (null, await Refused(ClientRecordRefusals.ClientHasChart, sure, stop));
        if (alike.Any(pair => !someoneElseThan.Contains(pair.Client.Id)))
            return (null, await Refused(ClientRecordRefusals.ClientMayBeKnown, alike, stop));

        db.Add(client);
        db.AddRange(
            alike.Select(pair => new ToldApart
            {
                Id = Guid.CreateVersion7(now),
                BranchId = branch,
                ClientId = id,
                OtherId = pair.Client.Id,
                SaidBy = caller.PersonId,
                SaidAt = now,
            })
        );
        db.Publish(new ClientRegistered(client.Id, branch, now, client.MobilityImpaired), client.Id);
        db.Publish(new ChartCreated(client.Id, branch, client.ChartNumber, now), client.Id);
        VisitCard.Issue(db, client, Guid.CreateVersion7(now), CardReason.First, caller.PersonId, now);
        return (new(client, IsNew: true), null);
    }

    // The counter's row lock makes registrations of a branch wait for each other: a repeat finds the first one, a duplicate entered
    // at the next desk is seen, and no number is lost. The second statement looks only after the lock was got.
    async Task<NextChart?> Take(Guid id, Guid branch, CancellationToken stop) =>
        (
            await db
                .Database.SqlQuery<NextChart>(
                    $"""
                    INSERT INTO chart_counter (branch_id, last_number) SELECT id, 1 FROM branch WHERE id = {branch}
                    ON CONFLICT (branch_id) DO UPDATE SET last_number = chart_counter.last_number + 1;
                    SELECT last_number AS "Number", EXISTS (SELECT FROM client WHERE id = {id}) AS "IsKnown" FROM chart_counter
                      WHERE branch_id = {branch}
                    """
                )
                .ToListAsync(stop)
        ).SingleOrDefault();

    // The number taken is given back with the transaction; that others were shown is kept.
    async Task<ProblemHttpResult> Refused(Refusal refusal, IReadOnlyList<(Client Client, AlikeIn[] AlikeIn)> alike, CancellationToken stop)
    {
        await db.Database.RollbackTransactionAsync(stop);
        return await refusal.Show(alike, db, vault, stop);
    }
}
