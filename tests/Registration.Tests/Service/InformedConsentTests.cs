using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class InformedConsentTests(RegistrationService service)
{
    static readonly object Told = new
    {
        cause = true,
        prognosis = true,
        risk = true,
        price = true,
        cycle = true,
    };
    static readonly object Form = new
    {
        purpose = "no more pain",
        method = "filling",
        cautions = "no hot drinks",
        items = new[] { "filling", "x-ray" },
    };

    [Fact]
    [Rule("R-077", "R-078", "R-136")]
    public async Task A_form_is_prepared_explained_with_five_disclosures_and_signed_with_single_items_declined()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");

        Assert.True((await Explain(visit)).Refused("no-consent-form"));
        Assert.Equal("Prepared", (await Prepare(visit)).Ok()["status"].GetString());
        (await Prepare(visit)).Ok();
        Assert.True(
            (
                await visit.Doctor!.Post(
                    Path(visit, "consent-form"),
                    new
                    {
                        purpose = "x",
                        method = "y",
                        cautions = "z",
                        items = new[] { "filling" },
                    }
                )
            ).Refused("already-recorded")
        );
        Assert.True((await visit.Consent(declined: "x-ray")).Refused("consent-not-explained"));
        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
        Assert.True(
            (
                await visit.Doctor!.Post(
                    Path(visit, "consent-explanation"),
                    new
                    {
                        disclosures = new
                        {
                            cause = true,
                            prognosis = true,
                            risk = false,
                            price = true,
                            cycle = true,
                        },
                        confident = true,
                    }
                )
            ).Refused("disclosures-incomplete")
        );
        Assert.Equal("Explained", (await Explain(visit)).Ok()["status"].GetString());
        Assert.True((await visit.Consent(declined: "root canal")).Refused("declined-item-unknown"));
        Assert.True((await visit.Consent(declined: ["filling", "x-ray"])).Refused("nothing-agreed"));
        Assert.Equal(0, await site.Facts(visit.Id, nameof(ConsentSigned)));

        Assert.Equal(1, (await visit.Consent(declined: "x-ray")).Ok()["declinedItems"].GetInt32());
        (await visit.Consent(declined: "x-ray")).Ok();
        (await visit.Treat()).Ok();
        Assert.Equal(
            ["Agreed 1 Client"],
            await service.Database.Sql<string>(
                $"SELECT state || ' ' || declined_items || ' ' || signed_by FROM informed_consent WHERE visit_id = '{visit.Id}'"
            )
        );
        Assert.Equal(
            ["Consent", "ConsentForm", "Plan", "Treatment"],
            (await visit.Doctor!.Get(Path(visit, "chart")))
                .Ok()["pages"]
                .EnumerateArray()
                .Select(page => page.GetProperty("kind").GetString()!)
                .Order()
        );
    }

    [Fact]
    [Rule("R-077", "R-092")]
    public async Task Another_version_of_the_plan_needs_a_consent_of_its_own()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("consent");
        var revision = new
        {
            history = "none",
            examination = "deeper than thought",
            plan = "root canal",
            reason = "found under the filling",
        };

        Assert.True(
            (await site.Doctors.First(doctor => doctor.Id != visit.Doctor!.Id).Post(Path(visit, "plan-revision"), revision)).Refused(
                "not-assigned-doctor"
            )
        );
        Assert.Equal(
            ("Planned", 2),
            (
                ((await visit.Doctor!.Post(Path(visit, "plan-revision"), revision)).Ok())["status"].GetString(),
                (await visit.Doctor.Post(Path(visit, "plan-revision"), revision)).Ok()["planVersion"].GetInt32()
            )
        );
        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
        (await visit.Consent()).Ok();
        (await visit.Treat()).Ok();

        Assert.True(
            (
                await visit.Doctor.Post(
                    Path(visit, "plan-revision"),
                    new
                    {
                        history = "none",
                        examination = "x",
                        plan = "y",
                        reason = "z",
                    }
                )
            ).Refused("visit-step-out-of-order")
        );
        Assert.Equal(
            ["1 Superseded", "2 Agreed"],
            await service.Database.Sql<string>(
                $"SELECT plan_version || ' ' || state FROM informed_consent WHERE visit_id = '{visit.Id}' ORDER BY ordinal"
            )
        );
        Assert.Equal(2, await site.Facts(visit.Id, nameof(ConsentSigned)));
    }

    [Fact]
    [Rule("R-092")]
    public async Task A_plan_and_each_of_its_versions_can_be_said_twice_and_a_version_may_return_to_an_earlier_one()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("identity-check");
        var first = Plan("filling");
        var (crown, canal) = (Revision("crown", "the client's wish"), Revision("root canal", "found under the filling"));

        async Task<int> Revised(object revision) =>
            (await visit.Doctor!.Post(Path(visit, "plan-revision"), revision)).Ok()["planVersion"].GetInt32();

        (await visit.Doctor!.Post(Path(visit, "plan"), first)).Ok();
        (await visit.Doctor.Post(Path(visit, "plan"), first)).Ok();
        Assert.True((await visit.Doctor.Post(Path(visit, "plan"), Plan("nothing"))).Refused("already-recorded"));
        Assert.Equal((2, 2), (await Revised(crown), await Revised(crown)));
        Assert.Equal((3, 3), (await Revised(canal), await Revised(canal)));
        Assert.Equal((4, 4), (await Revised(crown), await Revised(crown)));
        (await visit.Doctor.Post(Path(visit, "plan"), first)).Ok();
        Assert.True((await visit.Doctor.Post(Path(visit, "plan"), Plan("crown"))).Refused("already-recorded"));
        Assert.Equal(
            ["1 filling", "2 crown", "3 root canal", "4 crown"],
            (await visit.Doctor.Get(Path(visit, "chart")))
                .Ok()["pages"]
                .EnumerateArray()
                .Where(page => page.GetProperty("kind").GetString() == "Plan")
                .OrderBy(page => page.GetProperty("version").GetInt32())
                .Select(page => $"{page.GetProperty("version")} {page.GetProperty("content").GetProperty("plan")}")
        );

        static object Plan(string plan) =>
            new
            {
                history = "none",
                examination = "as said",
                plan,
            };

        static object Revision(string plan, string reason) =>
            new
            {
                history = "none",
                examination = "as said",
                plan,
                reason,
            };
    }

    [Fact]
    [Rule("R-077", "R-078")]
    public async Task A_consent_taken_back_stops_the_treatment_until_there_is_a_new_one()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");

        Assert.True((await Withdraw(visit, "afraid")).Refused("visit-step-out-of-order"));
        (await visit.Consent()).Ok();
        Assert.True((await visit.Doctor!.Post(Path(visit, "consent-withdrawal"), new { reason = " " })).Refused("bad-request"));
        Assert.Equal("Planned", (await Withdraw(visit, "afraid")).Ok()["status"].GetString());
        (await Withdraw(visit, "afraid")).Ok();
        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
        Assert.Equal(1, await site.Facts(visit.Id, nameof(ConsentWithdrawn)));

        (await visit.Consent()).Ok();
        (await visit.Treat()).Ok();
        Assert.Equal(
            ["1 Withdrawn", "2 Agreed"],
            await service.Database.Sql<string>(
                $"SELECT ordinal || ' ' || state FROM informed_consent WHERE visit_id = '{visit.Id}' ORDER BY ordinal"
            )
        );
    }

    [Fact]
    [Rule("R-350")]
    public async Task Whether_the_client_feels_prepared_and_confident_is_asked_and_kept()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");
        (await Prepare(visit)).Ok();

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visit.Doctor!.Post(Path(visit, "consent-explanation"), new { disclosures = Told })).Status
        );
        (await visit.Doctor.Post(Path(visit, "consent-explanation"), new { disclosures = Told, confident = false })).Ok();
        (await Explain(visit)).Ok();

        Assert.Equal([true], await service.Database.Sql<bool>($"SELECT confident FROM informed_consent WHERE visit_id = '{visit.Id}'"));

        var direct = await (await site.CheckInNewClient()).Until("plan");
        (
            await direct.Doctor!.Post(
                Path(direct, "consent"),
                new
                {
                    disclosures = Told,
                    understood = true,
                    agreed = true,
                    declinedItems = Array.Empty<string>(),
                    confident = false,
                }
            )
        ).Ok();
        Assert.Equal([false], await service.Database.Sql<bool>($"SELECT confident FROM informed_consent WHERE visit_id = '{direct.Id}'"));
    }

    [Fact]
    public async Task A_form_without_items_or_by_somebody_else_is_refused_and_nothing_is_kept()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");
        var other = site.Doctors.First(doctor => doctor.Id != visit.Doctor!.Id);

        Assert.True(
            (
                await visit.Doctor!.Post(
                    Path(visit, "consent-form"),
                    new
                    {
                        purpose = "x",
                        method = "y",
                        cautions = "z",
                        items = Array.Empty<string>(),
                    }
                )
            ).Refused("form-needs-items")
        );
        Assert.True(
            (
                await visit.Doctor.Post(
                    Path(visit, "consent-form"),
                    new
                    {
                        purpose = "x",
                        method = "y",
                        cautions = "z",
                    }
                )
            ).Refused("bad-request")
        );
        Assert.True((await other.Post(Path(visit, "consent-form"), Form)).Refused("not-assigned-doctor"));
        Assert.True((await site.Desk.Post(Path(visit, "consent-form"), Form)).Refused("forbidden"));
        Assert.Equal(0, await service.Database.Count($"informed_consent WHERE visit_id = '{visit.Id}'"));
    }

    static Task<Answer> Prepare(Steps visit) => visit.Doctor!.Post(Path(visit, "consent-form"), Form);

    static Task<Answer> Explain(Steps visit) =>
        visit.Doctor!.Post(Path(visit, "consent-explanation"), new { disclosures = Told, confident = true });

    static Task<Answer> Withdraw(Steps visit, string reason) => visit.Doctor!.Post(Path(visit, "consent-withdrawal"), new { reason });

    static string Path(Steps visit, string step) => $"/visits/{visit.Id}/{step}";
}
