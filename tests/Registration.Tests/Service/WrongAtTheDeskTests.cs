using System.Text;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongAtTheDeskTests(RegistrationService service)
{
    [Fact]
    public async Task A_read_refuses_a_parameter_it_does_not_know_and_a_number_for_a_word() =>
        Assert.Equal([], await EveryQuestion.NotRefused(service));

    [Fact]
    public async Task A_day_that_no_clinic_has_is_refused_wherever_one_is_taken() => Assert.Equal([], await EveryDay.NotRefused(service));

    // Every act between door and farewell that the steps of a visit do not walk: path, body in order, and a right that is not enough.
    static readonly (string Path, string Body)[] Acts =
    [
        ("/arrivals", """{"id":"$new","branchId":"$branch"}"""),
        (
            "/arrivals/preparations",
            """{"id":"$new","branchId":"$branch","appearance":true,"equipment":true,"formsAndPens":true"""
                + ""","doctorStatusWritten":true,"readyInMind":true}"""
        ),
        ("/arrivals/$visit/greeting", "{}"),
        ("/arrivals/$visit/lead", "{}"),
        ("/arrivals/$visit/seat", "{}"),
        ("/arrivals/$visit/hand-offs", """{"id":"$new","floor":2}"""),
        ("/hand-offs/$visit/acceptance", "{}"),
        ("/visits/$visit/greeting-excuse", """{"reason":"alarm"}"""),
        ("/visits/$visit/pickup-excuse", """{"reason":"alarm"}"""),
        ("/visits/$visit/enquiry", "{}"),
        ("/visits/$visit/registration", "{}"),
        ("/visits/$visit/complaint-in-words", """{"words":"toothache"}"""),
        ("/visits/$visit/charges", """{"id":"$new","kind":"Other","price":{"amount":1,"currency":"CNY"},"paid":false}"""),
        ("/visits/$visit/charges/$visit/payment", "{}"),
        ("/visits/$visit/placement", "{}"),
        ("/visits/$visit/refreshments", """{"id":"$new","items":["Tea"]}"""),
        ("/visits/$visit/comfort", """{"id":"$new","mood":"Calm"}"""),
        ("/visits/$visit/whereabouts", """{"id":"$new","away":true}"""),
        ("/visits/$visit/leading-in", "{}"),
        ("/visits/$visit/treatment-steps", """{"id":"$new","step":"a","observation":"b"}"""),
        ("/visits/$visit/chart-handover", """{"to":"Guide"}"""),
        ("/visits/$visit/chart-archive", "{}"),
        ("/visits/$visit/queue-jump", """{"id":"$new","beforeVisitId":"$visit","reason":"x"}"""),
        (
            "/waiting-areas/checks",
            """{"id":"$new","branchId":"$branch","floor":1,"time":"Opening","clean":true,"newspapersArranged":true"""
                + ""","televisionSwitched":true,"waterPowerSwitched":true}"""
        ),
        ("/waiting-areas/shortages", """{"id":"$new","branchId":"$branch","floor":1,"item":"Fruit","left":0}"""),
        ("/waiting-areas/shortages/$visit/refill", """{"quantity":3}"""),
    ];

    static readonly string[] Rights =
    [
        "visits.greet",
        "visits.guide",
        "waiting.serve",
        "visits.excuse",
        "visits.check-in",
        "visits.check-out",
        "visits.treat",
        "visits.receive-chart",
        "triage.assign",
        "visits.read",
    ];

    [Fact]
    public async Task Every_act_refuses_broken_unknown_and_foreign_input_with_its_code_and_changes_nothing()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var visit = await site.CheckInNewClient();
        var (able, foreign, unable) = (
            service.At(site.Branch, Rights),
            service.At(other.Branch, Rights),
            service.At(site.Branch, "accruals.read")
        );
        var before = await State();
        foreach (var (path, body) in Acts)
        {
            Assert.True((await Send(foreign, path, body)).Refused("not-found"), $"{path} by another branch");
            Assert.True((await Send(unable, path, body)).Refused("forbidden"), $"{path} without the right");
            Assert.True((await Send(able, path, "{\"broken\":")).Refused("bad-request"), $"{path} with half a body");
            Assert.True(
                (await Send(able, path, body[..^1] + (body.Length > 2 ? "," : "") + "\"surprise\":1}")).Refused("bad-request"),
                $"{path} with an unknown member"
            );
            Assert.True((await Send(able, path, "[]")).Refused("bad-request"), $"{path} with a list");
            Assert.True((await Send(able, path, "null")).Refused("bad-request"), $"{path} with nothing");
            Assert.True((await Send(able, path, body, "text/plain")).Refused("unsupported-media-type"), $"{path} as plain text");
            if (body.Length > 2)
                Assert.True((await Send(able, path, "{}")).Refused("bad-request"), $"{path} with an empty body");
            if (path.Contains("$visit", StringComparison.Ordinal))
                Assert.True(
                    (await Send(able, path.Replace("$visit", Guid.CreateVersion7().ToString(), StringComparison.Ordinal), body)).Refused(
                        "not-found"
                    ),
                    $"{path} of nothing"
                );
        }
        Assert.Equal(before, await State());

        Task<Answer> Send(Person who, string path, string body, string type = "application/json") =>
            who.Raw(HttpMethod.Post, Filled(path), new StringContent(Filled(body), Encoding.UTF8, type));

        string Filled(string text) =>
            text.Replace("$visit", visit.Id.ToString(), StringComparison.Ordinal)
                .Replace("$branch", site.Branch.ToString(), StringComparison.Ordinal)
                .Replace("$new", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);

        async Task<string> State() =>
            (await visit.Look()).Ok().Text
            + await site.Facts(visit.Id)
            + string.Join(
                ' ',
                await Task.WhenAll(
                    new[]
                    {
                        "arrival",
                        "preparation",
                        "hand_off",
                        "excuse",
                        "charge",
                        "chart_entry",
                        "chart_move",
                        "treatment_step",
                        "queue_jump",
                        "waiting_care",
                        "area_check",
                        "shortage",
                    }.Select(table => service.Database.Count($"{table} WHERE branch_id = '{site.Branch}'"))
                )
            );
    }

    [Theory]
    [InlineData("/arrivals/$visit/visit-type", "PUT", """{"kind":"Third"}""")]
    [InlineData("/arrivals/$visit/visit-type", "PUT", """{"kind":1}""")]
    [InlineData("/arrivals", "POST", """{"id":"00000000-0000-0000-0000-000000000000","branchId":"$branch"}""")]
    [InlineData("/arrivals", "POST", """{"id":"$new","branchId":"$branch","arrivedAt":"2026-03-02T09:30:00"}""")]
    [InlineData("/arrivals/$visit/hand-offs", "POST", """{"id":"$new","floor":0}""")]
    [InlineData("/visits/$visit/refreshments", "POST", """{"id":"$new","items":[]}""")]
    [InlineData("/visits/$visit/refreshments", "POST", """{"id":"$new","items":["Beer"]}""")]
    [InlineData("/visits/$visit/comfort", "POST", """{"id":"$new","mood":"Anxious","note":"   "}""")]
    [InlineData("/visits/$visit/chart-handover", "POST", """{"to":"Archived"}""")]
    [InlineData("/visits/$visit/charges", "POST", """{"id":"$new","kind":"Other","price":{"amount":"1","currency":"CNY"},"paid":false}""")]
    [InlineData("/waiting-areas/shortages", "POST", """{"id":"$new","branchId":"$branch","floor":1,"item":"Fruit","left":-1}""")]
    [InlineData(
        "/waiting-areas/checks",
        "POST",
        """{"id":"$new","branchId":"$branch","floor":1,"time":"Midnight","clean":true,"newspapersArranged":true"""
            + ""","televisionSwitched":true,"waterPowerSwitched":true}"""
    )]
    public async Task A_value_that_cannot_be_is_a_bad_request(string path, string method, string body)
    {
        var site = await service.OpenSite(doctors: 0);
        var visit = await site.CheckInNewClient();
        var able = service.At(site.Branch, Rights);

        var answer = await able.Raw(new(method), Filled(path), new StringContent(Filled(body), Encoding.UTF8, "application/json"));

        Assert.Equal("bad-request", answer.Code);

        string Filled(string text) =>
            text.Replace("$visit", visit.Id.ToString(), StringComparison.Ordinal)
                .Replace("$branch", site.Branch.ToString(), StringComparison.Ordinal)
                .Replace("$new", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_covers_at_most_ninety_two_days_of_the_own_branch_and_a_setting_takes_only_its_words()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));

        Assert.True((await Report("2026-03-02", "2026-03-01")).Refused("range-impossible"));
        Assert.True((await Report("2026-01-01", "2026-04-03")).Refused("range-impossible"));
        Assert.Equal("bad-request", (await Report("2026-02-30", "2026-03-01")).Code);
        (await Report("2026-01-01", "2026-04-02")).Ok();
        Assert.True(
            (await other.Manager.Get($"/reports/reception-timeliness?branch={site.Branch}&from=2026-03-01&to=2026-03-01")).Refused(
                "not-found"
            )
        );
        Assert.True(
            (await site.Desk.Get($"/reports/reception-timeliness?branch={site.Branch}&from=2026-03-01&to=2026-03-01")).Refused("forbidden")
        );
        Assert.True((await other.Manager.Get($"/reports/triage-counts?branch={site.Branch}")).Refused("not-found"));
        foreach (var value in new[] { "V4", "0", "v1", "V1, V2", "" })
            Assert.False(
                (
                    await site.Manager.Put(
                        "/policies/branch.receptionVariant",
                        new
                        {
                            branchId = site.Branch,
                            value,
                            from = service.Clock.GetUtcNow().AddMinutes(1),
                            reason = "wrong",
                        },
                        "\"0\""
                    )
                ).Accepted,
                value
            );

        Task<Answer> Report(string from, string to) =>
            site.Manager.Get($"/reports/reception-timeliness?branch={site.Branch}&from={from}&to={to}");
    }
}
