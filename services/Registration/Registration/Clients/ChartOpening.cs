using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Clients;

/// <summary>A chart that stands, and whether it was opened just now.</summary>
sealed record OpenedChart(Client Client, bool IsNew);

/// <summary>
/// Opens the chart of a client whose front page is complete, and issues the visit card. Whoever may be the
/// same person is shown instead, until the desk says that each of them is somebody else.
/// </summary>
sealed class ChartOpening(RegistrationDb db, ClientVault vault, Caller caller, TimeProvider clock)
{
    /// <summary>The chart, or why there is none. Runs within the caller's transaction and leaves the saving to it.</summary>
    /// <param name="someoneElseThan">Those the desk was shown and told apart.</param>
    public async Task<(OpenedChart? Chart, ProblemHttpResult? Problem)> Open(Guid id, Guid branch, FrontPage page, IReadOnlyCollection<Guid> someoneElseThan, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // The counter's row lock makes registrations of a branch wait for each other: a repeat finds the first one, a duplicate
        // entered at the next desk is seen, and no number is lost.
        var number = (await db.Database.SqlQuery<int>($"""
            INSERT INTO chart_counter (branch_id, last_number) VALUES ({branch}, 1)
            ON CONFLICT (branch_id) DO UPDATE SET last_number = chart_counter.last_number + 1 RETURNING last_number AS "Value"
            """).ToListAsync(stop))[0];
        if (await db.Clients.FindAsync([id], stop) is { } known)
            return known.BranchId == branch && known.Page(vault) == page ? (new(known, IsNew: false), null) : (null, Refusal.IdTaken.AsProblem());

        var alike = await Duplicates.Of(db, vault, branch, page, except: id, stop);
        if (alike.Where(one => one.AlikeIn.Contains(AlikeIn.IdNumber)).ToList() is { Count: > 0 } sure) return (null, await Refused(Refusals.ClientHasChart, sure, stop));
        if (alike.Any(one => !someoneElseThan.Contains(one.Client.Id))) return (null, await Refused(Refusals.ClientMayBeKnown, alike, stop));

        Client client = new() { Id = id, BranchId = branch, ChartNumber = $"{number:D8}", VisitCardNumber = $"V{number:D8}", RegisteredAt = now, RegisteredBy = caller.PersonId };
        client.Write(page, vault);
        db.Add(client);
        db.AddRange(alike.Select(one => new ToldApart { Id = Guid.CreateVersion7(now), BranchId = branch, ClientId = id, OtherId = one.Client.Id, SaidBy = caller.PersonId, SaidAt = now }));
        db.Publish(new ClientRegistered(client.Id, branch, now, client.MobilityImpaired), client.Id);
        db.Publish(new ChartCreated(client.Id, branch, client.ChartNumber, now), client.Id);
        VisitCard.Issue(db, client, Guid.CreateVersion7(now), CardReason.First, caller.PersonId, now);
        return (new(client, IsNew: true), null);
    }

    // The number taken is given back with the transaction; that others were shown is kept.
    async Task<ProblemHttpResult> Refused(Refusal refusal, IReadOnlyList<(Client Client, AlikeIn[] AlikeIn)> alike, CancellationToken stop)
    {
        await db.Database.RollbackTransactionAsync(stop);
        return await refusal.Show(alike, db, vault, stop);
    }
}
