using System.Text.Json;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>A client who wants no contact is neither called nor asked to rate, until the client agrees again.</summary>
public sealed class ClientWishTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-081")]
    public async Task A_client_who_wants_no_contact_is_not_called_in_whichever_order_it_is_heard(bool saidBefore)
    {
        var site = await service.OpenSite();
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow());
        var no = Says(visit, false, 3);
        if (saidBefore)
            await Hears(no);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        if (!saidBefore)
            await Hears(no);

        var call = await Only(site, "follow-ups", visit);
        var path = $"/follow-ups/{call.GetProperty("id").GetGuid()}";
        Assert.Equal("NotWanted", call.GetProperty("status").GetString());
        Assert.Empty((await site.Agent.Get($"/follow-ups?branch={site.Branch}&status=Due")).Ok().Body.EnumerateArray());
        var invitation = await Only(site, "invitations", visit);
        Assert.Equal("NotWanted", invitation.GetProperty("status").GetString());
        foreach (
            var (act, body) in new (string, object)[]
            {
                ("attempts", new { id = Guid.CreateVersion7(), reached = false }),
                ("care-message", new { words = "Get well." }),
                ("closure", new { }),
            }
        )
            Assert.Equal("contact-not-wanted", (await site.Agent.Post($"{path}/{act}", body)).Code);
        var link = $"/invitations/{invitation.GetProperty("id").GetGuid()}/link";
        Assert.Equal("survey-not-wanted", (await site.Agent.Post(link)).Code);
        await service.MoveClock(TimeSpan.FromDays(4));
        await service.NoDeadlineIsDue();
        Assert.False((await site.Agent.Get(path)).Ok()["overdue"].GetBoolean());

        await Hears(Says(visit, true, 4));
        await Hears(no);

        Assert.Equal("Due", (await site.Agent.Get(path)).Ok()["status"].GetString());
        (await site.Agent.Post(link)).Ok();
        (await site.Agent.Post($"{path}/attempts", new { id = Guid.CreateVersion7(), reached = false })).Ok();
    }

    [Fact]
    public async Task Whoever_does_not_come_and_wants_no_contact_is_not_called_either()
    {
        var site = await service.OpenSite();
        var now = service.Clock.GetUtcNow();
        AppointmentNoShow missed = new(Guid.CreateVersion7(), Guid.CreateVersion7(), site.Branch, Guid.CreateVersion7(), now, null, now);
        await Hears(new(missed.ClientId, site.Branch, false, false, true, now, 1));

        await service.Hears(missed, missed.AppointmentId, FeedbackService.NoShowQueue);

        Assert.Equal(
            ["NotWanted"],
            await service.Database.Sql<string>($"SELECT state FROM follow_up WHERE source_id = '{missed.NoShowId}'")
        );
    }

    [Fact]
    public async Task The_word_of_the_client_kept_counts_for_whoever_is_the_same_person_as_long_as_they_are()
    {
        var site = await service.OpenSite();
        var (visit, kept, now) = (
            FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow()),
            Guid.CreateVersion7(),
            service.Clock.GetUtcNow()
        );
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        await Hears(new(kept, site.Branch, false, false, true, now, 1));
        Assert.Equal("Due", await State());

        await service.Hears(new ClientMerged(visit.ClientId, site.Branch, kept, now, 1), kept, FeedbackService.MergedQueue);
        Assert.Equal("NotWanted", await State());
        await service.Hears(new ClientSeparated(visit.ClientId, site.Branch, kept, now, 2), kept, FeedbackService.SeparatedQueue);
        Assert.Equal("Due", await State());

        async Task<string?> State() => (await Only(site, "follow-ups", visit)).GetProperty("status").GetString();
    }

    [Fact]
    public async Task The_same_word_twice_or_under_new_ids_or_lost_before_the_acknowledgement_ends_the_same()
    {
        var site = await service.OpenSite();
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow());
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var no = Says(visit, false, 2);
        var before = await service.Database.Count($"started WHERE queue = '{FeedbackService.WishQueue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var first = await Hears(no);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{FeedbackService.WishQueue}'") > before);
        await service.Bus.Say(no, no.ClientId, first);
        await Hears(no);
        await Hears(Says(visit, true, 1));

        Assert.Equal(
            1,
            await service.Database.Count($"client_wish WHERE id = '{no.ClientId}' AND NOT may_be_contacted AND said_version = 2")
        );
        Assert.Equal("NotWanted", (await Only(site, "follow-ups", visit)).GetProperty("status").GetString());
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    static ClientUpdated Says(VisitCompleted visit, bool agrees, int version) =>
        new(visit.ClientId, visit.BranchId, false, agrees, false, visit.CompletedAt, version);

    Task<Guid> Hears(ClientUpdated fact) => service.Hears(fact, fact.ClientId, FeedbackService.WishQueue);

    static async Task<JsonElement> Only(TestSite site, string list, VisitCompleted visit) =>
        Assert.Single((await site.Agent.Get($"/{list}?branch={site.Branch}&source={visit.VisitId}")).Ok().Body.EnumerateArray());
}
