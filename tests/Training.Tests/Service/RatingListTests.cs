using System.Globalization;
using System.Text.Json;
using Clinic.Feedback.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>How people were rated, without the clients who rated them.</summary>
[Collection(SharedService.Name)]
public sealed class RatingListTests(TrainingService training)
{
    [Fact]
    [Rule("R-033")]
    public async Task Ratings_are_read_by_person_with_count_and_mean_and_no_client_in_them()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (first, second, elsewhere) = (await site.Hire(), await site.Hire(), await other.Hire());
        var visit = Guid.CreateVersion7();
        var responses = new[]
        {
            await Rate(site, site.Now.AddDays(-40), visit, new Rated(first, 60)),
            await Rate(site, site.Now.AddDays(-2), visit, new Rated(first, 90), new Rated(second, 70)),
            await Rate(site, site.Now.AddDays(-1), visit, new Rated(first, 81)),
            await Rate(other, site.Now, visit, new Rated(elsewhere, 10)),
        };
        var trainer = training.At(site.Id, "exams.read");

        var all = (await trainer.Get("/ratings")).Ok();
        var month = (await trainer.Get($"/ratings?from={At(site.Now.AddDays(-30))}")).Ok();
        var single = (await trainer.Get($"/people/{first}/ratings")).Ok();

        Assert.Equal([(first, 3, 77m), (second, 1, 70m)], all["items"].EnumerateArray().Select(Line));
        Assert.Equal([(first, 2, 85.5m), (second, 1, 70m)], month["items"].EnumerateArray().Select(Line));
        Assert.Equal([60m, 90m, 81m], Scores(single));
        var week = $"from={At(site.Now.AddDays(-9))}&to={At(site.Now.AddDays(-1.5))}";
        Assert.Equal([90m], Scores(await trainer.Get($"/people/{first}/ratings?{week}")));
        foreach (var hidden in responses.Append(visit))
            Assert.DoesNotContain(hidden.ToString(), all.Text + month.Text + single.Text, StringComparison.OrdinalIgnoreCase);
        var page = (await trainer.Get("/ratings?limit=1")).Ok();
        Assert.Equal((second, 1, 70m), Line((await trainer.Get($"/ratings?limit=1&after={page["next"].GetGuid()}")).Ok()["items"][0]));
    }

    [Fact]
    public async Task Everybody_reads_how_they_were_rated_themselves_and_nobody_of_another_branch_does()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (me, colleague) = (await site.Hire(), await site.Hire());
        await Rate(site, site.Now, null, new Rated(me, 88), new Rated(colleague, 55));
        var own = training.As(me, (site.Id, ["exams.read-own"]));

        Assert.Equal([88m], Scores(await own.Get("/people/mine/ratings")));
        Assert.True((await own.Get("/ratings")).Refused("forbidden"));
        Assert.True((await own.Get($"/people/{colleague}/ratings")).Refused("forbidden"));
        Assert.Equal(0, (await other.Trainer.Get("/ratings")).Ok()["items"].GetArrayLength());
        Assert.True((await other.Trainer.Get($"/people/{me}/ratings")).Refused("not-found"));
        var now = At(site.Now);
        foreach (var list in new[] { "/ratings", $"/people/{me}/ratings" })
        {
            Assert.True((await site.Trainer.Get($"{list}?from={now}&to={now}")).Refused("time-turned"));
            foreach (var wrong in new[] { "limit=0", "limit=201", "from=yesterday", "after=1", "surprise=1" })
                Assert.True((await site.Trainer.Get($"{list}?{wrong}")).Refused("bad-request"), $"{list}?{wrong}");
        }
    }

    async Task<Guid> Rate(TestSite site, DateTimeOffset at, Guid? visit, params Rated[] ratings)
    {
        SurveyResponseReceived response = new(Guid.CreateVersion7(), site.Id, visit, null, 80, ratings, at);
        await training.Tells(response, response.ResponseId, TrainingService.RatedQueue);
        return response.ResponseId;
    }

    static (Guid, int, decimal) Line(JsonElement line) =>
        (line.GetProperty("employeeId").GetGuid(), line.GetProperty("count").GetInt32(), line.GetProperty("mean").GetDecimal());

    static IEnumerable<decimal> Scores(Answer answer) =>
        answer.Ok()["items"].EnumerateArray().Select(line => line.GetProperty("score").GetDecimal());

    static string At(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture));
}
