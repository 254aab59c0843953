using Clinic.ServiceDefaults;
using EscortReason = Clinic.Escort.Contracts.ConcernReason;
using FeedbackReason = Clinic.Feedback.Contracts.ConcernReason;

namespace Clinic.Registration.Tests.Service;

/// <summary>What is heard of who has to do with a client, and what it opens when.</summary>
public sealed class ClientConcernTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-107")]
    public async Task An_escort_gets_name_and_phone_within_the_window_and_neither_before_nor_after_it()
    {
        var (site, desk) = (await service.OpenSite(doctors: 0), await ConcernDesk.Opened(service));
        var client = await site.NewClient();
        var now = service.Clock.GetUtcNow();
        await desk.Say(desk.Began(client, from: now.AddHours(1), until: now.AddHours(3)));
        Assert.Empty(Items(await ConcernDesk.Ask(desk.Escort, client)));

        await service.MoveClock(TimeSpan.FromHours(1));
        var line = Assert.Single(Items(await ConcernDesk.Ask(desk.Escort, client)));
        Assert.Equal(
            ("Z○○○i", "Zhang Wei", "+8613900000001", site.Branch),
            (
                line.GetProperty("name").GetString(),
                line.GetProperty("fullName").GetString(),
                line.GetProperty("phone").GetString(),
                line.GetProperty("branchId").GetGuid()
            )
        );

        await service.MoveClock(TimeSpan.FromHours(2));
        Assert.Empty(Items(await ConcernDesk.Ask(desk.Escort, client)));
    }

    [Fact]
    public async Task Every_order_of_the_facts_of_a_concern_and_their_repeats_ends_the_same()
    {
        var desk = await ConcernDesk.Opened(service);
        var client = await (await service.OpenSite(doctors: 0)).NewClient();
        var other = await service.Hire(desk.Company, Payroll.Contracts.Post.Escort);

        var ends = await Task.WhenAll(
            EveryOrder
                .Of(0, 1, 2, 3)
                .Select(async order =>
                {
                    var first = desk.Began(client);
                    var next = first with { PersonId = other, Version = 4 };
                    object[] facts = [first, ConcernDesk.Ended(first, 3), next, ConcernDesk.Ended(next, 5)];
                    // Each twice: under the same message id and under a new one.
                    foreach (var step in order.Concat(order))
                        await desk.Say(facts[step], await desk.Say(facts[step]));
                    return await desk.Row(first.ConcernId, "kind, client_id, person_id, until_at <= from_at, version");
                })
        );

        Assert.Equal($"Escort {client} {other} t 5", Assert.Single(ends.Distinct()));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Whoever_takes_over_has_the_need_and_whoever_had_it_before_has_none_in_every_order()
    {
        var desk = await ConcernDesk.Opened(service);
        var site = await service.OpenSite(doctors: 0);
        var next = service.As(await service.Hire(desk.Company, Payroll.Contracts.Post.Escort), (desk.Company, ["clients.names"]));
        foreach (var order in EveryOrder.Of(0, 1, 2))
        {
            var client = await site.NewClient();
            var first = desk.Began(client);
            object[] facts = [first, ConcernDesk.Ended(first, 3), first with { PersonId = next.Id, Version = 4 }];
            foreach (var step in order)
                await desk.Say(facts[step]);

            Assert.Empty(Items(await ConcernDesk.Ask(desk.Escort, client)));
            Assert.Single(Items(await ConcernDesk.Ask(next, client)));
        }
    }

    [Theory]
    [InlineData(ConcernDesk.EscortBeganQueue, "t 2")]
    [InlineData(ConcernDesk.EscortEndedQueue, "f 3")]
    [InlineData(ConcernDesk.FeedbackBeganQueue, "t 2")]
    [InlineData(ConcernDesk.FeedbackEndedQueue, "f 3")]
    public async Task A_connection_lost_between_commit_and_acknowledgement_counts_once(string queue, string end)
    {
        var desk = await ConcernDesk.Opened(service);
        var client = Guid.CreateVersion7();
        var (escort, feedback) = (desk.Began(client), desk.BeganAfterwards(client, FeedbackReason.Investigation));
        var before = await service.Database.Count($"started WHERE starts >= 1 AND queue = '{queue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var (concern, fact) = queue switch
        {
            ConcernDesk.EscortBeganQueue => (escort.ConcernId, (object)escort),
            ConcernDesk.EscortEndedQueue => (escort.ConcernId, ConcernDesk.Ended(escort, 3)),
            ConcernDesk.FeedbackBeganQueue => (feedback.ConcernId, feedback),
            _ => (feedback.ConcernId, ConcernDesk.Ended(feedback, 3)),
        };
        await desk.Say(fact);

        await Eventually.Is(async () => await service.Database.Count($"started WHERE starts >= 1 AND queue = '{queue}'") == before + 1);
        await Eventually.Is(async () => await service.Bus.Waiting(queue) == 0);
        Assert.Equal(end, await desk.Row(concern, "until_at IS NULL, version"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{concern}' AND type = '{queue}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE record_id = '{concern}'"));
    }

    [Theory]
    [InlineData(EscortReason.Escort, true)]
    [InlineData(EscortReason.EscortLead, false)]
    [Rule("R-107")]
    public async Task The_escort_gets_the_whole_name_and_the_lead_the_masked_one(EscortReason reason, bool whole)
    {
        var (site, desk) = (await service.OpenSite(doctors: 0), await ConcernDesk.Opened(service));
        var client = await site.NewClient();
        var began = desk.Began(client, reason);
        await desk.Say(began);

        var answer = await ConcernDesk.Ask(desk.Escort, client);

        var line = Assert.Single(Items(answer));
        Assert.Equal("Z○○○i", line.GetProperty("name").GetString());
        Assert.Equal(whole, answer.Text.Contains("Zhang Wei", StringComparison.Ordinal));
        Assert.Equal(whole, answer.Text.Contains("13900000001", StringComparison.Ordinal));
        Assert.Equal(["V00000001"], Items(answer).Select(item => item.GetProperty("visitCardNumber").GetString()));
        await desk.Say(ConcernDesk.Ended(began, 3));
        Assert.Empty(Items(await ConcernDesk.Ask(desk.Escort, client)));
    }

    [Fact]
    [Rule("R-107")]
    public async Task The_investigator_and_whoever_calls_at_that_branch_get_name_and_phone_until_it_ends()
    {
        var (site, desk) = (await service.OpenSite(doctors: 0), await ConcernDesk.Opened(service));
        var (accuser, called) = (await site.NewClient(), await site.NewClient());
        var (investigation, call) = (
            desk.BeganAfterwards(accuser, FeedbackReason.Investigation),
            desk.BeganAfterwards(called, FeedbackReason.FollowUp)
        );
        await desk.Say(investigation);
        await desk.Say(call);
        var agent = service.At(desk.Company, "clients.names", ConcernDesk.Calls);
        var elsewhere = service.At((await service.OpenSite(doctors: 0)).Branch, "clients.names", ConcernDesk.Calls);

        Assert.Equal([accuser], Whole(await ConcernDesk.Ask(desk.Escort, accuser, called)));
        Assert.Equal([called], Whole(await ConcernDesk.Ask(agent, accuser, called)));
        Assert.Empty(Items(await ConcernDesk.Ask(elsewhere, accuser, called)));
        Assert.Empty(Items(await ConcernDesk.Ask(service.At(desk.Company, "clients.names"), accuser, called)));

        await desk.Say(ConcernDesk.Ended(investigation, 3));
        await desk.Say(ConcernDesk.Ended(call, 3));
        Assert.Empty(Items(await ConcernDesk.Ask(desk.Escort, accuser, called)));
        Assert.Empty(Items(await ConcernDesk.Ask(agent, accuser, called)));
    }

    static System.Text.Json.JsonElement[] Items(Answer answer) => [.. answer.Ok()["items"].EnumerateArray()];

    static Guid[] Whole(Answer answer) =>
        [
            .. Items(answer)
                .Where(line => line.GetProperty("fullName").GetString() == "Zhang Wei" && line.GetProperty("phone").GetString() is not null)
                .Select(line => line.GetProperty("id").GetGuid()),
        ];
}
