using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

public sealed class MergedClientTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    public async Task What_two_clients_said_who_are_one_person_is_shown_together_until_they_are_separated()
    {
        var house = await service.OpenHouse();
        var (one, other, third, stranger) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var complaints = new List<Guid>();
        foreach (var client in new[] { one, other, third, stranger })
            complaints.Add(await Complains(house, client));
        var visit = FeedbackService.Visit(house.Branch, service.Clock.GetUtcNow()) with { ClientId = one };
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);

        await service.Hears(Merge(house, one, other, 1), other, FeedbackService.MergedQueue);
        await service.Hears(Merge(house, other, third, 1), third, FeedbackService.MergedQueue);

        foreach (var id in new[] { one, other, third })
        {
            var voice = await Voice(house, id);
            Assert.Equal(complaints[..3].Order(), Ids(voice, "complaints").Order());
            Assert.Equal(one, Assert.Single(voice["calls"].EnumerateArray()).GetProperty("clientId").GetGuid());
        }
        Assert.Equal(complaints[3..], Ids(await Voice(house, stranger), "complaints"));
        await service.Hears(
            new ClientSeparated(one, house.Branch, other, service.Clock.GetUtcNow(), 2),
            other,
            FeedbackService.SeparatedQueue
        );
        Assert.Equal(complaints[..1], Ids(await Voice(house, one), "complaints"));
        Assert.Equal(complaints[1..3].Order(), Ids(await Voice(house, third), "complaints").Order());
        Assert.True((await house.Agent.Get($"/clients/{one}/voice?branch={Guid.CreateVersion7()}")).Refused("not-found"));
        Assert.True((await house.As("followups.read").Get($"/clients/{one}/voice?branch={house.Branch}")).Refused("forbidden"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merged_and_separated_end_the_same_in_either_order_however_often_they_are_said_and_lost_before_the_acknowledgement(
        bool turned
    )
    {
        var house = await service.OpenHouse();
        var (client, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        ClientSeparated back = new(client, house.Branch, kept, service.Clock.GetUtcNow(), 2);
        var merged = Merge(house, client, kept, 1);
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

    static async Task<Guid> Complains(House house, Guid client)
    {
        var filing = house.Filing();
        filing["clientId"] = client;
        (await house.Desk.Post("/complaints", filing)).Ok();
        return (Guid)filing["id"]!;
    }

    ClientMerged Merge(House house, Guid client, Guid into, int version) =>
        new(client, house.Branch, into, service.Clock.GetUtcNow(), version);

    static async Task<Answer> Voice(House house, Guid client) =>
        (await house.Agent.Get($"/clients/{client}/voice?branch={house.Branch}")).Ok();

    static Guid[] Ids(Answer voice, string part) =>
        [.. voice[part].EnumerateArray().Select(element => element.GetProperty("id").GetGuid())];
}
