using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>How satisfied clients were, by branch, person and period; and what a client reads who answers.</summary>
public sealed class SatisfactionTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-038")]
    public async Task The_average_of_a_branch_and_of_each_person_is_read_by_period_and_person_and_names_no_client()
    {
        var site = await service.OpenSite();
        var nurse = await service.Hire(site.Branch, Post.Nurse);
        var client = await Answered(site, 5, (site.Escort, 4), (nurse, 5));
        await Answered(site, 3, (site.Escort, 2));

        var all = (await site.Quality.Get($"/surveys/satisfaction?branch={site.Branch}")).Ok();

        Assert.Equal((2, 80m, 1), Whole(all));
        Assert.Equal(new[] { (site.Escort, 2, 60m), (nurse, 1, 100m) }.Order(), People(all).Order());
        Assert.DoesNotContain($"{client}", all.Text, StringComparison.Ordinal);
        var one = (await site.Manager.Get($"/surveys/satisfaction?branch={site.Branch}&person={nurse}")).Ok();
        Assert.Equal((1, 100m, 0), Whole(one));
        Assert.Equal([(nurse, 1, 100m)], People(one));
        var past = (await site.Director.Get($"/surveys/satisfaction?branch={site.Branch}&to={In(-1)}")).Ok();
        Assert.Equal((0, JsonValueKind.Null), (past["answers"].GetInt32(), past["average"].ValueKind));
        Assert.Empty(People(past));
        Assert.Equal(
            (2, 80m, 1),
            Whole((await site.Director.Get($"/surveys/satisfaction?branch={site.Branch}&from={In(-1)}&to={In(1)}")).Ok())
        );
    }

    [Fact]
    public async Task The_people_who_were_rated_come_a_page_at_a_time()
    {
        var site = await service.OpenSite();
        var nurse = await service.Hire(site.Branch, Post.Nurse);
        await Answered(site, 5, (site.Escort, 4), (nurse, 5));
        var list = $"/surveys/satisfaction?branch={site.Branch}&limit=1";

        var first = (await site.Quality.Get(list)).Ok();
        var second = (await site.Quality.Get($"{list}&after={first["next"].GetGuid()}")).Ok();

        Assert.Equal(new[] { site.Escort, nurse }.Order(), People(first).Concat(People(second)).Select(person => person.Id));
        Assert.Equal(JsonValueKind.Null, second["next"].ValueKind);
        Assert.Equal(Whole(first), Whole(second));
    }

    [Fact]
    public async Task Scores_are_read_by_those_who_may_and_of_the_branches_they_work_for()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        await Answered(site, 5, (site.Escort, 4));

        Assert.Equal("not-found", (await elsewhere.Quality.Get($"/surveys/satisfaction?branch={site.Branch}")).Code);
        Assert.Equal(0, (await elsewhere.Quality.Get("/surveys/satisfaction")).Ok()["answers"].GetInt32());
        Assert.Equal(1, (await site.Quality.Get("/surveys/satisfaction")).Ok()["answers"].GetInt32());
        Assert.Equal("forbidden", (await site.Desk.Get($"/surveys/satisfaction?branch={site.Branch}")).Code);
        Assert.Equal("forbidden", (await site.As("surveys.read").Get($"/surveys/satisfaction?branch={site.Branch}")).Code);
        Assert.Equal("period-impossible", (await site.Quality.Get($"/surveys/satisfaction?from={In(1)}&to={In(-1)}")).Code);
        var at = In(1);
        Assert.Equal("period-impossible", (await site.Desk.Get($"/surveys/satisfaction/own?from={at}&to={at}")).Code);
        foreach (var bad in new[] { "limit=0", "limit=201", "after=first", "from=yesterday", "client=1" })
            Assert.Equal("bad-request", (await site.Quality.Get($"/surveys/satisfaction?{bad}")).Code);
    }

    [Fact]
    public async Task Everybody_sees_the_own_score_from_every_branch_and_nobody_elses()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        await Answered(site, 5, (site.Escort, 4));
        await Answered(elsewhere, 5, (site.Escort, 2), (elsewhere.Escort, 5));
        var escort = service.As(site.Escort, (site.Branch, TestSite.Employed));

        var own = (await escort.Get("/surveys/satisfaction/own")).Ok();
        Assert.Equal((2, 60m), (own["ratings"].GetInt32(), own["average"].GetDecimal()));
        var past = (await escort.Get($"/surveys/satisfaction/own?to={In(-1)}")).Ok();
        Assert.Equal((0, JsonValueKind.Null), (past["ratings"].GetInt32(), past["average"].ValueKind));
        Assert.Equal(0, (await site.Desk.Get("/surveys/satisfaction/own")).Ok()["ratings"].GetInt32());
        Assert.Equal("bad-request", (await site.Desk.Get($"/surveys/satisfaction/own?person={site.Escort}")).Code);
    }

    [Fact]
    public async Task The_form_of_a_link_says_where_the_client_was_and_whom_to_rate_and_nothing_of_the_client()
    {
        var site = await service.OpenSite();
        var (visit, token) = await Invited(site, site.Escort);

        var form = (await service.Anyone("/survey-forms", new { token })).Ok();

        Assert.Equal(site.Branch, form["branchId"].GetGuid());
        Assert.Equal(site.Escort, form["toRate"].EnumerateArray().Single().GetProperty("employeeId").GetGuid());
        Assert.DoesNotContain($"{visit.ClientId}", form.Text, StringComparison.Ordinal);
    }

    // The client of the visit.
    async Task<Guid> Answered(TestSite site, int overall, params (Guid Person, int Stars)[] given)
    {
        var (visit, token) = await Invited(site, [.. given.Select(rated => rated.Person)]);
        (
            await service.Anyone(
                "/survey-answers",
                new
                {
                    token,
                    scores = given.Select(rated => new { employeeId = rated.Person, value = rated.Stars }),
                    overall,
                }
            )
        ).Ok();
        return visit.ClientId;
    }

    async Task<(VisitCompleted Visit, string Token)> Invited(TestSite site, params Guid[] served)
    {
        var visit = FeedbackService.Visit(
            site.Branch,
            service.Clock.GetUtcNow(),
            [.. served.Select(person => new Served(person, ServicePart.Treatment))]
        );
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var invitation = (await site.Agent.Get($"/invitations?branch={site.Branch}&source={visit.VisitId}")).Ok().Body[0];
        var link = (await site.Agent.Post($"/invitations/{invitation.GetProperty("id").GetGuid()}/link")).Ok();
        return (visit, link["token"].GetString()!);
    }

    static (int, decimal, int) Whole(Answer answer) =>
        (answer["answers"].GetInt32(), answer["average"].GetDecimal(), answer["low"].GetInt32());

    static List<(Guid Id, int, decimal)> People(Answer answer) =>
        [
            .. answer["items"]
                .EnumerateArray()
                .Select(line =>
                    (
                        line.GetProperty("employeeId").GetGuid(),
                        line.GetProperty("ratings").GetInt32(),
                        line.GetProperty("average").GetDecimal()
                    )
                ),
        ];

    // Hours from now.
    string In(int hours) => Uri.EscapeDataString($"{service.Clock.GetUtcNow().AddHours(hours):O}");
}
