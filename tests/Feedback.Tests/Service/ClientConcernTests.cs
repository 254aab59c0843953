using System.Text.Json;
using Clinic.Feedback.Contracts;
using Clinic.Provision;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>Who has to do with the client of a complaint or a follow-up, as Feedback says it.</summary>
public sealed class ClientConcernTests(FeedbackService service) : IClassFixture<FeedbackService>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await service.Bus.Listen<ClientConcernBegan>();
        await service.Bus.Listen<ClientConcernEnded>();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-107")]
    public async Task The_investigator_has_to_do_with_the_client_until_something_is_found_or_it_is_withdrawn(bool found)
    {
        var site = await service.OpenSite();
        var (complaint, client) = await OfClient(site);
        (await complaint.Appoint()).Ok();
        var began = await Began(complaint.Id, 1);
        Assert.Equal((client, site.Quality.Id, ConcernReason.Investigation), (began.ClientId, began.PersonId!.Value, began.Reason));

        (found ? await complaint.Find(site.Escort) : await complaint.Withdraw()).Ok();

        var ended = await Ended(complaint.Id, 1);
        Assert.Equal(began.PersonId, ended.PersonId);
        Assert.True(ended.Version > began.Version);
    }

    [Fact]
    [Rule("R-107")]
    public async Task Whoever_is_replaced_has_nothing_to_do_with_the_client_any_more()
    {
        var site = await service.OpenSite();
        var (complaint, _) = await OfClient(site);
        (await complaint.Appoint()).Ok();

        (await complaint.Appoint(site.Agent.Id)).Ok();
        (await complaint.Appoint(site.Agent.Id)).Ok();

        var (began, ended) = (await Began(complaint.Id, 2), await Ended(complaint.Id, 1));
        Assert.Equal((site.Agent.Id, site.Quality.Id), (began.PersonId!.Value, ended.PersonId!.Value));
        Assert.True(began.Version > ended.Version);
        Assert.Equal(3, await Said(complaint.Case));
    }

    [Fact]
    public async Task Nothing_is_said_of_a_complaint_whose_client_is_not_known()
    {
        var complaint = await (await (await service.OpenSite()).Filed()).Until("CauseFound");

        Assert.Equal(0, await Said(complaint.Case));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Whoever_calls_has_to_do_with_the_client_while_the_follow_up_is_open()
    {
        var site = await service.OpenSite();
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow().AddMinutes(-1));
        var message = await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue, message);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var call = await CallOf(visit.VisitId);

        var began = await Began(call, 1);
        Assert.Equal((visit.ClientId, "followups.make", ConcernReason.FollowUp), (began.ClientId, began.PostCode, began.Reason));
        Assert.Null(began.PersonId);
        (
            await site.Agent.Post(
                $"/follow-ups/{call}/attempts",
                new
                {
                    id = Guid.CreateVersion7(),
                    reached = true,
                    recovery = "well",
                    satisfied = true,
                }
            )
        ).Ok();
        Assert.Equal(1, await Said(visit.VisitId));
        (await site.Agent.Post($"/follow-ups/{call}/closure")).Ok();

        Assert.True((await Ended(call, 1)).Version > began.Version);
        Assert.Equal(2, await Said(visit.VisitId));
    }

    [Fact]
    [Rule("R-107")]
    public async Task A_visit_that_is_voided_and_a_client_who_wants_no_call_end_the_need_and_a_new_word_begins_it_again()
    {
        var site = await service.OpenSite();
        var now = service.Clock.GetUtcNow();
        var (voided, unwilling) = (
            FeedbackService.Visit(site.Branch, now.AddMinutes(-1)),
            FeedbackService.Visit(site.Branch, now.AddMinutes(-1))
        );
        foreach (var visit in new[] { voided, unwilling })
            await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var (first, second) = (await CallOf(voided.VisitId), await CallOf(unwilling.VisitId));

        await service.Hears(new VisitVoided(voided.VisitId, site.Branch, "Mistake", now, 2), voided.VisitId, FeedbackService.VoidedQueue);
        await Wishes(false, 2);

        await Ended(first, 1);
        var ended = await Ended(second, 1);
        await Wishes(true, 3);
        Assert.True((await Began(second, 2)).Version > ended.Version);

        Task Wishes(bool contact, int version) =>
            service.Hears(
                new ClientUpdated(unwilling.ClientId, site.Branch, false, contact, false, now, version),
                unwilling.ClientId,
                FeedbackService.WishQueue
            );
    }

    [Fact]
    public async Task A_new_listener_is_told_of_what_is_open_and_of_nothing_else()
    {
        const string listener = "registration-note-feedback-concern-when-client-concern-began";
        var site = await service.OpenSite();
        var (complaint, _) = await OfClient(site);
        (await complaint.Appoint()).Ok();
        var (over, _) = await OfClient(site);
        (await over.Appoint()).Ok();
        (await over.Withdraw()).Ok();
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow().AddMinutes(-1));
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        Guid[] open = [complaint.Id, await CallOf(visit.VisitId)];
        // What is on its way reaches the queue that is made now, too.
        await Ended(over.Id, 1);
        foreach (var id in open)
            await Began(id, 1);

        await Topology.Deploy(service.Amqp, Database.All.Select(database => (database.Name, database.Model.Assembly)));

        List<ClientConcernBegan> told = [];
        await Eventually.Is(async () =>
        {
            while (await service.Bus.Waiting(listener) > 0)
                told.Add((await service.Bus.Take(listener)).GetProperty("message").Deserialize<ClientConcernBegan>(Json.Wire)!);
            return open.All(id => told.Exists(fact => fact.ConcernId == id));
        });
        Assert.DoesNotContain(told, fact => fact.ConcernId == over.Id);
        foreach (var id in open)
        {
            var said = await Began(id, 1);
            var again = told.First(fact => fact.ConcernId == id);
            Assert.Equal((said.Version, said.PersonId, said.PostCode), (again.Version, again.PersonId, again.PostCode));
        }
    }

    // A complaint of a client who is known, up to the first answer.
    static async Task<(CaseSteps Complaint, Guid Client)> OfClient(TestSite site)
    {
        var (filing, client) = (site.Filing(), Guid.CreateVersion7());
        filing["clientId"] = client;
        (await site.Desk.Post("/complaints", filing)).Ok();
        CaseSteps complaint = new(site, (Guid)filing["id"]!, (Guid)filing["engagementId"]!);
        await complaint.Until("FirstResponded");
        return (complaint, client);
    }

    async Task<Guid> CallOf(Guid source) =>
        Assert.Single(await service.Database.Sql<Guid>($"SELECT id FROM follow_up WHERE source_id = '{source}'"));

    Task<long> Said(Guid caseId) =>
        service.Database.Count($"trail WHERE case_id = '{caseId}' AND kind = 'fact' AND type LIKE 'ClientConcern%'");

    // The latest, once it was said that often.
    async Task<ClientConcernBegan> Began(Guid concern, int times)
    {
        await service.Bus.Hears<ClientConcernBegan>(times, fact => fact.ConcernId == concern);
        return service.Bus.Heard<ClientConcernBegan>().Where(fact => fact.ConcernId == concern).MaxBy(fact => fact.Version)!;
    }

    async Task<ClientConcernEnded> Ended(Guid concern, int times)
    {
        await service.Bus.Hears<ClientConcernEnded>(times, fact => fact.ConcernId == concern);
        return service.Bus.Heard<ClientConcernEnded>().Where(fact => fact.ConcernId == concern).MaxBy(fact => fact.Version)!;
    }
}
