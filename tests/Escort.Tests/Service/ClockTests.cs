using Clinic.Escort.Contracts;

namespace Clinic.Escort.Tests.Service;

public sealed class ClockTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-022", "R-023")]
    public async Task An_inquiry_that_nobody_hands_over_is_overdue_once_after_the_branchs_minutes()
    {
        var site = await service.OpenSite();
        var (waits, goes) = (await (await site.NewCall()).Until("inquiry"), await (await site.NewCall()).Until("handover"));
        var look = (await waits.Look()).Ok();
        Assert.Equal(TimeSpan.FromMinutes(30), look["handoverDueAt"].GetDateTimeOffset() - look["inquiredAt"].GetDateTimeOffset());
        Assert.Equal("Phone", look["channel"].GetString());

        await service.MoveClock(TimeSpan.FromMinutes(30.1));
        await Eventually.Sees(() => site.Facts(waits.Id, nameof(EscortInquiryHandoverOverdue)), facts => facts == 1);
        Assert.Equal(
            [waits.Id],
            (await site.Lead.Get($"/engagements?branch={site.Branch}&overdue=true"))
                .Ok()["engagements"]
                .EnumerateArray()
                .Select(element => element.GetProperty("id").GetGuid())
        );
        Assert.True((await waits.HandOver()).Ok()["late"].GetBoolean());

        Assert.Equal(
            (1, 0),
            (
                await site.Facts(waits.Id, nameof(EscortInquiryHandoverOverdue)),
                await site.Facts(goes.Id, nameof(EscortInquiryHandoverOverdue))
            )
        );
        Assert.Empty((await site.Lead.Get($"/engagements?branch={site.Branch}&overdue=true")).Ok()["engagements"].EnumerateArray());
    }

    [Fact]
    [Rule("R-041")]
    public async Task A_report_after_the_due_hours_is_late_and_said_overdue_once_by_the_value_in_force_at_the_end()
    {
        var site = await service.OpenSite();
        (
            await site.Lead.Put(
                "/policies/escort.report.dueHours",
                new
                {
                    branchId = site.Branch,
                    value = "2",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "pay day",
                },
                "\"0\""
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));
        var (late, inTime) = (await (await site.NewCall()).Until("fee"), await (await site.NewCall()).Until("fee"));
        var ended = (await late.Look()).Ok();
        Assert.Equal(TimeSpan.FromHours(2), ended["reportDueAt"].GetDateTimeOffset() - ended["endedAt"].GetDateTimeOffset());
        (await inTime.Report()).Ok();

        await service.MoveClock(TimeSpan.FromHours(2.1));
        await Eventually.Sees(() => site.Facts(late.Id, nameof(ServiceReportOverdue)), facts => facts == 1);
        (await late.Report()).Ok();

        Assert.False((await late.Look()).Ok()["reportOnTime"].GetBoolean());
        Assert.True((await inTime.Look()).Ok()["reportOnTime"].GetBoolean());
        Assert.Equal(
            (1, 0),
            (await site.Facts(late.Id, nameof(ServiceReportOverdue)), await site.Facts(inTime.Id, nameof(ServiceReportOverdue)))
        );
    }

    [Fact]
    [Rule("R-023")]
    public async Task A_clock_outlives_a_restart_of_the_service()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("inquiry");

        await service.Restart();
        await service.MoveClock(TimeSpan.FromMinutes(30.1));

        await Eventually.Sees(() => site.Facts(call.Id, nameof(EscortInquiryHandoverOverdue)), facts => facts == 1);
    }
}
