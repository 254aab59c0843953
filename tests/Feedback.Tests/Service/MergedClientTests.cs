using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

public sealed class MergedClientTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    public async Task What_two_clients_said_who_are_one_person_is_shown_together_until_they_are_separated()
    {
        var site = await service.OpenSite();
        var (one, other, third, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var complaints = new List<Guid>();
        foreach (var client in new[] { one, other, third, stranger })
            complaints.Add(await Complains(site, client));
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow()) with { ClientId = one };
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);

        await service.Hears(Merge(site, one, other, 1), other, FeedbackService.MergedQueue);
        await service.Hears(Merge(site, other, third, 1), third, FeedbackService.MergedQueue);

        foreach (var id in new[] { one, other, third })
        {
            var voice = await Voice(site, id);
            Assert.Equal(complaints[..3].Order(), Ids(voice, "complaints").Order());
            Assert.Equal(one, Assert.Single(voice["calls"].EnumerateArray()).GetProperty("clientId").GetGuid());
        }
        Assert.Equal(complaints[3..], Ids(await Voice(site, stranger), "complaints"));
        await service.Hears(
            new ClientSeparated(one, site.Branch, other, service.Clock.GetUtcNow(), 2),
            other,
            FeedbackService.SeparatedQueue
        );
        Assert.Equal(complaints[..1], Ids(await Voice(site, one), "complaints"));
        Assert.Equal(complaints[1..3].Order(), Ids(await Voice(site, third), "complaints").Order());
        Assert.True((await site.Agent.Get($"/clients/{one}/voice?branch={Guid.CreateVersion7()}")).Refused("not-found"));
        Assert.True((await site.As("followups.read").Get($"/clients/{one}/voice?branch={site.Branch}")).Refused("forbidden"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merged_and_separated_end_the_same_in_either_order_however_often_they_are_said_and_lost_before_the_acknowledgement(
        bool turned
    )
    {
        var site = await service.OpenSite();
        var (client, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        ClientSeparated back = new(client, site.Branch, kept, service.Clock.GetUtcNow(), 2);
        var merged = Merge(site, client, kept, 1);
        var before = await service.Database.Count("started WHERE starts >= 1");
        if (turned)
            await service.Hears(back, kept, FeedbackService.SeparatedQueue);
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await service.Hears(merged, kept, FeedbackService.MergedQueue);
        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > before);
        await service.Bus.Say(merged, kept, message);
        await service.Hears(merged, kept, FeedbackService.MergedQueue);
        if (!turned)
            await service.Hears(back, kept, FeedbackService.SeparatedQueue);

        Assert.Equal(1, await service.Database.Count($"merged_client WHERE id = '{client}' AND kept_id IS NULL AND said_version = 2"));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    static async Task<Guid> Complains(TestSite site, Guid client)
    {
        var filing = site.Filing();
        filing["clientId"] = client;
        (await site.Desk.Post("/complaints", filing)).Ok();
        return (Guid)filing["id"]!;
    }

    ClientMerged Merge(TestSite site, Guid client, Guid into, int version) =>
        new(client, site.Branch, into, service.Clock.GetUtcNow(), version);

    static async Task<Answer> Voice(TestSite site, Guid client) =>
        (await site.Agent.Get($"/clients/{client}/voice?branch={site.Branch}")).Ok();

    static Guid[] Ids(Answer voice, string part) =>
        [.. voice[part].EnumerateArray().Select(element => element.GetProperty("id").GetGuid())];
}
