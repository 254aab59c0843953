using System.Text.Json;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>What clients say afterwards is read through the service by whoever may, and nowhere else.</summary>
[Collection(SharedService.Name)]
public sealed class SealedWordsTests(FeedbackService service)
{
    static readonly string[] Canaries =
    [
        "Canary Zhang",
        "+8613912312312",
        "canary of a matter",
        "canary of a recovery",
        "canary of an opinion",
        "canary of an answer",
    ];

    [Fact]
    [Rule("R-055")]
    public async Task What_a_client_says_stands_in_no_table_is_there_for_who_may_read_it_and_goes_with_the_client()
    {
        var site = await service.OpenSite();
        var visit = FeedbackService.Visit(site.Branch, service.Clock.GetUtcNow(), new Served(site.Escort, ServicePart.Treatment));
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var filing = site.Filing();
        filing["clientName"] = Canaries[0];
        filing["contact"] = Canaries[1];
        filing["matter"] = Canaries[2];
        filing["clientId"] = visit.ClientId;
        (await site.Desk.Post("/complaints", filing)).Ok();
        var complaint = $"/complaints/{filing["id"]}";
        var call = $"/follow-ups/{await IdOf("follow_up", visit.VisitId)}";
        (
            await site.Agent.Post(
                $"{call}/attempts",
                new
                {
                    id = Guid.CreateVersion7(),
                    reached = true,
                    recovery = Canaries[3],
                    satisfied = true,
                    opinion = Canaries[4],
                }
            )
        ).Ok();
        var link = (await site.Agent.Post($"/invitations/{await IdOf("survey_invitation", visit.VisitId)}/link")).Ok();
        (
            await service.Anyone(
                "/survey-answers",
                new
                {
                    token = link["token"].GetString(),
                    scores = Array.Empty<object>(),
                    overall = 5,
                    words = Canaries[5],
                }
            )
        ).Ok();
        var answer =
            $"/survey-answers/{(await service.Database.Sql<Guid>($"SELECT id FROM survey_answer WHERE branch_id = '{site.Branch}'"))[0]}";

        foreach (var canary in Canaries)
            Assert.Equal([], await service.Database.TablesWith(canary));
        var read = string.Concat(
            (await site.Manager.Get(complaint)).Ok().Text,
            (await site.Agent.Get(call)).Ok().Text,
            (await site.Quality.Get(answer)).Ok().Text
        );
        Assert.All(Canaries, canary => Assert.Contains(canary.TrimStart('+'), read, StringComparison.Ordinal));

        ClientForgotten fact = new(visit.ClientId, site.Branch, service.Clock.GetUtcNow());
        await service.Hears(fact, visit.ClientId, FeedbackService.ForgottenQueue);

        Assert.Equal(JsonValueKind.Null, (await site.Manager.Get(complaint)).Ok()["steps"][0].GetProperty("content").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await site.Agent.Get(call)).Ok()["attempts"][0].GetProperty("content").ValueKind);
        var kept = (await site.Quality.Get(answer)).Ok();
        Assert.Equal((null, 100), (kept["words"].GetString(), kept["score"].GetDecimal()));
    }

    [Theory]
    [InlineData(FailPoints.InTransaction)]
    [InlineData(FailPoints.Committed)]
    [Rule("R-055")]
    public async Task Forgetting_that_broke_before_or_after_its_effect_forgets_once_also_when_it_is_told_again(string point)
    {
        var site = await service.OpenSite();
        var client = Guid.CreateVersion7();
        var filing = site.Filing();
        filing["matter"] = Canaries[2];
        filing["clientId"] = client;
        (await site.Desk.Post("/complaints", filing)).Ok();
        var complaint = (Guid)filing["id"]!;
        ClientForgotten fact = new(client, site.Branch, service.Clock.GetUtcNow());
        var broken = await service.Database.Count("started WHERE starts >= 1");
        service.Fail.Arm(point, 1, FailKind.Throw);

        var message = await service.Hears(fact, client, FeedbackService.ForgottenQueue);
        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > broken);
        await service.Hears(fact, client, FeedbackService.ForgottenQueue, message);

        Assert.Equal(0, await service.Database.Count($"subject_key WHERE subject_id = '{complaint}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE kind = 'forgotten' AND record_id = '{complaint}'"));
        await service.Hears(fact, client, FeedbackService.ForgottenQueue);
        var read = (await site.Manager.Get($"/complaints/{complaint}")).Ok();
        Assert.Equal(JsonValueKind.Null, read["steps"][0].GetProperty("content").ValueKind);
        Assert.DoesNotContain(Canaries[2], read.Text, StringComparison.Ordinal);
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    async Task<Guid> IdOf(string table, Guid visit) =>
        (await service.Database.Sql<Guid>($"SELECT id FROM {table} WHERE source_id = '{visit}'")).Single();
}
