using Clinic.Registration.Contracts;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A process that dies while it keeps a fact that came too early, and one that dies while it applies it later.</summary>
public sealed class KilledWhileWaitingTests
{
    [Theory]
    // Kept and not acknowledged; the opening, which sends it on, before and after its commit; the fact itself, before and after its own.
    [InlineData(FailPoints.Committed, 1)]
    [InlineData(FailPoints.InTransaction, 1)]
    [InlineData(FailPoints.Committed, 2)]
    [InlineData(FailPoints.InTransaction, 2)]
    [InlineData(FailPoints.Committed, 3)]
    public async Task A_process_killed_at_any_step_of_an_early_fact_applies_it_once(string instant, int nth)
    {
        var (database, amqp, branch) = (await TestDatabase.New("payroll"), await Servers.NewVirtualHost(), Guid.CreateVersion7());
        await using var bus = await BusTap.Connect(amqp);
        var (voided, opened) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        BranchOpened opening = new(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1));
        VisitVoided fact = new(Guid.CreateVersion7(), branch, "EnteredByMistake", new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero), 2);

        await using (var doomed = await ServiceProcess.Start("payroll", database, amqp, $"{instant}:{nth}:kill"))
        {
            await Eventually.Is(() => bus.SaysToSomebody(fact, fact.VisitId, voided));
            await Eventually.Is(async () => doomed.HasEnded || await database.Count($"early WHERE message_id = '{voided}'") == 1);
            await Eventually.Is(() => bus.SaysToSomebody(opening, branch, opened));
            await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
        }

        await using var after = await ServiceProcess.Start("payroll", database, amqp, null);
        await Eventually.Is(async () => await database.Count($"inbox WHERE message_id IN ('{voided}', '{opened}')") == 2);
        Assert.Equal(1, await database.Count($"trail WHERE kind = 'effect' AND message_id = '{voided}'"));
        Assert.Equal(1, await database.Count($"served_visit WHERE id = '{fact.VisitId}'"));
        Assert.Equal((0, 0), (await database.Count("early"), await database.Count("parked")));
    }
}
