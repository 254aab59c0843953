using System.Text.Json;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>A visit entered by mistake: what followed from it and nobody used yet is withdrawn, in whichever order it is heard.</summary>
public sealed class VoidedVisitTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-081")]
    public async Task Nobody_calls_or_asks_because_of_a_voided_visit_and_its_deadline_goes()
    {
        var site = await service.OpenSite();
        var visit = Visit(site);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var (call, invitation) = (await Call(site, visit), await Invitation(site, visit));
        var link = (await site.Agent.Post($"/invitations/{invitation}/link")).Ok();

        await Voided(visit);

        Assert.Equal("Withdrawn", (await site.Agent.Get(call)).Ok()["status"].GetString());
        Assert.Equal(
            "follow-up-over",
            (await site.Agent.Post($"{call}/attempts", new { id = Guid.CreateVersion7(), reached = false })).Code
        );
        Assert.Equal("Withdrawn", await InvitationState(site, visit));
        Assert.Equal("invitation-withdrawn", (await site.Agent.Post($"/invitations/{invitation}/link")).Code);
        var answer = new
        {
            token = link["token"].GetString(),
            scores = Array.Empty<object>(),
            overall = 1,
        };
        Assert.Equal("link-expired", (await service.Anyone("/survey-answers", answer)).Code);
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{call[^36..]}'"));
    }

    [Fact]
    public async Task What_a_client_already_said_of_a_voided_visit_stays_on_record()
    {
        var site = await service.OpenSite();
        var visit = Visit(site);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var (call, invitation) = (await Call(site, visit), await Invitation(site, visit));
        (
            await site.Agent.Post(
                $"{call}/attempts",
                new
                {
                    id = Guid.CreateVersion7(),
                    reached = true,
                    recovery = "well",
                    satisfied = true,
                }
            )
        ).Ok();
        var token = (await site.Agent.Post($"/invitations/{invitation}/link")).Ok()["token"].GetString();
        var answer = new
        {
            token,
            scores = Array.Empty<object>(),
            overall = 5,
        };
        (await service.Anyone("/survey-answers", answer)).Ok();

        await Voided(visit);

        Assert.Equal("Reached", (await site.Agent.Get(call)).Ok()["status"].GetString());
        Assert.Equal("Open", await InvitationState(site, visit));
        Assert.Equal(1, await service.Database.Count($"survey_answer WHERE invitation_id = '{invitation}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Voided_and_completed_end_the_same_in_either_order_however_often_they_are_said_and_lost(bool turned)
    {
        var site = await service.OpenSite();
        var visit = Visit(site);
        if (!turned)
            await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var before = await service.Database.Count("started WHERE starts >= 1");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await Voided(visit);
        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > before);
        await service.Bus.Say(Void(visit), visit.VisitId, message);
        await Voided(visit);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);

        Assert.Equal(
            0,
            await service.Database.Count($"follow_up WHERE source_id = '{visit.VisitId}' AND state <> 'Withdrawn'")
                + await service.Database.Count($"survey_invitation WHERE source_id = '{visit.VisitId}' AND state <> 'Withdrawn'")
                + await service.Database.Count($"due JOIN follow_up ON follow_up.id = due.subject_id WHERE source_id = '{visit.VisitId}'")
        );
        Assert.Equal(turned ? 0 : 1, await service.Database.Count($"follow_up WHERE source_id = '{visit.VisitId}'"));
        Assert.Equal(1, await service.Database.Count($"voided_visit WHERE id = '{visit.VisitId}'"));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    VisitCompleted Visit(TestSite site) =>
        FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow(), new Served(site.Escort, ServicePart.Treatment));

    static VisitVoided Void(VisitCompleted visit) => new(visit.VisitId, visit.BranchId, "typo", visit.CompletedAt.AddMinutes(5), 2);

    Task<Guid> Voided(VisitCompleted visit) => service.Hears(Void(visit), visit.VisitId, FeedbackService.VoidedQueue);

    static async Task<string> Call(TestSite site, VisitCompleted visit) =>
        $"/follow-ups/{(await Only(site, "follow-ups", visit)).GetProperty("id").GetGuid()}";

    static async Task<Guid> Invitation(TestSite site, VisitCompleted visit) =>
        (await Only(site, "invitations", visit)).GetProperty("id").GetGuid();

    static async Task<string?> InvitationState(TestSite site, VisitCompleted visit) =>
        (await Only(site, "invitations", visit)).GetProperty("status").GetString();

    static async Task<JsonElement> Only(TestSite site, string list, VisitCompleted visit) =>
        Assert.Single((await site.Agent.Get($"/{list}?branch={site.Branch}&source={visit.VisitId}")).Ok().Body.EnumerateArray());
}
