using System.Text.Json;
using Clinic.Payroll;
using Clinic.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>The work list on a real service; the kinds are its own, what is asked for is the tests'.</summary>
public sealed class WorkListTests(PayrollService service) : IClassFixture<PayrollService>
{
    const string Right = "discipline.decide";

    static readonly WorkKind Kind = KindOf("payroll-case.decision"),
        Other = KindOf("payroll-pay-run.lock");

    [Fact]
    public async Task An_item_waits_for_holders_of_its_right_at_its_branch_until_its_act_and_no_reading_ends_it()
    {
        var (branch, subject, detail) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var holder = service.At(branch, "worklist.read", Right);
        var due = service.Clock.GetUtcNow().AddHours(3);

        await Save(db => db.AskPost(Kind, subject, branch, due, detail));

        for (var read = 0; read < 3; read++)
        {
            var item = Assert.Single(await holder.WorkItems(subject));
            Assert.Equal(
                (Kind.Code, Kind.SettledBy, Kind.Subject, detail, branch, due),
                (
                    item.GetProperty("kind").GetString(),
                    item.GetProperty("settledBy").GetString(),
                    item.GetProperty("subject").GetString(),
                    item.GetProperty("detail").GetGuid(),
                    item.GetProperty("branchId").GetGuid(),
                    item.GetProperty("dueAt").GetDateTimeOffset()
                )
            );
            Assert.Equal(JsonValueKind.Null, item.GetProperty("personId").ValueKind);
        }
        Assert.Single(await service.InGroup("worklist.read", Right).WorkItems(subject));
        Assert.Empty(await service.At(Guid.CreateVersion7(), "worklist.read", Right).WorkItems(subject));
        Assert.Empty(await service.At(branch, "worklist.read", Other.Needs.Code).WorkItems(subject));
        Assert.True((await service.At(branch, Right).Get("/worklist")).Refused("forbidden"));

        await Save(db => db.SettleWork(Kind, subject, default));
        Assert.Empty(await holder.WorkItems(subject));
    }

    [Fact]
    public async Task What_waits_for_a_person_is_shown_to_that_person_alone_also_without_the_right()
    {
        var (branch, subject, me) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var mine = service.As(me, (Guid.CreateVersion7(), ["worklist.read"]));

        await Save(db => db.AskPerson(Kind, subject, branch, me));

        Assert.Equal(me, Assert.Single(await mine.WorkItems(subject)).GetProperty("personId").GetGuid());
        Assert.Empty(await service.At(branch, "worklist.read", "worklist.manage", Right).WorkItems(subject));
        Assert.Empty(await service.InGroup("worklist.read", "worklist.manage", Right).WorkItems(subject));
    }

    [Fact]
    public async Task Whoever_is_excepted_is_shown_it_in_no_way()
    {
        var (branch, subject, accused) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await Save(db => db.KeepWork(subject, branch, [Kind], [new(Kind, DueAt: service.Clock.GetUtcNow(), Except: [accused])]));

        Assert.Single(await service.At(branch, "worklist.read", Right).WorkItems(subject));
        Assert.Empty(await service.As(accused, (branch, ["worklist.read", "worklist.manage", Right])).WorkItems(subject));
        Assert.Empty(await service.As(accused, (null, ["worklist.read", "worklist.manage", Right])).WorkItems(subject));
    }

    [Fact]
    public async Task An_item_comes_and_goes_with_the_commit_of_its_act_and_not_before()
    {
        var (branch, kept, lost) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var holder = service.At(branch, "worklist.read", Right);
        await Save(db => db.AskPost(Kind, kept, branch));

        await Within(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.AskPost(Kind, lost, branch);
            await db.SettleWork(Kind, kept, default);
            await db.SaveChangesAsync();
            Assert.Empty(await holder.WorkItems(lost));
            Assert.Single(await holder.WorkItems(kept));
            // It ends without a commit.
        });

        Assert.Empty(await holder.WorkItems(lost));
        Assert.Single(await holder.WorkItems(kept));

        await Within(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.AskPost(Kind, lost, branch);
            await db.SettleWork(Kind, kept, default);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        Assert.Single(await holder.WorkItems(lost));
        Assert.Empty(await holder.WorkItems(kept));
    }

    [Fact]
    public async Task Asking_twice_leaves_one_that_waits_since_the_first_time_and_settling_twice_is_harmless()
    {
        var (branch, subject, first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var holder = service.At(branch, "worklist.read", Right);
        await Save(db => db.AskPost(Kind, subject, branch, detail: first));
        var since = Assert.Single(await holder.WorkItems(subject)).GetProperty("since").GetDateTimeOffset();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Save(db => db.AskPost(Kind, subject, branch, detail: first))));
        Assert.Equal(since, Assert.Single(await holder.WorkItems(subject)).GetProperty("since").GetDateTimeOffset());

        await Save(db => db.AskPost(Kind, subject, branch, detail: second));
        Assert.Equal(2, (await holder.WorkItems(subject)).Count);
        await Save(db => db.SettleWork(Kind, subject, default, first));
        Assert.Equal(second, Assert.Single(await holder.WorkItems(subject)).GetProperty("detail").GetGuid());
        await Save(db => db.SettleWork(Kind, subject, default));
        await Save(db => db.SettleWork(Kind, subject, default));
        Assert.Empty(await holder.WorkItems(subject));
    }

    [Fact]
    public async Task What_lapses_is_what_was_due_before_and_nothing_else()
    {
        var (branch, old, coming, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var now = service.Clock.GetUtcNow();
        await Save(db =>
        {
            db.AskPost(Kind, old, branch, now.AddDays(-2));
            db.AskPost(Kind, coming, branch, now);
            db.AskPost(Kind, old, elsewhere, now.AddDays(-2), detail: elsewhere);
        });

        await Save(db => db.LapseWork(Kind, branch, now.AddDays(-1)));

        Assert.Single(await service.At(branch, "worklist.read", Right).WorkItems(coming));
        Assert.Empty(await service.At(branch, "worklist.read", Right).WorkItems(old));
        Assert.Single(await service.At(elsewhere, "worklist.read", Right).WorkItems(old));
    }

    [Fact]
    public async Task The_list_is_sorted_by_urgency_filtered_and_read_in_parts_while_items_end()
    {
        var (branch, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (late, soon, later, idle, idler, lock1) = (New(), New(), New(), New(), New(), New());
        var now = service.Clock.GetUtcNow();
        await Save(db => db.AskPost(Kind, idle, branch));
        await Save(db => db.AskPost(Kind, later, branch, now.AddDays(2)));
        await Save(db => db.AskPost(Kind, late, branch, now.AddMinutes(-5)));
        await Save(db => db.AskPost(Kind, soon, branch, now.AddHours(1)));
        await Save(db => db.AskPost(Kind, idler, elsewhere));
        await Save(db => db.AskPost(Other, lock1, branch));
        var reader = service.As(New(), (branch, ["worklist.read", Right, Other.Needs.Code]), (elsewhere, [Right]));

        Assert.Equal([late, soon, later, idle, idler, lock1], await Subjects(""));
        Assert.Equal([late, soon, later, idle, lock1], await Subjects($"?branch={branch}"));
        Assert.Equal([lock1], await Subjects($"?kind={Other.Code}"));
        Assert.Equal([late, soon, later, idle, idler, lock1], await Subjects($"?kind={Other.Code}&kind={Kind.Code}"));
        Assert.Empty(await Subjects("?kind=nothing.such"));

        var part = (await reader.Get("/worklist?limit=2")).Ok();
        Assert.Equal([late, soon], Of(part));
        await Save(db => db.SettleWork(Kind, soon, default));
        part = (await reader.Get($"/worklist?limit=2&after={part["next"].GetString()}")).Ok();
        Assert.Equal([later, idle], Of(part));
        part = (await reader.Get($"/worklist?limit=2&after={part["next"].GetString()}")).Ok();
        Assert.Equal([idler, lock1], Of(part));
        Assert.Equal(JsonValueKind.Null, part["next"].ValueKind);

        async Task<List<Guid>> Subjects(string query) => Of((await reader.Get($"/worklist{query}")).Ok());
        static List<Guid> Of(Answer answer) =>
            [.. answer["items"].EnumerateArray().Select(item => item.GetProperty("subjectId").GetGuid())];
        static Guid New() => Guid.CreateVersion7();
    }

    [Theory]
    [InlineData("after=here")]
    [InlineData("after=1-2-3")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("branch=here")]
    [InlineData("who=me")]
    public async Task A_question_that_is_not_as_described_is_refused(string query) =>
        Assert.True((await service.At(Guid.CreateVersion7(), "worklist.read").Get($"/worklist?{query}")).Refused("bad-request"));

    [Fact]
    public async Task What_nobody_of_its_post_settles_in_the_minutes_of_the_branch_or_by_its_due_time_is_the_managers_too()
    {
        var (branch, hasty) = (await service.OpenBranch(), await service.OpenBranch());
        var now = service.Clock.GetUtcNow();
        (
            await service
                .At(hasty, "policies.write")
                .Put(
                    "/policies/worklist.managerAfterMinutes",
                    new
                    {
                        branchId = hasty,
                        value = "5",
                        from = now.AddSeconds(4),
                        reason = "a small site",
                    },
                    "\"0\""
                )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(5));
        var (idle, due, other, mine) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var dueInDays = Guid.CreateVersion7();
        await Save(db =>
        {
            db.AskPost(Kind, idle, branch);
            db.AskPost(Kind, due, branch, service.Clock.GetUtcNow().AddMinutes(10));
            db.AskPost(Kind, dueInDays, branch, service.Clock.GetUtcNow().AddDays(3));
            db.AskPost(Kind, other, hasty);
            db.AskPerson(Kind, mine, branch, Guid.CreateVersion7());
        });
        Assert.Equal((false, false, false), (await Seen(branch, idle), await Seen(branch, due), await Seen(hasty, other)));

        await service.MoveClock(TimeSpan.FromMinutes(6));
        Assert.Equal((false, false, true), (await Seen(branch, idle), await Seen(branch, due), await Seen(hasty, other)));
        await service.MoveClock(TimeSpan.FromMinutes(5));
        Assert.Equal((false, true, true), (await Seen(branch, idle), await Seen(branch, due), await Seen(hasty, other)));
        await service.MoveClock(TimeSpan.FromMinutes(20));
        Assert.Equal((true, true, true), (await Seen(branch, idle), await Seen(branch, due), await Seen(hasty, other)));

        Assert.False(await Seen(branch, mine));
        Assert.False(await Seen(branch, dueInDays));
        Assert.False(await Seen(hasty, idle));
        var item = Assert.Single(await service.At(branch, "worklist.read", Right).WorkItems(idle));
        Assert.True(item.GetProperty("handedUp").GetBoolean());
        Assert.Equal(
            TimeSpan.FromMinutes(30),
            item.GetProperty("handedUpAt").GetDateTimeOffset() - item.GetProperty("since").GetDateTimeOffset()
        );
        await Save(db => db.SettleWork(Kind, idle, default));
        Assert.False(await Seen(branch, idle));

        async Task<bool> Seen(Guid at, Guid subject) =>
            (await service.At(at, "worklist.read", "worklist.manage").WorkItems(subject)) is [var item]
            && item.GetProperty("handedUp").GetBoolean();
    }

    [Fact]
    public async Task A_list_that_is_open_shows_what_comes_and_what_goes()
    {
        var (branch, subject) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var screen = await service.At(branch, "worklist.read", Right).Watch($"/worklist/live?branch={branch}");
        await screen.Sees(list => list.GetProperty("items").GetArrayLength() == 0);

        await Save(db => db.AskPost(Kind, subject, branch));
        var shown = await screen.Sees(list => list.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal(subject, shown.GetProperty("items")[0].GetProperty("subjectId").GetGuid());
        await Save(db => db.SettleWork(Kind, subject, default));
        await screen.Sees(list => list.GetProperty("items").GetArrayLength() == 0);
        await screen.SeesABeat();

        Assert.All(screen.Shown, board => Assert.Equal("worklist", board.Name));
    }

    [Fact]
    public async Task A_parked_message_waits_for_operators_until_it_is_put_away()
    {
        var parked = Guid.CreateVersion7();
        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{parked}', 'payroll-do-no-more', '{parked}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
            """
        );
        var operators = service.InGroup("worklist.read", "ops.parked");

        var item = Assert.Single(await operators.WorkItems(parked));
        Assert.Equal(("ops.parked", JsonValueKind.Null), (item.GetProperty("kind").GetString(), item.GetProperty("branchId").ValueKind));
        Assert.Empty(await service.InGroup("worklist.read", "worklist.manage", Right).WorkItems(parked));
        (await operators.Post($"/ops/parked/{parked}/discard", new { reason = "nobody needs it" })).Ok();

        Assert.Empty(await operators.WorkItems(parked));
    }

    static WorkKind KindOf(string code) => WorkKind.In(typeof(PayrollDb).Assembly).Single(kind => kind.Code == code);

    Task Save(Action<ServiceDb> act) =>
        Save(db =>
        {
            act(db);
            return Task.CompletedTask;
        });

    Task Save(Func<ServiceDb, Task> act) =>
        Within(async db =>
        {
            await act(db);
            await db.SaveChangesAsync();
        });

    async Task Within(Func<ServiceDb, Task> act)
    {
        await using var scope = service.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("tests", "a test of the work list", branch: null);
        await act(scope.ServiceProvider.GetRequiredService<ServiceDb>());
    }
}
