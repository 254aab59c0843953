using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class FirstAndReturnTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-264")]
    public async Task First_or_return_is_confirmed_or_corrected_with_a_reason_and_the_statistics_follow()
    {
        var site = await service.OpenSite();
        var first = await site.CheckInNewClient();
        await first.Triage();
        var second = await site.CheckInNewClient();
        Assert.Equal((2, 0, 2), await Counted());

        (await site.Desk.Put($"/visits/{first.Id}/type", new { type = "First" })).Ok();
        Assert.True((await site.Desk.Put($"/visits/{second.Id}/type", new { type = "Return" })).Refused("type-needs-reason"));
        Assert.True(
            (await site.Desk.Put($"/visits/{second.Id}/type", new { type = "Return", reason = "treated at the old site" })).Refused(
                "if-match-required"
            )
        );
        (
            await site.Desk.Put(
                $"/visits/{second.Id}/type",
                new { type = "Return", reason = "treated at the old site" },
                (await second.Look()).ETag
            )
        ).Ok();
        (await site.Desk.Put($"/visits/{second.Id}/type", new { type = "Return", reason = "treated at the old site" })).Ok();
        Assert.True((await site.Guide.Put($"/visits/{second.Id}/type", new { type = "First" })).Refused("forbidden"));

        Assert.Equal((1, 1, 2), await Counted());
        Assert.Equal("Return", (await second.Look()).Ok()["type"].GetString());
        Assert.Equal(1, await site.Facts(second.Id, nameof(VisitTypeCorrected)));
        Assert.Equal(
            1,
            await service.Database.Count(
                $"visit_type_change WHERE visit_id = '{second.Id}' AND was = 'First' AND became = 'Return' "
                    + $"AND changed_by = '{site.Desk.Id}'"
            )
        );

        async Task<(int, int, int)> Counted()
        {
            var total = (await Statistics(site)).Ok()["total"];
            return (total.GetProperty("first").GetInt32(), total.GetProperty("return").GetInt32(), total.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    [Rule("R-264")]
    public async Task The_statistics_tell_doctors_and_those_who_asked_for_them_and_leave_out_what_was_taken_back()
    {
        var site = await service.OpenSite(doctors: 1);
        var doctor = site.Doctors[0].Id;
        var (gone, rotated, asked, special) = (
            await site.CheckInNewClient(),
            await site.CheckInNewClient(),
            await site.CheckInNewClient(),
            await site.CheckInNewClient()
        );
        (await rotated.Triage()).Ok();
        (
            await asked.Triage(
                new
                {
                    departmentId = site.Department,
                    way = "Designated",
                    doctorId = doctor,
                    reason = "asked by name",
                }
            )
        ).Ok();
        (
            await special.Triage(
                new
                {
                    departmentId = site.Department,
                    way = "SpecialFirstVisit",
                    doctorId = doctor,
                    reason = "implant",
                }
            )
        ).Ok();
        await gone.Until("completion");
        Assert.Equal(4, await Given());
        Assert.Equal((1, 1), await Measured());
        (await gone.Void()).Ok();
        Assert.Equal((0, 0), await Measured());
        var client = await site.NewClient();
        Steps left = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        (await left.Triage()).Ok();
        (await left.Leave()).Ok();
        Assert.Equal(
            """{"first":4,"return":0,"total":4,"designated":1,"special":1}""",
            (await Statistics(site)).Ok()["total"].GetRawText()
        );
        Steps back = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        (await back.Triage()).Ok();

        Assert.Equal(4, await Given());
        var line = Assert.Single((await Statistics(site)).Ok()["lines"].EnumerateArray());

        Assert.Equal(doctor, line.GetProperty("doctorId").GetGuid());
        Assert.Equal("""{"first":4,"return":0,"total":4,"designated":1,"special":1}""", line.GetProperty("counts").GetRawText());

        async Task<(int Greeted, int Collected)> Measured()
        {
            var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
            var all = (
                await site.Manager.Get(
                    $"/reports/reception-timeliness?branch={site.Branch}&from={today.AddDays(-1):O}&to={today.AddDays(1):O}"
                )
            ).Ok()["all"];
            return (Count(all.GetProperty("greeting")), Count(all.GetProperty("pickup")));
        }

        static int Count(System.Text.Json.JsonElement timing) =>
            timing.ValueKind == System.Text.Json.JsonValueKind.Null ? 0 : timing.GetProperty("count").GetInt32();

        async Task<int> Given() =>
            (await site.Manager.Get($"/reports/triage-counts?branch={site.Branch}"))
                .Ok()["doctors"]
                .EnumerateArray()
                .Single()
                .GetProperty("total")
                .GetInt32();
    }

    static Task<Answer> Statistics(TestSite site)
    {
        var today = DateOnly.FromDateTime(site.Service.Clock.GetUtcNow().UtcDateTime);
        return site.Manager.Get($"/reports/first-and-return?branch={site.Branch}&from={today.AddDays(-1):O}&to={today.AddDays(1):O}");
    }
}
