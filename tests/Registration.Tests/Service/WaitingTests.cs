using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class WaitingTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-315", "R-325")]
    public async Task A_free_doctor_sees_the_client_at_once_and_who_has_to_wait_is_told_how_long()
    {
        var site = await service.OpenSite(doctors: 1);
        var (first, second, third) = (await site.CheckInNewClient(), await site.CheckInNewClient(), await site.CheckInNewClient());
        Assert.True((await Place(site, first)).Refused("visit-step-out-of-order"));
        foreach (var visit in new[] { first, second, third })
            await visit.Until("triage");

        Assert.Equal(("Waiting", 30), await PlaceOf(site, third));
        Assert.Equal(("Direct", 0), await PlaceOf(site, first));
        Assert.Equal(("Waiting", 15), await PlaceOf(site, second));
        (await first.Notify()).Ok();
        (await first.Collect()).Ok();
        Assert.Equal(("Waiting", 15), await PlaceOf(site, second));

        await site.SetStatus(first.Doctor!, "Busy");
        var busy = await (await site.CheckInNewClient()).Until("triage");
        Assert.Equal("Waiting", (await PlaceOf(site, busy)).Item1);
    }

    [Fact]
    [Rule("R-316")]
    public async Task Where_first_and_return_visits_wait_apart_each_is_led_to_the_own_area()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.SetPolicies(("branch.separateFirstReturnWaiting", "true"));
        await site.SetStatus(site.Doctors[0], "Busy");
        var client = await site.NewClient();
        Steps first = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await first.Until("triage");
        Assert.Equal("FirstVisits", (await PlaceOf(site, first)).Item1);
        foreach (
            var (name, _, _, act) in first
                .All.SkipWhile(step => step.Name != "doctor-notification")
                .TakeWhile(step => step.Name != "farewell")
        )
            Assert.True((await act()).Accepted, name);

        Steps again = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await again.Until("triage");

        Assert.Equal("ReturnVisits", (await PlaceOf(site, again)).Item1);
    }

    [Fact]
    [Rule("R-259", "R-084")]
    public async Task Who_waits_too_long_is_said_once_until_somebody_comes_and_again_after_as_long()
    {
        var site = await service.OpenSite(doctors: 1);
        var collected = await (await site.CheckInNewClient()).Until("collection");
        var waiting = await (await site.CheckInNewClient()).Until("triage");

        await service.MoveClock(TimeSpan.FromMinutes(20.1));
        await Eventually.Sees(() => site.Facts(waiting.Id, nameof(WaitingTooLong)), facts => facts == 1);
        Assert.Equal("care-note-required", (await Comfort(null)).Code);
        var (id, note) = (Guid.CreateVersion7(), "afraid of the drill");
        var comforted = (await Comfort(note, id)).Ok();
        Assert.Equal(comforted.Text, (await Comfort(note, id)).Ok().Text);
        Assert.True((await Comfort("something else", id)).Refused("id-taken"));
        await service.MoveClock(TimeSpan.FromMinutes(19));
        Assert.Equal(1, await site.Facts(waiting.Id, nameof(WaitingTooLong)));
        await service.MoveClock(TimeSpan.FromMinutes(1.1));
        await Eventually.Sees(() => site.Facts(waiting.Id, nameof(WaitingTooLong)), facts => facts == 2);

        Assert.Equal(0, await site.Facts(collected.Id, nameof(WaitingTooLong)));
        Assert.True((await waiting.Look())["waitedTooLong"].GetBoolean());
        Assert.Equal(0, await service.Database.Count($"trail WHERE trail::text LIKE '%{note}%'"));
        Assert.Equal(0, await service.Database.Count($"audit WHERE audit::text LIKE '%{note}%'"));
        var log = (await site.Guide.Get($"/visits/{waiting.Id}/waiting-log")).Ok().Body;
        Assert.Equal(note, log[0].GetProperty("note").GetString());
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE kind = 'read' AND record = 'WaitingCare' AND record_id = '{waiting.Id}'")
        );

        Task<Answer> Comfort(string? text, Guid? as_ = null) =>
            site.Guide.Post(
                $"/visits/{waiting.Id}/comfort",
                new
                {
                    id = as_ ?? Guid.CreateVersion7(),
                    mood = "Anxious",
                    note = text,
                }
            );
    }

    [Fact]
    [Rule("R-302")]
    public async Task Who_wanders_off_shows_at_risk_until_they_are_back_and_nobody_is_looked_after_who_does_not_wait()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");

        (await Away(true)).Ok();
        Assert.NotNull((await visit.Look())["awaySince"].GetString());
        (await Away(false)).Ok();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await visit.Look())["awaySince"].ValueKind);
        (await visit.Collect()).Ok();

        Assert.True((await Away(true)).Refused("not-waiting"));
        Assert.True(
            (
                await site.Guide.Post($"/visits/{visit.Id}/refreshments", new { id = Guid.CreateVersion7(), items = new[] { "Tea" } })
            ).Refused("not-waiting")
        );

        Task<Answer> Away(bool away) => site.Guide.Post($"/visits/{visit.Id}/whereabouts", new { id = Guid.CreateVersion7(), away });
    }

    [Fact]
    [Rule("R-260", "R-075")]
    public async Task In_a_dental_clinic_the_guide_who_leads_in_ends_the_five_minutes_and_elsewhere_the_doctor_collects()
    {
        var (dental, clinic) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 1));
        await dental.SetPolicies(("branch.receptionVariant", "Dental"));
        var (there, here) = (
            await (await dental.CheckInNewClient()).Until("doctor-notification"),
            await (await clinic.CheckInNewClient()).Until("doctor-notification")
        );
        Assert.True((await dental.Guide.Post($"/visits/{there.Id}/leading-in")).Refused("station-out-of-order"));
        (await Place(dental, there)).Ok();

        var behind = await (await dental.CheckInNewClient()).Until("doctor-notification");
        (await Place(dental, behind)).Ok();
        Assert.True((await dental.Guide.Post($"/visits/{behind.Id}/leading-in")).Refused("not-next"));
        Assert.Equal("Collected", (await dental.Guide.Post($"/visits/{there.Id}/leading-in")).Ok()["status"].GetString());
        Assert.Equal("DoctorNotified", (await clinic.Guide.Post($"/visits/{here.Id}/leading-in")).Ok()["status"].GetString());
        await service.MoveClock(TimeSpan.FromMinutes(5.1));
        await Eventually.Sees(() => clinic.Facts(here.Id, nameof(DoctorPickupOverdue)), facts => facts == 1);

        Assert.Equal(dental.Guide.Id, (await there.Look())["collectedBy"].GetGuid());
        Assert.Equal(0, await dental.Facts(there.Id, nameof(DoctorPickupOverdue)));
        Assert.NotNull((await here.Look())["ledInAt"].GetString());
        (await there.Identify()).Ok();
    }

    [Fact]
    [Rule("R-257", "R-301")]
    public async Task A_waiting_area_is_ticked_off_with_hygiene_newspapers_television_and_water()
    {
        var site = await service.OpenSite(doctors: 0);
        var check = new
        {
            id = Guid.CreateVersion7(),
            branchId = site.Branch,
            floor = 1,
            time = "Opening",
            clean = true,
            newspapersArranged = true,
            televisionSwitched = true,
            waterPowerSwitched = false,
        };

        var first = (await site.Guide.Post("/waiting-areas/checks", check)).Ok();

        Assert.False(first["inOrder"].GetBoolean());
        Assert.Equal(first.Text, (await site.Guide.Post("/waiting-areas/checks", check)).Ok().Text);
        Assert.True((await site.Guide.Post("/waiting-areas/checks", check with { waterPowerSwitched = true })).Refused("id-taken"));
        (
            await site.Guide.Post(
                "/waiting-areas/checks",
                check with
                {
                    id = Guid.CreateVersion7(),
                    time = "Closing",
                    waterPowerSwitched = true,
                }
            )
        ).Ok();
        Assert.Equal(
            ["Opening", "Closing"],
            (await site.Guide.Get($"/waiting-areas/checks?branch={site.Branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Select(element => element.GetProperty("time").GetString())
        );
    }

    [Fact]
    [Rule("R-258")]
    public async Task What_runs_low_is_noted_once_per_floor_and_the_minutes_to_the_refill_are_measured()
    {
        var site = await service.OpenSite(doctors: 0);
        var low = new
        {
            id = Guid.CreateVersion7(),
            branchId = site.Branch,
            floor = 1,
            item = "Tissues",
            left = 1,
        };
        var first = (await site.Guide.Post("/waiting-areas/shortages", low)).Ok();
        Assert.Equal(first.Text, (await site.Guide.Post("/waiting-areas/shortages", low)).Ok().Text);
        Assert.True(
            (await site.Guide.Post("/waiting-areas/shortages", low with { id = Guid.CreateVersion7() })).Refused("shortage-is-open")
        );
        (await site.Guide.Post("/waiting-areas/shortages", low with { id = Guid.CreateVersion7(), floor = 2 })).Ok();

        await service.MoveClock(TimeSpan.FromMinutes(7.5));
        var refilled = (await site.Guide.Post($"/waiting-areas/shortages/{low.id}/refill", new { quantity = 20 })).Ok();

        Assert.Equal(8, refilled["minutes"].GetInt32());
        Assert.Equal(refilled.Text, (await site.Guide.Post($"/waiting-areas/shortages/{low.id}/refill", new { quantity = 20 })).Ok().Text);
        Assert.True((await site.Guide.Post($"/waiting-areas/shortages/{low.id}/refill", new { quantity = 5 })).Refused("already-recorded"));
        Assert.Equal(1, (await site.Guide.Get($"/waiting-areas/shortages?branch={site.Branch}&open=true")).Ok().Body.GetArrayLength());
        (await site.Guide.Post("/waiting-areas/shortages", low with { id = Guid.CreateVersion7() })).Ok();
    }

    static Task<Answer> Place(TestSite site, Steps visit) => site.Guide.Post($"/visits/{visit.Id}/placement");

    static async Task<(string?, int)> PlaceOf(TestSite site, Steps visit)
    {
        var answer = (await Place(site, visit)).Ok();
        return (answer["place"].GetString(), answer["expectedMinutes"].GetInt32());
    }
}
