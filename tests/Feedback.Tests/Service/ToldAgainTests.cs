using Clinic.Feedback.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>What Feedback said before somebody listened is said again to that listener, with the versions of then.</summary>
public sealed class ToldAgainTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-038", "R-047")]
    public async Task A_new_listener_is_told_the_filings_findings_closings_overturnings_and_answers_that_stand()
    {
        await service.Bus.Listen<ComplaintFiled>();
        await service.Bus.Listen<ComplaintResponsibilityDetermined>();
        await service.Bus.Listen<ComplaintClosed>();
        await service.Bus.Listen<ComplaintReopened>();
        await service.Bus.Listen<ComplaintOverturned>();
        await service.Bus.Listen<SurveyResponseReceived>();
        await service.Bus.Listen<ClientConcernBegan>();
        await service.Bus.Listen<ClientConcernEnded>();
        var site = await service.OpenSite();
        var (open, closed) = (await OfClient(site), await OfClient(site));
        var (reopened, withdrawn, overturned) = (await OfClient(site), await OfClient(site), await OfClient(site));
        await closed.Until("ResultCommunicated");
        (await closed.Dissatisfied()).Ok();
        (await closed.Propose()).Ok();
        (await closed.Tell()).Ok();
        await closed.Until("Closed");
        await reopened.Until("Closed");
        (await reopened.Reopen()).Ok();
        await withdrawn.Until("Investigating");
        (await withdrawn.Withdraw()).Ok();
        await overturned.Until("Closed");
        (await overturned.Overturn()).Ok();
        await Answered(site);
        await service.Bus.Hears<ComplaintOverturned>(1, _ => true);
        await service.Bus.Hears<ComplaintClosed>(4, _ => true);
        await service.Bus.Hears<SurveyResponseReceived>(1, _ => true);

        await BusOfService.PrepareAll(service.Amqp);

        var filings = await service.Bus.TakeAll<ComplaintFiled>("escort-note-complaint-when-complaint-filed", 5);
        Assert.Equal(
            new[] { open.Id, closed.Id, reopened.Id, withdrawn.Id, overturned.Id }.Order(),
            filings.Select(fact => fact.ComplaintId).Order()
        );
        Assert.All(
            filings,
            fact =>
            {
                var said = service.Bus.Heard<ComplaintFiled>().Single(first => first.ComplaintId == fact.ComplaintId);
                Assert.Equal(said with { AccusedIds = fact.AccusedIds, FiledAt = fact.FiledAt }, fact);
                Assert.Equal(said.AccusedIds, fact.AccusedIds);
            }
        );
        Assert.Equal(
            Versions(service.Bus.Heard<ComplaintResponsibilityDetermined>().Where(fact => fact.ComplaintId != overturned.Id)),
            Versions(
                await service.Bus.TakeAll<ComplaintResponsibilityDetermined>(
                    "escort-note-finding-when-complaint-responsibility-determined",
                    2
                )
            )
        );
        Assert.Equal(
            Versions(service.Bus.Heard<ComplaintClosed>().Where(fact => fact.ComplaintId == closed.Id || fact.ComplaintId == withdrawn.Id)),
            Versions(await service.Bus.TakeAll<ComplaintClosed>("escort-close-complaint-when-complaint-closed", 2))
        );
        var wrong = Assert.Single(await service.Bus.TakeAll<ComplaintOverturned>("escort-reinstate-escort-when-complaint-overturned", 1));
        Assert.Equal(Assert.Single(service.Bus.Heard<ComplaintOverturned>()) with { OccurredAt = wrong.OccurredAt }, wrong);
        var rated = Assert.Single(await service.Bus.TakeAll<SurveyResponseReceived>("escort-rate-escort-when-survey-response-received", 1));
        var answer = Assert.Single(service.Bus.Heard<SurveyResponseReceived>());
        Assert.Equal(
            (answer.ResponseId, answer.VisitId, answer.Score, answer.BranchId),
            (rated.ResponseId, rated.VisitId, rated.Score, rated.BranchId)
        );
        Assert.Equal(answer.Ratings, rated.Ratings);
        Assert.Equal(0u, await service.Bus.Waiting("escort-open-complaint-when-complaint-reopened"));
    }

    // With a client somebody has to do with, which takes numbers as well.
    static async Task<CaseSteps> OfClient(TestSite site)
    {
        var filing = site.Filing();
        filing["clientId"] = Guid.CreateVersion7();
        (await site.Desk.Post("/complaints", filing)).Ok();
        return new(site, (Guid)filing["id"]!, (Guid)filing["engagementId"]!);
    }

    async Task Answered(TestSite site)
    {
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow(), new Served(site.Escort, ServicePart.Treatment));
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var invitations = (await site.Agent.Get($"/invitations?branch={site.Branch}&source={visit.VisitId}")).Ok();
        var invitation = invitations.Body[0].GetProperty("id").GetGuid();
        var token = (await site.Agent.Post($"/invitations/{invitation}/link")).Ok()["token"].GetString()!;
        var scores = new[] { new { employeeId = site.Escort, value = 4 } };
        (
            await service.Anyone(
                "/survey-answers",
                new
                {
                    token,
                    scores,
                    overall = 5,
                }
            )
        ).Ok();
    }

    static IEnumerable<string> Versions(IEnumerable<ComplaintResponsibilityDetermined> findings) =>
        findings
            .Select(fact => $"{fact.ComplaintId} {fact.Version} {fact.ResponsibleId} {fact.CauseCode} {fact.Severity} {fact.Loss}")
            .Order(StringComparer.Ordinal);

    static IEnumerable<string> Versions(IEnumerable<ComplaintClosed> closings) =>
        closings
            .Select(fact => $"{fact.ComplaintId} {fact.Version} {fact.Upheld} {fact.Rounds} {fact.WithinTime}")
            .Order(StringComparer.Ordinal);
}
