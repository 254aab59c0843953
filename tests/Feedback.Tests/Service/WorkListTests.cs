using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>What waits for whom about complaints, measures, calls and surveys, and which act ends it; reading it never does.</summary>
public sealed class WorkListTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    static readonly string[] Everything = [.. TestSite.Everything, "worklist.read", "worklist.manage"];

    [Fact]
    [Rule("R-087", "R-090", "R-118")]
    public async Task Each_step_of_a_complaint_waits_for_its_post_or_person_and_never_for_the_accused()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (accused, stranger) = (service.As(site.Escort, (site.Branch, Everything)), service.At(elsewhere.Branch, Everything));
        var complaint = await site.Filed();
        (Func<Task<Answer>>? Act, string Agent, string Manager, string Investigator)[] steps =
        [
            (null, "first-answer", "first-answer report", ""),
            (complaint.Answer, "", "report", ""),
            (() => complaint.Appoint(), "", "", "finding"),
            (() => complaint.Find(site.Escort), "", "proposal", ""),
            (complaint.Propose, "result", "result", ""),
            (complaint.Tell, "opinion", "opinion", ""),
            (complaint.Dissatisfied, "", "proposal", ""),
            (complaint.Propose, "result", "result", ""),
            (complaint.Tell, "opinion", "opinion", ""),
            (complaint.Satisfied, "tracking", "tracking", ""),
            (complaint.Track, "", "closing", ""),
            (() => complaint.Close(), "", "", ""),
            (complaint.Reopen, "first-answer", "first-answer report", ""),
            (complaint.Withdraw, "", "", ""),
        ];
        foreach (var (at, (act, agent, manager, investigator)) in steps.Index())
        {
            if (act is not null)
                (await act()).Ok();
            for (var read = 0; read < 2; read++)
                Assert.Equal(
                    (at, agent, manager, investigator),
                    (
                        at,
                        await Agent(site).Work(complaint.Id),
                        await Manager(site).Work(complaint.Id),
                        await Investigator(site).Work(complaint.Id)
                    )
                );
            Assert.Empty(await accused.WorkItems(complaint.Id));
            Assert.Empty(await stranger.WorkItems(complaint.Id));
            await complaint.Look();
        }
    }

    [Fact]
    [Rule("R-087")]
    public async Task A_complaint_about_the_manager_waits_for_the_director_and_never_for_that_manager()
    {
        var site = await service.OpenSite();
        var complaint = await site.Filed(site.Manager.Id);
        var manager = service.As(site.Manager.Id, (site.Branch, Everything));

        await service.MoveClock(TimeSpan.FromMinutes(62));
        await Eventually.Sees(() => Director(site).Work(complaint.Id), seen => seen == "answer-late-for-director report");

        Assert.Empty(await manager.WorkItems(complaint.Id));
        Assert.Equal("first-answer", await Agent(site).Work(complaint.Id));
    }

    [Fact]
    [Rule("R-087", "R-088", "R-117")]
    public async Task Each_level_of_the_ladder_waits_for_who_was_told_until_the_client_is_answered()
    {
        var site = await service.OpenSite();
        var complaint = await site.Filed();

        await service.MoveClock(TimeSpan.FromMinutes(61));
        await Eventually.Sees(() => Manager(site).Work(complaint.Id), seen => seen == "answer-late first-answer report");
        Assert.Equal("answer-late report", await Director(site).Work(complaint.Id));
        await service.MoveClock(TimeSpan.FromMinutes(121));
        await Eventually.Sees(() => Director(site).Work(complaint.Id), seen => seen == "answer-late answer-late-for-director report");
        Assert.Equal(1, await Rows(complaint.Id, "feedback-complaint.answer-late"));

        (await complaint.Answer()).Ok();
        Assert.Equal(("", "report"), (await Agent(site).Work(complaint.Id), await Director(site).Work(complaint.Id)));
        await service.MoveClock(TimeSpan.FromHours(24));
        await Eventually.Sees(() => Manager(site).Work(complaint.Id), seen => seen == "report result-late");
        await service.NoDeadlineIsDue();
        Assert.Equal("report result-late result-late-for-director", await Director(site).Work(complaint.Id));

        await complaint.Until("ResultCommunicated");
        Assert.Equal(("opinion", ""), (await Manager(site).Work(complaint.Id), await Director(site).Work(complaint.Id)));
    }

    [Fact]
    [Rule("R-090")]
    public async Task An_investigator_who_leaves_is_replaced_by_the_manager_unless_the_departure_is_taken_back()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");
        EmployeeLeft left = new(site.Quality.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2);
        var message = await service.Hears(left, left.EmployeeId, FeedbackService.LeftQueue);
        await service.Hears(left, left.EmployeeId, FeedbackService.LeftQueue, message);

        Assert.Equal("investigator-leaves", await Manager(site).Work(complaint.Id));
        Assert.Equal(1, await Rows(complaint.Id, "feedback-complaint.investigator-leaves"));
        await service.Hears(
            new DepartureWithdrawn(left.EmployeeId, site.Branch, Post.QualityOfficer, service.Clock.GetUtcNow(), 3),
            left.EmployeeId,
            FeedbackService.StayedQueue
        );
        Assert.Equal(("", "finding"), (await Manager(site).Work(complaint.Id), await Investigator(site).Work(complaint.Id)));

        await service.Hears(left with { Version = 4 }, left.EmployeeId, FeedbackService.LeftQueue);
        (await complaint.Appoint(site.Agent.Id)).Ok();
        Assert.Equal(
            ("", "", "finding"),
            (await Manager(site).Work(complaint.Id), await Investigator(site).Work(complaint.Id), await Agent(site).Work(complaint.Id))
        );
    }

    [Fact]
    [Rule("R-049")]
    public async Task A_measure_waits_for_its_owner_and_for_whoever_says_that_it_was_done()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("CauseFound");
        var (measure, path) = (Guid.CreateVersion7(), $"{complaint.Path}/measures");
        (await complaint.Measure(site.Desk.Id, measure)).Ok();

        var item = Assert.Single(await Reader(site.Desk, site).WorkItems(complaint.Id));
        Assert.Equal(
            ("feedback-measure.completion", measure),
            (item.GetProperty("kind").GetString(), item.GetProperty("detail").GetGuid())
        );
        Assert.Equal("completion proposal", await Manager(site).Work(complaint.Id));

        (await site.Manager.Post($"{path}/{measure}/owner", new { ownerId = site.Agent.Id })).Ok();
        Assert.Equal(
            ("", "completion"),
            (await Reader(site.Desk, site).Work(complaint.Id), await Reader(site.Agent, site).Work(complaint.Id))
        );
        EmployeeLeft left = new(site.Agent.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2);
        await service.Hears(left, left.EmployeeId, FeedbackService.LeftQueue);
        Assert.Equal("completion owner proposal", await Manager(site).Work(complaint.Id));

        (await site.Manager.Post($"{path}/{measure}/completion", new { evidence = "The second desk is open." })).Ok();
        Assert.Equal("proposal", await Manager(site).Work(complaint.Id));
        Assert.Empty(await Reader(site.Agent, site).WorkItems(complaint.Id));
    }

    [Fact]
    [Rule("R-118")]
    public async Task A_measure_that_was_given_to_the_accused_waits_for_another_owner()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("CauseFound");

        (await complaint.Measure(site.Escort)).Ok();

        Assert.Equal("completion owner proposal", await Manager(site).Work(complaint.Id));
        Assert.Empty(await service.As(site.Escort, (site.Branch, Everything)).WorkItems(complaint.Id));
    }

    [Fact]
    [Rule("R-081")]
    public async Task A_follow_up_waits_for_its_call_then_the_message_then_the_closing()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var visit = FeedbackService.Visit(
            site.Branch,
            service.Clock.GetUtcNow().AddHours(-1),
            new Served(site.Escort, ServicePart.Treatment)
        );
        var message = await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue, message);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var call = await CallOf(site, visit.VisitId);
        var path = $"/follow-ups/{call}";

        Assert.Equal("call", await Agent(site).Work(call));
        Assert.Empty(await service.At(elsewhere.Branch, Everything).WorkItems(call));
        (await site.Agent.Get(path)).Ok();
        for (var count = 0; count < 3; count++)
        {
            Assert.Equal("call", await Agent(site).Work(call));
            (await site.Agent.Post($"{path}/attempts", new { id = Guid.CreateVersion7(), reached = false })).Ok();
        }
        Assert.Equal("care-message", await Agent(site).Work(call));
        (await site.Agent.Post($"{path}/care-message", new { words = "Get well." })).Ok();
        Assert.Equal("closing", await Agent(site).Work(call));
        (await site.Agent.Post($"{path}/closure")).Ok();
        Assert.Empty(await Agent(site).WorkItems(call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-081")]
    public async Task A_visit_that_was_voided_and_a_no_show_that_was_taken_back_leave_nobody_to_call(bool visited)
    {
        var (site, now) = (await service.OpenSite(), service.Clock.GetUtcNow());
        var visit = FeedbackService.Visit(site.Branch, now.AddHours(-1), new Served(site.Escort, ServicePart.Treatment));
        AppointmentNoShow missed = new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            site.Branch,
            Guid.CreateVersion7(),
            now.AddHours(-1),
            null,
            now
        );
        if (visited)
            await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        else
            await service.Hears(missed, missed.AppointmentId, FeedbackService.NoShowQueue);
        var call = await CallOf(site, visited ? visit.VisitId : missed.NoShowId);
        Assert.Equal("call", await Agent(site).Work(call));

        if (visited)
            await service.Hears(
                new VisitVoided(visit.VisitId, site.Branch, "EnteredByMistake", now, 2),
                visit.VisitId,
                FeedbackService.VoidedQueue
            );
        else
            await service.Hears(
                new AppointmentNoShowReversed(
                    missed.NoShowId,
                    missed.AppointmentId,
                    site.Branch,
                    missed.ClientId,
                    missed.StartsAt,
                    null,
                    now.AddSeconds(1)
                ),
                missed.AppointmentId,
                FeedbackService.NoShowReversedQueue
            );

        Assert.Empty(await Agent(site).WorkItems(call));
    }

    [Fact]
    public async Task An_invitation_waits_until_its_link_is_made_the_first_time()
    {
        var site = await service.OpenSite();
        var visit = FeedbackService.Visit(
            site.Branch,
            service.Clock.GetUtcNow().AddHours(-1),
            new Served(site.Escort, ServicePart.Treatment)
        );
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var invitation = (await site.Agent.Get($"/invitations?branch={site.Branch}&source={visit.VisitId}"))
            .Ok()
            .Body[0]
            .GetProperty("id")
            .GetGuid();
        Assert.Equal("link", await Agent(site).Work(invitation));

        (await site.Agent.Post($"/invitations/{invitation}/link")).Ok();

        Assert.Empty(await Agent(site).WorkItems(invitation));
    }

    static async Task<Guid> CallOf(TestSite site, Guid source) =>
        Assert
            .Single((await site.Agent.Get($"/follow-ups?branch={site.Branch}&source={source}")).Ok().Body.EnumerateArray())
            .GetProperty("id")
            .GetGuid();

    Person Agent(TestSite site) =>
        service.As(site.Agent.Id, (site.Branch, ["worklist.read", "complaints.handle", "followups.make", "surveys.send"]));

    Person Manager(TestSite site) =>
        service.As(site.Manager.Id, (site.Branch, ["worklist.read", "complaints.handle", "complaints.decide"]));

    Person Director(TestSite site) => service.As(site.Director.Id, (null, ["worklist.read", "complaints.decide", "complaints.overturn"]));

    Person Investigator(TestSite site) => Reader(site.Quality, site);

    // Somebody with no right but to read the own list.
    Person Reader(Person person, TestSite site) => service.As(person.Id, (site.Branch, ["worklist.read"]));

    Task<long> Rows(Guid subject, string kind) => service.Database.Count($"work_item WHERE subject_id = '{subject}' AND kind = '{kind}'");
}
