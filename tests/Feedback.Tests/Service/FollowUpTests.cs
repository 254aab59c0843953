using Clinic.Feedback.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

public sealed class FollowUpTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-081")]
    public async Task Every_visit_and_every_accompanied_visit_yields_one_call_and_one_invitation_in_three_days(bool accompanied)
    {
        var site = await service.OpenSite();
        var at = service.Clock.GetUtcNow().AddHours(-1);

        var source = await Served(site, at, accompanied);

        var call = Assert.Single((await site.Agent.Get($"/follow-ups?branch={site.Branch}&source={source}")).Ok().Body.EnumerateArray());
        Assert.Equal("Due", call.GetProperty("status").GetString());
        Assert.Equal(
            TimeSpan.FromDays(3),
            call.GetProperty("dueAt").GetDateTimeOffset() - call.GetProperty("servedAt").GetDateTimeOffset()
        );
        Assert.Single((await site.Agent.Get($"/invitations?branch={site.Branch}&source={source}")).Ok().Body.EnumerateArray());
        var elsewhere = await service.OpenSite();
        await Refused("not-found", () => elsewhere.Agent.Get($"/follow-ups?branch={site.Branch}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_message_twice_or_the_fact_under_new_ids_or_a_lost_line_yields_no_second_call(bool accompanied)
    {
        var site = await service.OpenSite();
        var at = service.Clock.GetUtcNow().AddHours(-1);
        var visit = FeedbackService.Visit(site.Branch, at, new Served(site.Escort, ServicePart.Treatment));
        var trip = FeedbackService.Accompanied(site, at);
        var source = accompanied ? trip.EngagementId : visit.VisitId;
        var queue = accompanied ? FeedbackService.EscortQueue : FeedbackService.VisitQueue;
        var before = await service.Database.Count($"started WHERE queue = '{queue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var first = await Say(null);
        await service.Applied(first, queue);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{queue}'") > before);
        for (var count = 0; count < 5; count++)
            await Say(first);
        var copies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Say(null)));
        foreach (var copy in copies)
            await service.Applied(copy, queue);

        Assert.Equal(1, await service.Database.Count($"follow_up WHERE source_id = '{source}'"));
        Assert.Equal(1, await service.Database.Count($"survey_invitation WHERE source_id = '{source}'"));
        Assert.Equal(1, await service.Database.Count($"due JOIN follow_up ON follow_up.id = due.subject_id WHERE source_id = '{source}'"));
        Assert.Equal(0, await service.Database.Count("parked"));

        Task<Guid> Say(Guid? message) => accompanied ? service.Bus.Say(trip, source, message) : service.Bus.Say(visit, source, message);
    }

    [Fact]
    [Rule("R-081")]
    public async Task A_client_who_is_reached_is_asked_and_the_call_is_closed()
    {
        var site = await service.OpenSite();
        var call = await Call(site);
        await Refused("nobody-reached-yet", () => site.Agent.Post($"{call}/closure"));
        await Refused("attempts-left", () => site.Agent.Post($"{call}/care-message", new { words = "Get well." }));
        await Refused(
            "call-not-written-down",
            () => site.Agent.Post($"{call}/attempts", new { id = Guid.CreateVersion7(), reached = true })
        );
        var attempt = new
        {
            id = Guid.CreateVersion7(),
            reached = true,
            recovery = "well",
            questions = "When to come back? In two weeks.",
            satisfied = true,
            opinion = "friendly",
        };

        var reached = (await site.Agent.Post($"{call}/attempts", attempt)).Ok();
        Assert.Equal(reached.Text, (await site.Agent.Post($"{call}/attempts", attempt)).Ok().Text);
        await Refused("follow-up-over", () => site.Agent.Post($"{call}/attempts", new { id = Guid.CreateVersion7(), reached = false }));
        await Refused("id-taken", () => site.Agent.Post($"{call}/attempts", new { attempt.id, reached = false }));
        var closed = (await site.Agent.Post($"{call}/closure")).Ok();

        Assert.Equal("Closed", closed["status"].GetString());
        Assert.Equal(closed.Text, (await site.Agent.Post($"{call}/closure")).Ok().Text);
        Assert.Contains("two weeks", (await site.Agent.Get(call)).Ok().Text, StringComparison.Ordinal);
        Assert.Equal(1, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = 'FollowUpCompleted'"));
        await service.MoveClock(TimeSpan.FromDays(4));
        await service.NoDeadlineIsDue();
        Assert.Equal(0, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = 'FollowUpOverdue'"));
    }

    [Fact]
    [Rule("R-081")]
    public async Task A_client_whom_three_calls_do_not_reach_gets_a_caring_message()
    {
        var site = await service.OpenSite();
        var call = await Call(site);
        for (var count = 0; count < 3; count++)
        {
            await Refused("attempts-left", () => site.Agent.Post($"{call}/care-message", new { words = "Get well." }));
            (await site.Agent.Post($"{call}/attempts", new { id = Guid.CreateVersion7(), reached = false })).Ok();
        }
        await Refused("attempts-used", () => site.Agent.Post($"{call}/attempts", new { id = Guid.CreateVersion7(), reached = false }));

        var sent = (await site.Agent.Post($"{call}/care-message", new { words = "Get well." })).Ok();
        Assert.Equal(sent.Text, (await site.Agent.Post($"{call}/care-message", new { words = "Get well." })).Ok().Text);

        Assert.Equal("CareMessageSent", (await site.Agent.Post($"{call}/closure")).Ok()["outcome"].GetString());
    }

    [Fact]
    [Rule("R-081")]
    public async Task A_call_nobody_closes_in_its_days_is_overdue_once()
    {
        var site = await service.OpenSite();
        var call = await Call(site);

        await service.MoveClock(TimeSpan.FromDays(2.9));
        await service.NoDeadlineIsDue();
        Assert.False((await site.Agent.Get(call)).Ok()["overdue"].GetBoolean());
        await service.MoveClock(TimeSpan.FromDays(0.2));
        await service.NoDeadlineIsDue();

        Assert.True((await site.Agent.Get(call)).Ok()["overdue"].GetBoolean());
        Assert.Equal(1, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = 'FollowUpOverdue'"));
    }

    [Fact]
    public async Task A_client_who_is_not_satisfied_becomes_an_issue()
    {
        var site = await service.OpenSite();
        var call = await Call(site);

        (
            await site.Agent.Post(
                $"{call}/attempts",
                new
                {
                    id = Guid.CreateVersion7(),
                    reached = true,
                    recovery = "in pain",
                    satisfied = false,
                    opinion = "too long a wait",
                }
            )
        ).Ok();

        Assert.Equal(
            "FollowUp",
            Assert
                .Single((await site.Agent.Get($"/patient-issues?branch={site.Branch}")).Ok().Body.EnumerateArray())
                .GetProperty("source")
                .GetString()
        );
        Assert.Equal(
            1,
            await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(PatientIssueRecorded)}'")
        );
    }

    [Fact]
    public async Task Calls_are_made_by_those_who_may_and_of_the_own_branch()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var call = await Call(site);
        foreach (
            var (act, body) in new (string, object)[]
            {
                ("attempts", new { id = Guid.CreateVersion7(), reached = false }),
                ("care-message", new { words = "Get well." }),
                ("closure", new { }),
            }
        )
        {
            await Refused("forbidden", () => site.Manager.Post($"{call}/{act}", body));
            await Refused("not-found", () => elsewhere.Agent.Post($"{call}/{act}", body));
        }
        await Refused("forbidden", () => site.Desk.Get(call));
        await Refused("not-found", () => elsewhere.Agent.Get(call));
    }

    [Theory]
    [InlineData(FeedbackService.HiredQueue)]
    public async Task A_person_is_known_once_however_often_the_hiring_is_told(string queue)
    {
        Payroll.Contracts.EmployeeHired hired = new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Payroll.Contracts.Post.Nurse,
            null,
            new(2026, 1, 1),
            service.Clock.GetUtcNow(),
            1
        );
        var before = await service.Database.Count($"started WHERE queue = '{queue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var first = await service.Hears(hired, hired.EmployeeId, queue);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{queue}'") > before);
        await service.Bus.Say(hired, hired.EmployeeId, first);
        foreach (var copy in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Bus.Say(hired, hired.EmployeeId))))
            await service.Applied(copy, queue);

        Assert.Equal(["Nurse"], await service.Database.Sql<string>($"SELECT post FROM staff_member WHERE id = '{hired.EmployeeId}'"));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    async Task<Guid> Served(TestSite site, DateTimeOffset at, bool accompanied)
    {
        var visit = FeedbackService.Visit(site.Branch, at, new Served(site.Escort, ServicePart.Treatment));
        var trip = FeedbackService.Accompanied(site, at);
        if (accompanied)
            await service.Hears(trip, trip.EngagementId, FeedbackService.EscortQueue);
        else
            await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        return accompanied ? trip.EngagementId : visit.VisitId;
    }

    async Task<string> Call(TestSite site)
    {
        var source = await Served(site, service.Clock.GetUtcNow(), accompanied: false);
        var calls = (await site.Agent.Get($"/follow-ups?branch={site.Branch}&source={source}")).Ok().Body;
        return $"/follow-ups/{calls[0].GetProperty("id").GetGuid()}";
    }

    async Task Refused(string code, Func<Task<Answer>> act)
    {
        var before = await service.Fingerprint();
        Assert.Equal(code, (await act()).Code);
        Assert.Equal(before, await service.Fingerprint());
    }
}
