using System.Text.Json;
using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>An issue is taken by one person, answered and closed by that one, and waits for somebody until then.</summary>
public sealed class IssueTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    static readonly object Solved = new { solution = "The second desk opens at nine.", answer = "We apologised and said so." },
        Noted = new { note = "Nothing is left to do." };

    [Fact]
    [Rule("R-082")]
    public async Task Whoever_takes_an_issue_answers_and_closes_it_each_step_once_and_it_waits_for_that_one_alone()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (issue, client) = await Issue(site);
        var path = $"/patient-issues/{issue}";
        (string Step, object Body, string Status, string ForAgent, string ForManager)[] steps =
        [
            ("taking", new { }, "Solving", "answer", ""),
            ("answer", Solved, "Answered", "closing", ""),
            ("closure", Noted, "Closed", "", ""),
        ];
        Assert.Equal(("taking", "taking"), (await Agent(site).Work(issue), await Manager(site).Work(issue)));
        Assert.Empty(await Manager(elsewhere).WorkItems(issue));

        foreach (var (step, body, status, forAgent, forManager) in steps)
        {
            var first = (await site.Agent.Post($"{path}/{step}", body)).Ok();
            Assert.Equal((status, site.Agent.Id), (first["status"].GetString(), first["ownerId"].GetGuid()));
            var before = await service.Fingerprint();
            Assert.Equal(first.Text, (await site.Agent.Post($"{path}/{step}", body)).Ok().Text);
            Assert.Equal(before, await service.Fingerprint());
            Assert.Equal((step, forAgent, forManager), (step, await Agent(site).Work(issue), await Manager(site).Work(issue)));
        }

        var read = (await site.Agent.Get(path)).Ok();
        Assert.Equal(
            ["Recorded", "Taken", "Answered", "Closed"],
            read["steps"].EnumerateArray().Select(element => element.GetProperty("kind").GetString())
        );
        Assert.Contains("The second desk", read.Text, StringComparison.Ordinal);
        Assert.Equal([], await service.Database.TablesWith("The second desk"));
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE kind = 'read' AND record_id = '{issue}' AND actor = 'person:{site.Agent.Id}'")
        );
        Assert.Equal(1, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(PatientIssueClosed)}'"));
        Assert.Equal([issue], Ids(await site.Agent.Get($"/patient-issues?branch={site.Branch}&status=Closed&status=Answered")));
        Assert.Empty(Ids(await site.Agent.Get($"/patient-issues?branch={site.Branch}&status=Recorded")));

        await service.Hears(new ClientForgotten(client, site.Branch, service.Clock.GetUtcNow()), client, FeedbackService.ForgottenQueue);
        Assert.Equal(JsonValueKind.Null, (await site.Agent.Get(path)).Ok()["steps"][2].GetProperty("content").ValueKind);
    }

    [Fact]
    public async Task Each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (issue, _) = await Issue(site);
        var path = $"/patient-issues/{issue}";
        (string Step, object Body)[] all = [("taking", new { }), ("answer", Solved), ("closure", Noted)];
        foreach (var (step, body) in all)
        {
            await Refused("not-found", () => elsewhere.Agent.Post($"{path}/{step}", body));
            await Refused("not-found", () => site.Agent.Post($"/patient-issues/{Guid.CreateVersion7()}/{step}", body));
            await Refused("forbidden", () => site.Desk.Post($"{path}/{step}", body));
        }
        await Refused("not-found", () => elsewhere.Agent.Get(path));
        await Refused("forbidden", () => site.Desk.Get(path));
        await Refused("bad-request", () => site.Agent.Get($"/patient-issues?branch={site.Branch}&status=Forgotten"));
        await Refused("issue-step-out-of-order", () => site.Agent.Post($"{path}/answer", Solved));
        await Refused("issue-step-out-of-order", () => site.Agent.Post($"{path}/closure", Noted));

        (await site.Agent.Post($"{path}/taking")).Ok();
        foreach (var (step, body) in all)
            await Refused("issue-taken", () => site.Manager.Post($"{path}/{step}", body));
        await Refused("issue-step-out-of-order", () => site.Agent.Post($"{path}/closure", Noted));
        await Refused("bad-request", () => site.Agent.Post($"{path}/answer", new { answer = "We apologised." }));
        await Refused("bad-request", () => site.Agent.Post($"{path}/answer", new { solution = new string('x', 2001) }));

        (await site.Agent.Post($"{path}/answer", new { solution = "The second desk opens at nine." })).Ok();
        await Refused("issue-step-out-of-order", () => site.Agent.Post($"{path}/answer", Solved));
        await Refused("bad-request", () => site.Agent.Post($"{path}/closure", new { note = "" }));
        await Refused("issue-taken", () => site.Manager.Post($"{path}/closure", Noted));
        (await site.Agent.Post($"{path}/closure", Noted)).Ok();
        await Refused("issue-step-out-of-order", () => site.Agent.Post($"{path}/closure", new { note = "Something else." }));
        await Refused("issue-taken", () => site.Manager.Post($"{path}/answer", Solved));
    }

    [Fact]
    public async Task Of_ten_who_take_an_issue_at_once_one_owns_it()
    {
        var site = await service.OpenSite();
        var (issue, _) = await Issue(site);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => site.As("complaints.handle").Post($"/patient-issues/{issue}/taking"))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), late => Assert.Equal("issue-taken", late.Code));
        Assert.Equal(1, await service.Database.Count($"issue_step WHERE issue_id = '{issue}' AND kind = 'Taken'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_owns_who_leaves_is_taken_by_another_one_unless_the_departure_is_taken_back(bool answered)
    {
        var site = await service.OpenSite();
        var (issue, _) = await Issue(site);
        var (path, next) = ($"/patient-issues/{issue}", answered ? "closing" : "answer");
        (await site.Agent.Post($"{path}/taking")).Ok();
        if (answered)
            (await site.Agent.Post($"{path}/answer", Solved)).Ok();
        EmployeeLeft left = new(site.Agent.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2);

        var message = await service.Hears(left, left.EmployeeId, FeedbackService.LeftQueue);
        await service.Hears(left, left.EmployeeId, FeedbackService.LeftQueue, message);
        Assert.Equal("taking", await Manager(site).Work(issue));
        await service.Hears(
            new DepartureWithdrawn(left.EmployeeId, site.Branch, Post.CustomerServiceAgent, service.Clock.GetUtcNow(), 3),
            left.EmployeeId,
            FeedbackService.StayedQueue
        );
        Assert.Equal(("", next), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
        await Refused("issue-taken", () => site.Manager.Post($"{path}/taking"));

        await service.Hears(left with { Version = 4 }, left.EmployeeId, FeedbackService.LeftQueue);
        (await site.Manager.Post($"{path}/taking")).Ok();
        Assert.Equal((next, ""), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
        await Refused("issue-taken", () => site.Agent.Post($"{path}/{(answered ? "closure" : "answer")}", answered ? Noted : Solved));
        if (!answered)
            (await site.Manager.Post($"{path}/answer", Solved)).Ok();
        (await site.Manager.Post($"{path}/closure", Noted)).Ok();
        Assert.Equal(0, await service.Database.Count($"work_item WHERE subject_id = '{issue}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_owns_who_gets_another_post_or_branch_waits_for_another_one_until_that_is_taken_back(bool elsewhere)
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var (issue, _) = await Issue(site);
        var path = $"/patient-issues/{issue}";
        (await site.Agent.Post($"{path}/taking")).Ok();
        PostAdjusted moved = new(
            site.Agent.Id,
            elsewhere ? other.Branch : site.Branch,
            Post.CustomerServiceAgent,
            elsewhere ? Post.CustomerServiceAgent : Post.Receptionist,
            service.Clock.GetUtcNow(),
            2
        );

        var message = await service.Hears(moved, moved.EmployeeId, FeedbackService.PostQueue);
        await service.Hears(moved, moved.EmployeeId, FeedbackService.PostQueue, message);
        Assert.Equal(("taking", "taking"), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
        Assert.Equal(1, await service.Database.Count($"work_item WHERE subject_id = '{issue}'"));
        await service.Hears(
            moved with
            {
                BranchId = site.Branch,
                NewPost = Post.BranchManager,
                Version = 3,
            },
            moved.EmployeeId,
            FeedbackService.PostQueue
        );
        Assert.Equal(("", "answer"), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
        await Refused("issue-taken", () => site.Manager.Post($"{path}/taking"));

        await service.Hears(moved with { Version = 4 }, moved.EmployeeId, FeedbackService.PostQueue);
        (await site.Manager.Post($"{path}/taking")).Ok();
        Assert.Equal(("answer", ""), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
        await Refused("issue-taken", () => site.Agent.Post($"{path}/answer", Solved));
        (await site.Manager.Post($"{path}/answer", Solved)).Ok();
        (await site.Manager.Post($"{path}/closure", Noted)).Ok();
        Assert.Equal(0, await service.Database.Count($"work_item WHERE subject_id = '{issue}'"));
    }

    [Fact]
    public async Task What_somebody_takes_who_leaves_at_this_moment_waits_for_another_one()
    {
        var site = await service.OpenSite();
        var (issue, _) = await Issue(site);
        await using Npgsql.NpgsqlConnection leaving = new(service.Database.Administrator);
        await leaving.OpenAsync();
        await using var transaction = await leaving.BeginTransactionAsync();
        var leave = $"""
            SELECT pg_advisory_xact_lock(hashtextextended('{site.Agent.Id}', 0));
            UPDATE staff_member SET leaves_at = now(), presence_version = 2 WHERE id = '{site.Agent.Id}'
            """;
        await using (Npgsql.NpgsqlCommand command = new(leave, leaving, transaction))
            await command.ExecuteNonQueryAsync();

        var taking = site.Agent.Post($"/patient-issues/{issue}/taking");
        await Eventually.Is(async () =>
            await service.Database.Count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1
        );
        await transaction.CommitAsync();

        (await taking).Ok();
        Assert.Equal(("taking", "answer taking"), (await Manager(site).Work(issue), await Agent(site).Work(issue)));
    }

    [Fact]
    public async Task What_was_written_of_an_issue_can_be_neither_changed_nor_taken_away_by_the_service_itself()
    {
        var (issue, _) = await Issue(await service.OpenSite());
        foreach (
            var (sql, state) in new[]
            {
                ($"UPDATE issue_step SET content = '{{}}' WHERE issue_id = '{issue}'", "42501"),
                ($"DELETE FROM issue_step WHERE issue_id = '{issue}'", "42501"),
                ($"DELETE FROM patient_issue WHERE id = '{issue}'", "23001 23503"),
            }
        )
        {
            await using Npgsql.NpgsqlConnection connection = new(service.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand command = new($"SELECT set_config('clinic.group', 'all', false); {sql}", connection);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains(refused.SqlState, state, StringComparison.Ordinal);
        }
    }

    static List<Guid> Ids(Answer list) => [.. list.Ok().Body.EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    // A client who was called after a visit and is not satisfied.
    async Task<(Guid Issue, Guid Client)> Issue(TestSite site)
    {
        var visit = FeedbackService.Visit(
            site.Branch,
            service.Clock.GetUtcNow().AddHours(-1),
            new Served(site.Escort, ServicePart.Treatment)
        );
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var call = (await site.Agent.Get($"/follow-ups?branch={site.Branch}&source={visit.VisitId}")).Ok().Body[0];
        (
            await site.Agent.Post(
                $"/follow-ups/{call.GetProperty("id").GetGuid()}/attempts",
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
        return (Assert.Single(Ids(await site.Agent.Get($"/patient-issues?branch={site.Branch}"))), visit.ClientId);
    }

    async Task Refused(string code, Func<Task<Answer>> act)
    {
        var before = await service.Fingerprint();
        Assert.Equal(code, (await act()).Code);
        Assert.Equal(before, await service.Fingerprint());
    }

    Person Agent(TestSite site) => service.As(site.Agent.Id, (site.Branch, ["worklist.read", "complaints.handle"]));

    Person Manager(TestSite site) => service.As(site.Manager.Id, (site.Branch, ["worklist.read", "complaints.handle"]));
}
