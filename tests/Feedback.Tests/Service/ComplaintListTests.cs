using System.Text.Json;

namespace Clinic.Feedback.Tests.Service;

/// <summary>How the quality officer finds and counts complaints and what is done because of them.</summary>
[Collection(SharedService.Name)]
public sealed class ComplaintListTests(FeedbackService service)
{
    [Fact]
    public async Task Complaints_are_found_by_several_states_person_and_time_with_what_they_ended_with()
    {
        var site = await service.OpenSite();
        var (fresh, found, closed) = (
            await site.Filed(site.Desk.Id),
            await (await site.Filed(site.Desk.Id)).Until("CauseFound"),
            await (await site.Filed()).Until("Closed")
        );

        Assert.Equal([fresh.Id, found.Id, closed.Id], await Listed(site.Quality, $"branch={site.Branch}"));
        Assert.Equal([fresh.Id, closed.Id], await Listed(site.Quality, $"branch={site.Branch}&status=Reported&status=Closed"));
        Assert.Equal([found.Id], await Listed(site.Quality, "status=CauseFound"));
        Assert.Equal([fresh.Id, found.Id], await Listed(site.Quality, $"person={site.Desk.Id}"));
        Assert.Equal([found.Id, closed.Id], await Listed(site.Quality, $"person={site.Escort}"));
        Assert.Equal([closed.Id], await Listed(site.Quality, $"person={site.Escort}&status=Closed&cause=ServiceAttitude"));
        Assert.Empty(await Listed(site.Quality, $"to={In(-1)}"));
        Assert.Equal(3, (await Listed(site.Quality, $"from={In(-1)}&to={In(1)}")).Count);
        var line = (await site.Quality.Get("/complaints?status=Closed")).Ok().Body.EnumerateArray().Single();
        Assert.Equal(
            ("Major", true, 80, false),
            (
                line.GetProperty("severity").GetString(),
                line.GetProperty("upheld").GetBoolean(),
                line.GetProperty("score").GetInt32(),
                line.GetProperty("endedUnsatisfied").GetBoolean()
            )
        );
        Assert.Equal(site.Escort, line.GetProperty("responsibleId").GetGuid());
        Assert.Equal([site.Escort], line.GetProperty("accusedIds").EnumerateArray().Select(id => id.GetGuid()));
        Assert.Equal([fresh.Id], await Listed(site.Quality, "limit=1"));
        Assert.Equal([found.Id], await Listed(site.Quality, $"limit=1&after={fresh.Id}"));
    }

    [Fact]
    [Rule("R-118")]
    public async Task Neither_a_list_nor_a_count_tells_whoever_is_concerned_and_nobody_of_another_branch()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        await (await site.Filed()).Until("Closed");
        var accused = service.As(site.Escort, (site.Branch, ["complaints.read"]));

        foreach (var list in new[] { "/complaints", "/complaints/measures", "/complaints/causes" })
        {
            Assert.Single((await site.Quality.Get(list)).Ok().Body.EnumerateArray());
            Assert.Empty((await accused.Get(list)).Ok().Body.EnumerateArray());
            Assert.Empty((await elsewhere.Quality.Get(list)).Ok().Body.EnumerateArray());
            Assert.Equal("not-found", (await elsewhere.Quality.Get($"{list}?branch={site.Branch}")).Code);
            Assert.Equal("forbidden", (await site.Desk.Get(list)).Code);
            Assert.Equal("period-impossible", (await site.Quality.Get($"{list}?from={In(1)}&to={In(-1)}")).Code);
            foreach (var bad in new[] { "from=yesterday", "branch=mine", "severity=Major" })
                Assert.Equal("bad-request", (await site.Quality.Get($"{list}?{bad}")).Code);
        }
        foreach (var bad in new[] { "status=1", "status=Closed&status=1", "status=Gone", "limit=201" })
        {
            Assert.Equal("bad-request", (await site.Quality.Get($"/complaints?{bad}")).Code);
            Assert.Equal("bad-request", (await site.Quality.Get($"/complaints/measures?{bad}")).Code);
        }
    }

    [Fact]
    [Rule("R-049")]
    public async Task Complaints_are_counted_by_cause_with_what_became_of_them()
    {
        var site = await service.OpenSite();
        await site.Filed();
        (await (await site.Filed()).Withdraw()).Ok();
        await (await site.Filed()).Until("Closed");
        var wrong = await (await site.Filed()).Until("Closed");
        (await wrong.Overturn()).Ok();
        var nobody = await (await site.Filed(site.Desk.Id)).Until("Investigating");
        (await nobody.Find(null, cause: "WaitingTime")).Ok();

        var counts = await Counts($"branch={site.Branch}");

        Assert.Equal(
            [
                "- filed 2 upheld 0 closed 0 overturned 0 withdrawn 1",
                "ServiceAttitude filed 2 upheld 1 closed 1 overturned 1 withdrawn 0",
                "WaitingTime filed 1 upheld 0 closed 0 overturned 0 withdrawn 0",
            ],
            counts.Order(StringComparer.Ordinal)
        );
        Assert.Equal(["WaitingTime filed 1 upheld 0 closed 0 overturned 0 withdrawn 0"], await Counts($"person={site.Desk.Id}"));
        Assert.Empty(await Counts($"to={In(-1)}"));

        async Task<List<string>> Counts(string asked) =>
            [
                .. (await site.Quality.Get($"/complaints/causes?{asked}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .Select(line =>
                        $"{line.GetProperty("cause").GetString() ?? "-"} filed {Of(line, "filed")} upheld {Of(line, "upheld")} "
                        + $"closed {Of(line, "closed")} overturned {Of(line, "overturned")} withdrawn {Of(line, "withdrawn")}"
                    ),
            ];
    }

    [Fact]
    [Rule("R-049")]
    public async Task Measures_are_found_by_state_kind_owner_complaint_and_time()
    {
        var site = await service.OpenSite();
        var (first, second) = (await (await site.Filed()).Until("CauseFound"), await (await site.Filed()).Until("CauseFound"));
        var (soon, late, done) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        (await first.Measure(site.Desk.Id, soon, within: TimeSpan.FromDays(1))).Ok();
        (await second.Measure(site.Agent.Id, late)).Ok();
        (await second.Measure(site.Desk.Id, done, kind: "Staffing")).Ok();
        (await site.Manager.Post($"{second.Path}/measures/{done}/completion", new { evidence = "Two more people." })).Ok();

        Assert.Equal(new[] { soon, done }.Order(), await Measures($"owner={site.Desk.Id}"));
        Assert.Equal([done], await Measures("status=Implemented"));
        Assert.Equal(new[] { soon, late, done }.Order(), await Measures("status=Assigned&status=Implemented", besides: "Training"));
        Assert.Equal([done], await Measures("kind=Staffing"));
        Assert.Equal(new[] { late, done }.Order(), await Measures($"complaint={second.Id}", besides: "Training"));
        Assert.Equal([soon], await Measures($"dueBefore={In(48)}"));
        Assert.Empty(await Measures("overdue=true"));
        Assert.Empty(await Measures($"to={In(-1)}"));
        Assert.Equal(5, (await Measures($"from={In(-1)}")).Count);
        Assert.Equal("bad-request", (await site.Quality.Get("/complaints/measures?kind=1")).Code);

        async Task<List<Guid>> Measures(string asked, string besides = "none") =>
            [
                .. (await site.Quality.Get($"/complaints/measures?branch={site.Branch}&{asked}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .Where(line => line.GetProperty("kind").GetString() != besides)
                    .Select(line => line.GetProperty("id").GetGuid()),
            ];
    }

    static async Task<List<Guid>> Listed(Person reader, string asked) =>
        [.. (await reader.Get($"/complaints?{asked}")).Ok().Body.EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    static int Of(JsonElement line, string count) => line.GetProperty(count).GetInt32();

    // Hours from now.
    string In(int hours) => Uri.EscapeDataString($"{service.Clock.GetUtcNow().AddHours(hours):O}");
}
