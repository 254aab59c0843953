using System.Text.Json;
using Clinic.Escort.Contracts;
using Clinic.Provision;
using Clinic.ServiceDefaults;

namespace Clinic.Escort.Tests.Service;

/// <summary>Who has to do with the client of an engagement, as Escort says it, and the file that opens with it.</summary>
public sealed class ClientConcernTests(EscortService service) : IClassFixture<EscortService>, IAsyncLifetime
{
    static readonly TimeSpan Before = TimeSpan.FromHours(24),
        AfterReport = TimeSpan.FromHours(72);

    public async Task InitializeAsync()
    {
        await service.Bus.Listen<ClientConcernBegan>();
        await service.Bus.Listen<ClientConcernEnded>();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Rule("R-107")]
    public async Task Lead_and_escort_have_to_do_with_the_client_until_the_archive_and_the_report_ends_the_escorts_hours()
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("handover");
        Assert.Empty(Began(call));
        (await call.ConfirmNeed()).Ok();
        var lead = await Next(call, ConcernReason.EscortLead);
        Assert.Equal((call.ClientId, call.Site.Lead.Id), (lead.ClientId, lead.PersonId!.Value));
        Assert.Null(lead.Until);

        (await call.Sign()).Ok();
        (await call.Assign()).Ok();
        var escort = await Next(call, ConcernReason.Escort);
        Assert.Equal((call.Escort!.Id, call.Slot.From - Before), (escort.PersonId!.Value, escort.From));
        Assert.Null(escort.Until);
        Assert.True(escort.Version > lead.Version);

        foreach (var (_, act, _) in call.All.Skip(5).SkipLast(2))
            (await act()).Ok();
        var reported = await Next(call, ConcernReason.Escort, times: 2);
        Assert.True(reported.Version > escort.Version);
        Assert.Equal(AfterReport, reported.Until!.Value - reported.OccurredAt);

        (await call.FollowUp()).Ok();
        (await call.Archive()).Ok();
        await Ends(call, 2);
        Assert.Equal(
            [(ConcernReason.Escort, call.Escort.Id), (ConcernReason.EscortLead, call.Site.Lead.Id)],
            Ended(call).OrderBy(fact => fact.Reason).Select(fact => (fact.Reason, fact.PersonId!.Value))
        );
        Assert.All(Ended(call), fact => Assert.True(fact.Version > reported.Version));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Who_loses_the_engagement_has_nothing_to_do_with_the_client_and_who_gets_it_has()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");
        var (first, second) = (call.Escort!.Id, (await site.ActiveEscort()).Id);

        (await call.Reassign(second)).Ok();

        await Ends(call, 1);
        var (ended, began) = (Assert.Single(Ended(call)), await Next(call, ConcernReason.Escort, times: 2));
        Assert.Equal((first, second), (ended.PersonId!.Value, began.PersonId!.Value));
        Assert.True(ended.Version < began.Version);
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(second, site.Branch), second);
        await Ends(call, 2);
        Assert.Equal(second, Ended(call).MaxBy(fact => fact.Version)!.PersonId);
        Assert.Equal("AgreementSigned", await call.State());
    }

    [Theory]
    [InlineData("need", "decline", 1)]
    [InlineData("agreement", "cancellation", 1)]
    [InlineData("assignment", "cancellation", 2)]
    [InlineData("start", "interruption", 2)]
    [Rule("R-107")]
    public async Task Whatever_ends_an_engagement_early_ends_every_need(string until, string end, int ends)
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until(until);

        var answer = end switch
        {
            "decline" => await call.Site.Lead.Post(call.Path("decline"), new { reasonCode = "Price" }, await call.ETag()),
            "cancellation" => await call.Cancel(),
            _ => await call.Escort!.Post(call.Path("interruption"), new { reasonCode = "Ill", howLeftSafe = "with her daughter" }),
        };

        answer.Ok();
        await Ends(call, ends);
        Assert.Equal(ends, Ended(call).Select(fact => fact.Reason).Distinct().Count());
        var lead = await Next(call, ConcernReason.EscortLead);
        Assert.All(Ended(call), fact => Assert.True(fact.Version > lead.Version));
    }

    [Fact]
    [Rule("R-107")]
    public async Task A_time_that_moves_moves_the_window()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");
        var before = await Next(call, ConcernReason.Escort);

        (await AgreedTimeTests.Amend(site, call, call.Slot.From.AddHours(1), call.Slot.To.AddHours(1))).Ok();

        var moved = await Next(call, ConcernReason.Escort, times: 2);
        Assert.Equal((before.From.AddHours(1), before.PersonId), (moved.From, moved.PersonId));
        Assert.True(moved.Version > before.Version);
    }

    [Fact]
    [Rule("R-051", "R-107")]
    public async Task The_escort_reads_the_file_within_the_same_window_and_neither_before_nor_after()
    {
        var site = await service.OpenSite();
        var now = service.Clock.GetUtcNow();
        var from = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(30);
        var call = await new Steps(site, await service.Register(site.Clinic), (from, from.AddHours(1))).Until("assignment");
        Assert.True((await Read()).Refused("not-found"));
        Assert.Contains("Zhang Wei", (await call.File()).Ok().Text, StringComparison.Ordinal);

        await service.MoveClock(from - Before - service.Clock.GetUtcNow());
        (await Read()).Ok();

        foreach (var (name, act, _) in call.All.Skip(5).SkipLast(2))
        {
            if (name == "reconfirmation")
                await service.MoveClock(from.AddHours(-1) - service.Clock.GetUtcNow());
            (await act()).Ok();
        }
        (await Read()).Ok();
        await service.MoveClock(AfterReport);
        Assert.True((await Read()).Refused("not-found"));
        (await call.FollowUp()).Ok();

        Task<Answer> Read() => call.Escort!.Get($"/engagements/own/{call.Id}/file");
    }

    [Fact]
    public async Task A_new_listener_is_told_of_every_engagement_that_is_open_and_of_no_other()
    {
        var site = await service.OpenSite();
        var (open, over) = (await (await site.NewCall()).Until("assignment"), await (await site.NewCall()).Until("assignment"));
        (await over.Cancel()).Ok();
        // What is on its way reaches the queue that is made now, too.
        await Ends(over, 2);
        var said = await Next(open, ConcernReason.Escort);
        const string listener = "registration-note-escort-concern-when-client-concern-began";

        await Topology.Deploy(service.Amqp, Database.All.Select(database => (database.Name, database.Model.Assembly)));

        List<ClientConcernBegan> told = [];
        await Eventually.Is(async () =>
        {
            while (await service.Bus.Waiting(listener) > 0)
                told.Add((await service.Bus.Take(listener)).GetProperty("message").Deserialize<ClientConcernBegan>(Json.Wire)!);
            return told.Count(fact => fact.ConcernId == open.Id) >= 2;
        });
        Assert.DoesNotContain(told, fact => fact.ConcernId == over.Id);
        Assert.Equal(
            [(ConcernReason.Escort, open.Escort!.Id), (ConcernReason.EscortLead, site.Lead.Id)],
            told.Where(fact => fact.ConcernId == open.Id).OrderBy(fact => fact.Reason).Select(fact => (fact.Reason, fact.PersonId!.Value))
        );
        Assert.All(told.Where(fact => fact.ConcernId == open.Id), fact => Assert.Equal(said.Version, fact.Version));
    }

    List<ClientConcernBegan> Began(Steps call) => [.. service.Bus.Heard<ClientConcernBegan>().Where(fact => fact.ConcernId == call.Id)];

    List<ClientConcernEnded> Ended(Steps call) => [.. service.Bus.Heard<ClientConcernEnded>().Where(fact => fact.ConcernId == call.Id)];

    Task Ends(Steps call, int times) => service.Bus.Hears<ClientConcernEnded>(times, fact => fact.ConcernId == call.Id);

    // The latest of a reason, once it was said that often.
    async Task<ClientConcernBegan> Next(Steps call, ConcernReason reason, int times = 1)
    {
        await service.Bus.Hears<ClientConcernBegan>(times, fact => fact.ConcernId == call.Id && fact.Reason == reason);
        return Began(call).Where(fact => fact.Reason == reason).MaxBy(fact => fact.Version)!;
    }
}
