using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class StationTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-200")]
    public async Task In_the_first_variant_the_way_goes_by_enquiry_registration_and_payment_guidance_room_and_enquiry()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.SetPolicies(("branch.receptionVariant", "V1"), ("branch.payTiming", "Before"), ("visit.registrationFee", "20"));
        var visit = await site.CheckInNewClient();
        Assert.Equal(0, await site.Facts(visit.Id, nameof(VisitRegistered)));
        Assert.True((await Register()).Refused("station-out-of-order"));
        (await site.Desk.Post($"/visits/{visit.Id}/enquiry")).Ok();
        Assert.True((await Register()).Refused("registration-fee-due"));
        var fee = (await Charge("Registration", 20m, paid: false)).Ok()["id"].GetGuid();
        Assert.True((await Register()).Refused("registration-fee-due"));
        (await site.Desk.Post($"/visits/{visit.Id}/charges/{fee}/payment")).Ok();
        var registered = (await Register()).Ok();
        Assert.Equal(registered.Text, (await Register()).Ok().Text);
        Assert.Equal(1, await site.Facts(visit.Id, nameof(VisitRegistered)));
        Assert.Equal("GuidanceDesk", (await site.Desk.Get($"/visits/{visit.Id}/way")).Ok()["next"].GetProperty("station").GetString());

        await visit.Until("consent");
        Assert.True((await visit.Treat()).Refused("payment-due"));
        (await Charge("Treatment", 300m, paid: true)).Ok();
        (await Charge("Medicine", 12.50m, paid: false)).Ok();
        Assert.True((await visit.Treat()).Refused("payment-due"));
        foreach (
            var one in (await site.Desk.Get($"/visits/{visit.Id}/charges"))
                .Ok()
                .Body.EnumerateArray()
                .Where(element => element.GetProperty("paidAt").ValueKind == System.Text.Json.JsonValueKind.Null)
        )
            (await site.Desk.Post($"/visits/{visit.Id}/charges/{one.GetProperty("id").GetGuid()}/payment")).Ok();
        (await visit.Treat()).Ok();
        (await visit.ReturnChart()).Ok();
        (await visit.Complete()).Ok();

        Assert.True((await Charge("Other", 1m, paid: true)).Refused("visit-step-out-of-order"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await site.Desk.Get($"/visits/{visit.Id}/way")).Ok()["next"].ValueKind);

        Task<Answer> Register() => site.Desk.Post($"/visits/{visit.Id}/registration");
        Task<Answer> Charge(string kind, decimal amount, bool paid) =>
            site.Desk.Post(
                $"/visits/{visit.Id}/charges",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind,
                    price = new { amount, currency = "CNY" },
                    paid,
                }
            );
    }

    [Fact]
    public async Task A_charge_is_exact_to_the_cent_and_written_once_and_no_visit_is_paid_while_one_is_not()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await site.CheckInNewClient();
        var charge = new
        {
            id = Guid.CreateVersion7(),
            kind = "Treatment",
            price = new { amount = 99.99m, currency = "CNY" },
            paid = false,
        };

        foreach (
            var (amount, currency) in new[] { (-0.01m, "CNY"), (0.001m, "CNY"), (1_000_000_000_000m, "CNY"), (100.5m, "JPY"), (1m, "XXX") }
        )
            Assert.True(
                (
                    await Charge(
                        new
                        {
                            id = Guid.CreateVersion7(),
                            kind = "Treatment",
                            price = new { amount, currency },
                            paid = false,
                        }
                    )
                ).Refused("charge-impossible")
            );
        Assert.Equal(
            "bad-request",
            (
                await Charge(
                    new
                    {
                        id = Guid.CreateVersion7(),
                        kind = "Treatment",
                        price = new { amount = 1m, currency = "yuan" },
                        paid = false,
                    }
                )
            ).Code
        );
        var written = (await Charge(charge)).Ok();
        Assert.Equal(written.Text, (await Charge(charge)).Ok().Text);
        Assert.True((await Charge(charge with { kind = "Medicine" })).Refused("id-taken"));
        await visit.Until("chart-return");

        Assert.True((await visit.Complete()).Refused("charge-unpaid"));
        Assert.Equal(1, await service.Database.Count($"charge WHERE visit_id = '{visit.Id}' AND paid_at IS NULL"));
        Assert.Equal("ChartReturned", (await visit.Look())["status"].GetString());
        (await site.Desk.Post($"/visits/{visit.Id}/charges/{charge.id}/payment")).Ok();
        (await visit.Complete()).Ok();
        Assert.NotNull((await site.Desk.Get($"/visits/{visit.Id}/charges")).Ok().Body[0].GetProperty("paidAt").GetString());

        Task<Answer> Charge(object body) => site.Desk.Post($"/visits/{visit.Id}/charges", body);
    }

    [Fact]
    [Rule("R-079")]
    public async Task Doctor_and_nurse_carry_out_orders_with_what_they_observed_before_the_treatment_ends()
    {
        var site = await service.OpenSite(doctors: 1);
        var nurse = await site.NurseOnDuty();
        var visit = await (await site.CheckInNewClient()).Until("plan");
        var order = new
        {
            id = Guid.CreateVersion7(),
            step = "local anaesthetic",
            observation = "no reaction",
        };
        Assert.True((await Order(nurse, order)).Refused("visit-step-out-of-order"));
        (await visit.Consent()).Ok();

        var carried = (await Order(nurse, order)).Ok();
        Assert.Equal("InTreatment", carried["status"].GetString());
        Assert.Equal(carried.Text, (await Order(nurse, order)).Ok().Text);
        Assert.True((await Order(nurse, order with { observation = "a rash" })).Refused("id-taken"));
        Assert.True(
            (await Order(service.At(site.Branch, "visits.treat"), order with { id = Guid.CreateVersion7() })).Refused("not-doctor-or-nurse")
        );
        (await visit.Treat()).Ok();
        Assert.True((await Order(nurse, order with { id = Guid.CreateVersion7() })).Refused("visit-step-out-of-order"));

        Task<Answer> Order(Person who, object body) => who.Post($"/visits/{visit.Id}/treatment-steps", body);
    }

    [Fact]
    [Rule("R-080", "R-222")]
    public async Task The_log_shows_every_hand_the_chart_was_in_and_nobody_leaves_while_it_is_out()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");
        (await Hand("Guide")).Ok();
        (await Hand("Guide")).Ok();
        Assert.True((await visit.Leave()).Refused("chart-is-out"));
        (await Hand("Client")).Ok();
        foreach (
            var (name, _, _, act) in visit.All.SkipWhile(step => step.Name != "collection").TakeWhile(step => step.Name != "completion")
        )
            Assert.True((await act()).Accepted, name);
        Assert.True((await Hand("Guide")).Refused("visit-step-out-of-order"));
        Assert.True((await site.Desk.Post($"/visits/{visit.Id}/chart-archive")).Refused("visit-step-out-of-order"));
        (await visit.Complete()).Ok();
        (await site.Desk.Post($"/visits/{visit.Id}/chart-archive")).Ok();

        var log = (await site.Desk.Get($"/visits/{visit.Id}/chart-custody")).Ok().Body.EnumerateArray().ToList();
        Assert.Equal(
            ["AtDesk", "WithGuide", "WithClient", "WithDoctor", "BackAtDesk", "Archived"],
            log.Select(line => line.GetProperty("place").GetString())
        );
        Assert.Equal(
            [site.Desk.Id, site.Guide.Id, site.Guide.Id, visit.Doctor!.Id, site.Desk.Id, site.Desk.Id],
            log.Select(line => line.GetProperty("by").GetGuid())
        );

        Task<Answer> Hand(string to) => site.Guide.Post($"/visits/{visit.Id}/chart-handover", new { to });
    }

    [Fact]
    [Rule("R-179", "R-208")]
    public async Task What_the_client_complains_of_is_in_the_chart_with_the_advised_department_and_nowhere_else()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var visit = await site.CheckInNewClient();
        var note = new
        {
            words = "a stabbing toothache since Sunday",
            advisedDepartmentId = site.Department,
            basis = "pain on biting",
        };

        Assert.True((await Note(note with { advisedDepartmentId = other.Department })).Refused("not-found"));
        (await Note(note)).Ok();
        (await Note(note)).Ok();
        Assert.True((await Note(note with { words = "nothing" })).Refused("already-recorded"));
        await visit.Until("collection");

        var page = (await visit.Doctor!.Get($"/visits/{visit.Id}/chart")).Ok()["pages"][0];
        Assert.Equal(
            ("Complaint", note.words),
            (page.GetProperty("kind").GetString(), page.GetProperty("content").GetProperty("words").GetString())
        );
        Assert.Equal(site.Department, page.GetProperty("content").GetProperty("advisedDepartmentId").GetGuid());
        Assert.Equal(site.Department, (await visit.Look())["departmentId"].GetGuid());
        Assert.Equal(0, await service.Database.Count($"trail WHERE trail::text LIKE '%toothache%'"));

        Task<Answer> Note(object body) => site.Desk.Post($"/visits/{visit.Id}/complaint-in-words", body);
    }

    [Fact]
    [Rule("R-080")]
    public async Task A_return_date_comes_due_the_day_before_unless_the_client_came_or_the_visit_was_a_mistake()
    {
        var site = await service.OpenSite(doctors: 1);
        var (stays, voided) = (
            await (await site.CheckInNewClient()).Until("completion"),
            await (await site.CheckInNewClient()).Until("completion")
        );
        var client = await site.NewClient();
        Steps came = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await came.Until("completion");
        (await voided.Void()).Ok();
        await service.MoveClock(TimeSpan.FromDays(5));
        Steps again = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await again.Until("completion");
        Assert.Equal(0, await site.Facts(stays.Id, nameof(ReturnVisitDue)));

        await service.MoveClock(TimeSpan.FromDays(9));
        await Eventually.Sees(() => site.Facts(stays.Id, nameof(ReturnVisitDue)), facts => facts == 1);
        await Eventually.Is(async () =>
            await service.Database.Count($"due WHERE branch_id = '{site.Branch}' AND kind = 'return-visit' AND subject_id <> '{again.Id}'")
            == 0
        );

        foreach (var other in new[] { came, voided })
            Assert.Equal(0, await site.Facts(other.Id, nameof(ReturnVisitDue)));
    }

    [Fact]
    [Rule("R-078")]
    public async Task A_client_may_decline_before_everything_was_disclosed_and_is_then_said_to_be_lost_with_a_code()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await (await site.CheckInNewClient()).Until("plan");

        (
            await visit.Doctor!.Post(
                $"/visits/{visit.Id}/consent",
                new
                {
                    disclosures = new
                    {
                        cause = true,
                        prognosis = false,
                        risk = false,
                        price = true,
                        cycle = false,
                    },
                    understood = false,
                    agreed = false,
                    declinedItems = Array.Empty<string>(),
                    declinedBecause = "TooExpensive",
                }
            )
        ).Ok();

        Assert.Equal("PlanDeclined", (await visit.Look())["status"].GetString());
        Assert.Equal(1, await site.Facts(visit.Id, nameof(PatientLost)));
        Assert.True((await visit.Treat()).Refused("visit-step-out-of-order"));
    }
}
