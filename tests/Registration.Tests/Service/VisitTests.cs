using System.Text;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class VisitTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    public async Task On_every_step_each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var visit = await site.CheckInNewClient();
        for (var at = 0; at < visit.All.Count; at++)
        {
            var (name, who, body, act) = visit.All[at];
            var (path, before) = ($"/visits/{visit.Id}/{name}", await State());

            Assert.True((await Colleague(other, visit.All[at].Name).Post(path, body)).Refused("not-found"), $"{name} by another branch");
            Assert.True(
                (await service.At(site.Branch, "accruals.read").Post(path, body)).Refused("forbidden"),
                $"{name} without the right"
            );
            Assert.True((await who().Raw(HttpMethod.Post, path, Json("{\"broken\":"))).Refused("bad-request"), $"{name} with half a body");
            Assert.True(
                (await who().Raw(HttpMethod.Post, path, Json("{\"surprise\":1}"))).Refused("bad-request"),
                $"{name} with an unknown member"
            );
            Assert.True(
                (await who().Raw(HttpMethod.Post, path, new StringContent("x", Encoding.UTF8, "text/plain"))).Refused(
                    "unsupported-media-type"
                ),
                $"{name} as plain text"
            );
            foreach (var (later, whose, said, _) in visit.All.Skip(at + 1).Where(_ => name != "greeting"))
                Assert.True(
                    (await whose().Post($"/visits/{visit.Id}/{later}", said)).Refused("visit-step-out-of-order"),
                    $"{later} before {name}"
                );
            Assert.Equal(before, await State());

            var once = (await act()).Ok().Text;
            var facts = await site.Facts(visit.Id);
            Assert.Equal(once, (await act()).Ok().Text);
            Assert.Equal(facts, await site.Facts(visit.Id));
        }

        async Task<string> State() => (await visit.Look()).Ok().Text + await site.Facts(visit.Id);
    }

    [Fact]
    public async Task Two_people_taking_the_same_step_at_once_take_it_once()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await site.CheckInNewClient();
        foreach (var (name, _, _, act) in visit.All)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => act()));

            Assert.Contains(answers, answer => answer.Accepted);
            Assert.All(answers, answer => Assert.True(answer.Accepted || answer.Refused("changed-meanwhile"), $"{name}: {answer.Text}"));
        }
        foreach (
            var fact in new[]
            {
                nameof(PatientTriaged),
                nameof(DoctorNotified),
                nameof(ConsentSigned),
                nameof(TreatmentFinished),
                nameof(VisitCompleted),
            }
        )
            Assert.Equal(1, await site.Facts(visit.Id, fact));
        Assert.Equal(3, await service.Database.Count($"chart_entry WHERE visit_id = '{visit.Id}'"));
    }

    [Fact]
    [Rule("R-080")]
    public async Task The_visit_cannot_be_completed_while_the_chart_is_out()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("treatment");

        var refused = await visit.Complete();
        Assert.True(refused.Refused("visit-step-out-of-order"));
        Assert.Contains("chart-return", refused["title"].GetString(), StringComparison.Ordinal);

        (await visit.ReturnChart()).Ok();
        (await visit.Complete()).Ok();
    }

    [Fact]
    public async Task Completing_tells_the_others_who_served_and_voiding_takes_it_back_under_a_higher_version()
    {
        await service.Bus.Listen<VisitCompleted>();
        await service.Bus.Listen<VisitVoided>();
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("completion");

        await service.Bus.Hears<VisitCompleted>(1, fact => fact.VisitId == visit.Id);
        var completed = Assert.Single(service.Bus.Heard<VisitCompleted>(), fact => fact.VisitId == visit.Id);
        Assert.Equal(
            [
                new(site.Desk.Id, ServicePart.Reception),
                new(site.Guide.Id, ServicePart.Greeting),
                new(site.TriageOfficer.Id, ServicePart.Triage),
                new(visit.Doctor!.Id, ServicePart.Collection),
                new(visit.Doctor.Id, ServicePart.Treatment),
                new(site.Desk.Id, ServicePart.ChartReception),
                new Served(site.Desk.Id, ServicePart.CheckOut),
            ],
            completed.ServedBy
        );
        Assert.Equal(
            (visit.Doctor.Id, VisitType.First, true, 1),
            (completed.DoctorId, completed.Type, completed.Purchased, completed.Version)
        );

        (await visit.Void()).Ok();
        (await visit.Void()).Ok();
        await service.Bus.Hears<VisitVoided>(1, fact => fact.VisitId == visit.Id);
        Assert.Equal(2, Assert.Single(service.Bus.Heard<VisitVoided>(), fact => fact.VisitId == visit.Id).Version);
    }

    [Fact]
    public async Task Voiding_names_the_version_it_is_based_on_and_only_a_completed_visit_is_voided()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("chart-return");
        var early = (await visit.Look()).ETag;

        Assert.True((await visit.Void()).Refused("visit-step-out-of-order"));
        (await visit.Complete()).Ok();
        Assert.True((await visit.Void(early)).Refused("stale"));
        Assert.True(
            (await site.Manager.Post($"/visits/{visit.Id}/void", new { reasonCode = "EnteredByMistake", reason = "wrong client" })).Refused(
                "if-match-required"
            )
        );
        Assert.True(
            (await site.Manager.Post($"/visits/{visit.Id}/void", new { reasonCode = "no spaces here", reason = "x" }, early)).Refused(
                "bad-request"
            )
        );
        Assert.Equal("Completed", (await visit.Look())["status"].GetString());
    }

    [Fact]
    [Rule("R-071")]
    public async Task A_greeting_after_eleven_seconds_is_late_and_said_once()
    {
        var site = await service.OpenSite(doctors: 0);
        var (late, quick) = (await site.CheckInNewClient(), await site.CheckInNewClient());
        Assert.False((await quick.Greet()).Ok()["late"].GetBoolean());

        await service.MoveClock(TimeSpan.FromSeconds(11));
        var greeted = (await late.Greet()).Ok();
        Assert.True(greeted["late"].GetBoolean());
        Assert.InRange(greeted["seconds"].GetInt32(), 11, 60);
        await service.MoveClock(TimeSpan.FromSeconds(30));
        Assert.Equal(greeted.Text, (await late.Greet()).Ok().Text);

        Assert.Equal(1, await site.Facts(late.Id, nameof(GreetingLate)));
        Assert.Equal(0, await site.Facts(quick.Id, nameof(GreetingLate)));
    }

    [Fact]
    [Rule("R-076")]
    public async Task An_identity_that_does_not_match_is_recorded_and_stops_the_visit_until_one_does()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("collection");

        Assert.True((await visit.Identify(matches: false)).Refused("identity-mismatch"));
        Assert.True((await visit.Plan()).Refused("visit-step-out-of-order"));
        Assert.True(
            (
                await visit.Doctor!.Post(
                    $"/visits/{visit.Id}/identity-check",
                    new { identifiers = new[] { "Name", "Name" }, matches = true }
                )
            ).Refused("two-identifiers-required")
        );
        (await visit.Identify()).Ok();
        (await visit.Plan()).Ok();

        var checks = (await visit.Doctor.Get($"/visits/{visit.Id}/chart"))
            .Ok()["identityChecks"]
            .EnumerateArray()
            .Select(check => check.GetProperty("matches").GetBoolean());
        Assert.Equal([false, true], checks);
    }

    [Fact]
    [Rule("R-339")]
    public async Task History_examination_and_plan_are_all_in_the_chart_before_anybody_is_treated()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("identity-check");

        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
        foreach (var missing in new[] { "history", "examination", "plan" })
        {
            Dictionary<string, string> body = new()
            {
                ["history"] = "none",
                ["examination"] = "in order",
                ["plan"] = "cleaning",
            };
            body[missing] = " ";
            Assert.True((await visit.Doctor!.Post($"/visits/{visit.Id}/plan", body)).Refused("bad-request"), missing);
        }
        Assert.Equal(0, await service.Database.Count($"chart_entry WHERE visit_id = '{visit.Id}'"));
        (await visit.Plan()).Ok();
        (await visit.Consent()).Ok();
        (await visit.Treat()).Ok();
    }

    [Fact]
    [Rule("R-300")]
    public async Task Seeing_the_client_off_is_a_step_of_the_visit_after_its_completion()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("chart-return");

        Assert.True((await visit.Farewell()).Refused("visit-step-out-of-order"));
        (await visit.Complete()).Ok();
        Assert.Equal("farewell", (await visit.Look())["nextStep"].GetString());
        var seen = (await visit.Farewell()).Ok();

        Assert.Equal(("Farewelled", seen.Text), (seen["status"].GetString(), (await visit.Farewell()).Ok().Text));
    }

    [Fact]
    [Rule("R-077", "R-078", "R-136")]
    public async Task Consent_needs_all_five_disclosures_and_what_is_declined_is_kept()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");

        Assert.True((await visit.Consent(risk: false)).Refused("disclosures-incomplete"));
        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
        Assert.Equal(1, (await visit.Consent(declined: ["fluoride varnish"])).Ok()["declinedItems"].GetInt32());

        var page = (await visit.Doctor!.Get($"/visits/{visit.Id}/chart"))
            .Ok()["pages"]
            .EnumerateArray()
            .Single(element => element.GetProperty("kind").GetString() == "Consent");
        Assert.Equal("fluoride varnish", page.GetProperty("content").GetProperty("declinedItems")[0].GetString());
    }

    [Fact]
    [Rule("R-078")]
    public async Task A_client_who_declines_the_plan_is_seen_off_without_a_purchase()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");

        (await visit.Consent(agreed: false)).Ok();
        (await visit.ReturnChart()).Ok();
        Assert.True((await visit.Complete()).Refused("plan-was-declined"));
        (await site.Desk.Post($"/visits/{visit.Id}/completion", new { purchased = false, paid = true })).Ok();
        Assert.Equal(0, await site.Facts(visit.Id, nameof(ConsentSigned)));
    }

    [Fact]
    [Rule("R-079", "R-080", "R-179")]
    public async Task Treatment_ends_with_an_observation_a_return_date_and_three_cautions_in_the_chart()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("consent");

        foreach (var missing in new[] { "observation", "cautionsBefore", "cautionsDuring", "cautionsAfter" })
        {
            Dictionary<string, string> body = new()
            {
                ["observation"] = "calm",
                ["cautionsBefore"] = "a",
                ["cautionsDuring"] = "b",
                ["cautionsAfter"] = "c",
            };
            body.Remove(missing);
            Assert.True((await visit.Doctor!.Post($"/visits/{visit.Id}/treatment", body)).Refused("bad-request"), missing);
            body[missing] = " ";
            Assert.True((await visit.Doctor!.Post($"/visits/{visit.Id}/treatment", body)).Refused("bad-request"), missing);
        }
        Assert.True((await End(null, false)).Refused("return-date-or-none"));
        Assert.True((await End(service.Clock.GetUtcNow().AddDays(9), true)).Refused("return-date-or-none"));
        Assert.Equal("Consented", (await visit.Look())["status"].GetString());
        (await visit.Treat()).Ok();

        Assert.True((await visit.Treat(after: "something else")).Refused("already-recorded"));
        var content = (await visit.Doctor!.Get($"/visits/{visit.Id}/chart"))
            .Ok()["pages"]
            .EnumerateArray()
            .Single(element => element.GetProperty("kind").GetString() == "Treatment")
            .GetProperty("content");
        Assert.Equal("no hot drinks today", content.GetProperty("cautionsAfter").GetString());
        Assert.NotNull((await visit.Look())["returnDate"].GetString());
        Assert.Equal(1, await service.Database.Count($"audit WHERE kind = 'read' AND record = 'ChartEntry' AND record_id = '{visit.Id}'"));

        Task<Answer> End(DateTimeOffset? back, bool noReturnNeeded) =>
            visit.Doctor!.Post(
                $"/visits/{visit.Id}/treatment",
                new
                {
                    observation = "calm",
                    cautionsBefore = "a",
                    cautionsDuring = "b",
                    cautionsAfter = "c",
                    returnDate = back?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    noReturnNeeded,
                }
            );
    }

    [Fact]
    public async Task Whoever_leaves_before_being_collected_gives_the_doctor_the_turn_back_and_may_come_again()
    {
        var site = await service.OpenSite();
        var client = await site.NewClient();
        Steps visit = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await visit.Until("doctor-notification");

        (await visit.Leave()).Ok();
        (await visit.Leave()).Ok();

        Assert.Equal("LeftWithoutTreatment", (await visit.Look())["status"].GetString());
        Assert.True((await visit.Collect()).Refused("visit-step-out-of-order"));
        Assert.Equal(1, await site.Facts(visit.Id, nameof(PatientLost)));
        Assert.Equal(0, await service.Database.Count($"triage_balance WHERE department_id = '{site.Department}' AND units <> 0"));
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{visit.Id}'"));
        Assert.Equal("A002", (await site.CheckIn(client)).Ok()["ticket"].GetString());
    }

    [Fact]
    public async Task No_text_or_name_leaves_the_service_in_a_fact_a_trail_or_an_audit()
    {
        var site = await service.OpenSite();
        await service.Bus.Listen<VisitCompleted>();
        var visit = await (await site.CheckInNewClient()).Until("farewell");
        await service.Bus.Hears<VisitCompleted>(1, fact => fact.VisitId == visit.Id);

        foreach (var secret in new[] { "Zhang Wei", "13800138000", "12 Garden Road", "K02.9", "calm throughout" })
        {
            Assert.DoesNotContain(
                service.Bus.Envelopes<VisitCompleted>(),
                envelope => envelope.GetRawText().Contains(secret, StringComparison.Ordinal)
            );
            Assert.Equal(0, await service.Database.Count($"audit WHERE audit::text LIKE '%{secret}%'"));
            Assert.Equal(0, await service.Database.Count($"trail WHERE trail::text LIKE '%{secret}%'"));
            Assert.Equal(0, await service.Database.Count($"outbox WHERE encode(body, 'escape') LIKE '%{secret}%'"));
        }
    }

    static Person Colleague(TestSite site, string step) => new Steps(site, Guid.Empty).All.Single(pair => pair.Name == step).Who();

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
