using System.Net;
using Clinic.Feedback.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

public sealed class SurveyTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    public async Task A_client_without_an_account_rates_who_served_and_listeners_hear_it()
    {
        await service.Bus.Listen<SurveyResponseReceived>();
        var site = await service.OpenSite();
        var nurse = await service.Hire(site.Branch, Payroll.Contracts.Post.Nurse);
        var (visit, invitation) = await Invited(
            site,
            new(site.Escort, ServicePart.Treatment),
            new(site.Escort, ServicePart.Collection),
            new(nurse, ServicePart.Triage)
        );
        var token = await Link(site, invitation);

        var form = await Anyone("/survey-forms", new { token });
        Assert.Equal(
            [$"{site.Escort} Treatment Collection", $"{nurse} Triage"],
            form["toRate"]
                .EnumerateArray()
                .Select(element =>
                    $"{element.GetProperty("employeeId").GetGuid()} {string.Join(' ', element.GetProperty("parts").EnumerateArray())}"
                )
        );
        (
            await Anyone(
                "/survey-answers",
                new
                {
                    token,
                    scores = new[] { new { employeeId = site.Escort, value = 4 }, new { employeeId = nurse, value = 5 } },
                    overall = 5,
                    words = "Thank you.",
                }
            )
        ).Ok();

        await service.Bus.Hears<SurveyResponseReceived>(1, fact => fact.VisitId == visit);
        var said = service.Bus.Heard<SurveyResponseReceived>().Single(fact => fact.VisitId == visit);
        Assert.Equal(100m, said.Score);
        Assert.Equal([new(site.Escort, 80m), new Rated(nurse, 100m)], said.Ratings);
        Assert.Equal(0, await service.Database.Count($"patient_issue WHERE branch_id = '{site.Branch}'"));
        var read = (await site.Quality.Get($"/survey-answers/{said.ResponseId}")).Ok();
        Assert.Equal("Thank you.", read["words"].GetString());
        Assert.Equal(1, await service.Database.Count($"audit WHERE record_id = '{said.ResponseId}' AND kind = 'read'"));
        Assert.DoesNotContain(
            "Thank",
            (await site.Quality.Get($"/survey-answers?branch={site.Branch}")).Ok().Text,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await service.Database.Count("trail WHERE trail::text LIKE '%Thank%'"));
    }

    [Theory]
    [InlineData(3, 5, true)]
    [InlineData(5, 3, true)]
    [InlineData(4, 4, false)]
    public async Task A_score_below_eighty_becomes_an_issue_to_look_into(int person, int overall, bool low)
    {
        var site = await service.OpenSite();
        var (visit, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));
        var token = await Link(site, invitation);

        (
            await Anyone(
                "/survey-answers",
                new
                {
                    token,
                    scores = new[] { new { employeeId = site.Escort, value = person } },
                    overall,
                }
            )
        ).Ok();

        Assert.Equal(low ? 1 : 0, await service.Database.Count($"patient_issue WHERE visit_id = '{visit}' AND source = 'LowScore'"));
        Assert.Equal(low ? 1 : 0, await service.Database.Count($"trail WHERE case_id = '{visit}' AND type = 'PatientIssueRecorded'"));
    }

    [Fact]
    public async Task Of_twenty_answers_through_one_link_at_once_one_counts()
    {
        var site = await service.OpenSite();
        var (visit, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));
        var token = await Link(site, invitation);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number =>
                    Anyone(
                        "/survey-answers",
                        new
                        {
                            token,
                            scores = Array.Empty<object>(),
                            overall = 1 + number % 5,
                        }
                    )
                )
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.Equal((HttpStatusCode.Conflict, "link-used"), (answer.Status, answer.Code))
        );
        Assert.Equal(1, await service.Database.Count($"survey_answer WHERE invitation_id = '{invitation}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{visit}' AND type = 'SurveyResponseReceived'"));
        await Refused("link-used", () => Anyone("/survey-forms", new { token }));
        await Refused("invitation-answered", () => site.Agent.Post($"/invitations/{invitation}/link"));
    }

    [Fact]
    public async Task A_link_ends_when_a_newer_one_is_made_and_after_its_days()
    {
        var site = await service.OpenSite();
        var (_, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));
        var old = await Link(site, invitation);
        var links = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Link(site, invitation)));
        Assert.Equal(1, await service.Database.Count($"survey_link WHERE invitation_id = '{invitation}' AND ended_at IS NULL"));

        await Refused("link-expired", () => Anyone("/survey-answers", Body(old)));
        await service.MoveClock(TimeSpan.FromDays(13.9));
        Assert.Single(await Task.WhenAll(links.Select(token => Anyone("/survey-forms", new { token }))), answer => answer.Accepted);
        await service.MoveClock(TimeSpan.FromDays(0.2));
        await service.NoDeadlineIsDue();

        foreach (var token in links)
            await Refused("link-expired", () => Anyone("/survey-answers", Body(token)));
        (await Anyone("/survey-answers", Body(await Link(site, invitation)))).Ok();
    }

    [Fact]
    public async Task An_answer_that_is_none_is_refused_and_leaves_the_link_as_it_was()
    {
        var site = await service.OpenSite();
        var (_, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));
        var token = await Link(site, invitation);
        var somebody = new[] { new { employeeId = Guid.CreateVersion7(), value = 3 } };
        var twice = Enumerable.Repeat(new { employeeId = site.Escort, value = 5 }, 2);

        await Refused("link-unknown", () => Anyone("/survey-answers", Body(new string('A', 43))));
        await Refused("bad-request", () => Anyone("/survey-answers", Body("short")));
        await Refused("bad-request", () => Anyone("/survey-answers", new { token, overall = 3 }));
        await Refused(
            "bad-request",
            () =>
                Anyone(
                    "/survey-answers",
                    new
                    {
                        token,
                        scores = Array.Empty<object>(),
                        overall = 6,
                    }
                )
        );
        await Refused(
            "bad-request",
            () =>
                Anyone(
                    "/survey-answers",
                    new
                    {
                        token,
                        scores = new[] { new { employeeId = site.Escort, value = 0 } },
                        overall = 3,
                    }
                )
        );
        await Refused(
            "did-not-serve",
            () =>
                Anyone(
                    "/survey-answers",
                    new
                    {
                        token,
                        scores = somebody,
                        overall = 3,
                    }
                )
        );
        await Refused(
            "rated-twice",
            () =>
                Anyone(
                    "/survey-answers",
                    new
                    {
                        token,
                        scores = twice,
                        overall = 3,
                    }
                )
        );

        (await Anyone("/survey-answers", Body(token))).Ok();
    }

    [Fact]
    public async Task Only_the_hash_of_a_secret_is_kept_and_a_link_shows_only_its_own_branch()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var (_, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));
        await Invited(other, new Served(other.Escort, ServicePart.Treatment));
        var token = await Link(site, invitation);

        foreach (var table in new[] { "survey_link", "audit", "trail", "survey_invitation" })
            Assert.Equal(0, await service.Database.Count($"{table} AS one WHERE one::text LIKE '%{token}%'"));
        Assert.Equal(
            32,
            (await service.Database.Sql<int>($"SELECT length(secret_hash) FROM survey_link WHERE invitation_id = '{invitation}'"))[0]
        );
        (await Anyone("/survey-answers", Body(token))).Ok();
        Assert.Equal(
            [site.Branch],
            await service.Database.Sql<Guid>($"SELECT DISTINCT branch_id FROM survey_answer WHERE invitation_id = '{invitation}'")
        );
    }

    [Fact]
    public async Task Links_are_made_and_answers_read_by_those_who_may_and_of_the_own_branch()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (_, invitation) = await Invited(site, new Served(site.Escort, ServicePart.Treatment));

        await Refused("forbidden", () => site.Manager.Post($"/invitations/{invitation}/link"));
        await Refused("not-found", () => elsewhere.Agent.Post($"/invitations/{invitation}/link"));
        await Refused("not-found", () => elsewhere.Agent.Get($"/invitations?branch={site.Branch}"));
        await Refused("forbidden", () => site.Desk.Get($"/survey-answers?branch={site.Branch}"));
        await Refused("not-found", () => elsewhere.Quality.Get($"/survey-answers?branch={site.Branch}"));
        await Refused("not-found", () => elsewhere.Quality.Get($"/survey-answers/{Guid.CreateVersion7()}"));
    }

    async Task<(Guid Visit, Guid Invitation)> Invited(TestSite site, params Served[] served)
    {
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow(), served);
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        return (
            visit.VisitId,
            (await site.Agent.Get($"/invitations?branch={site.Branch}&source={visit.VisitId}")).Ok().Body[0].GetProperty("id").GetGuid()
        );
    }

    static async Task<string> Link(TestSite site, Guid invitation) =>
        (await site.Agent.Post($"/invitations/{invitation}/link")).Ok()["token"].GetString()!;

    static object Body(string token) =>
        new
        {
            token,
            scores = Array.Empty<object>(),
            overall = 5,
        };

    Task<Answer> Anyone(string path, object body) => service.Anyone(path, body);

    async Task Refused(string code, Func<Task<Answer>> act)
    {
        var before = await service.Fingerprint();
        Assert.Equal(code, (await act()).Code);
        Assert.Equal(before, await service.Fingerprint());
    }
}
