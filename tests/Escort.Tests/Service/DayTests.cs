namespace Clinic.Escort.Tests.Service;

public sealed class DayTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-014")]
    public async Task Every_minute_after_the_agreed_time_counts_as_late()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("reconfirmation");
        await service.MoveClock(call.Slot.From - service.Clock.GetUtcNow() + TimeSpan.FromMinutes(7.5));

        (await call.Escort!.Post(call.Path("start"), new { place = Steps.Place, arrivedAt = call.Slot.From.AddMinutes(6.2) })).Ok();

        Assert.Equal(7, (await call.Look()).Ok()["minutesLate"].GetInt32());
        Assert.Equal(1, await site.Facts(call.Id, "EscortVisitStarted"));
    }

    [Fact]
    [Rule("R-025")]
    public async Task The_second_confirmation_is_not_given_long_before_and_again_after_an_amendment()
    {
        var site = await service.OpenSite();
        var from = site.Slot().From.AddDays(2);
        Steps call = await new Steps(site, await service.Register(site.Clinic), (from, from.AddHours(1))).Until("readiness");
        Assert.True((await call.Reconfirm()).Refused("reconfirmed-too-early"));
        await service.MoveClock(from.AddHours(-23) - service.Clock.GetUtcNow());
        (await call.Reconfirm()).Ok();

        (
            await site.Lead.Post(
                call.Path("amendment"),
                new
                {
                    content = "same",
                    startsAt = from,
                    endsAt = from.AddHours(2),
                    place = Steps.Place,
                    fee = 300m,
                    currency = "CNY",
                    clientSigned = true,
                },
                await call.ETag()
            )
        ).Ok();
        Assert.Equal("Ready", await call.State());
        Assert.True((await call.Start()).Refused("engagement-step-out-of-order"));
        (await call.Reconfirm()).Ok();

        (await call.Start()).Ok();
    }

    [Fact]
    [Rule("R-027")]
    public async Task A_fee_of_nothing_needs_no_invoice_and_collected_ones_are_numbered_without_gaps()
    {
        var site = await service.OpenSite();
        var free = await (await site.NewCall()).Until("need");
        (await free.Sign(0m)).Ok();
        foreach (var (_, act, _) in free.All.Skip(4).Take(7))
            (await act()).Ok();
        var settled = (await free.Escort!.Post(free.Path("fee"), new { amount = 0m, currency = "CNY" })).Ok();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, settled["invoiceNumber"].ValueKind);
        Assert.Equal(0, await site.Facts(free.Id, "EscortFeeCollected"));

        var calls = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await (await site.NewCall()).Until("end")));
        var answers = await Task.WhenAll(calls.SelectMany(call => new[] { call.SettleFee(), call.SettleFee() }));
        var numbers = await service.Database.Sql<string>(
            $"SELECT right(invoice_number, 6) FROM engagement WHERE branch_id = '{site.Branch}' AND invoice_number IS NOT NULL ORDER BY 1"
        );

        Assert.All(answers, answer => Assert.True(answer.Accepted || answer.Refused("changed-meanwhile"), answer.Text));
        Assert.Equal(["000001", "000002", "000003", "000004", "000005"], numbers);
        foreach (var call in calls)
            Assert.Equal(1, await site.Facts(call.Id, "EscortFeeCollected"));
    }

    [Fact]
    [Rule("R-028")]
    public async Task The_report_may_come_before_the_fee_and_there_is_one()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("end");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => call.Report()));
        Assert.Equal("ServiceEnded", await call.State());
        Assert.True((await call.FollowUp()).Refused("engagement-step-out-of-order"));
        (await call.SettleFee()).Ok();

        Assert.All(answers, answer => Assert.True(answer.Accepted || answer.Refused("changed-meanwhile"), answer.Text));
        Assert.Equal("Reported", await call.State());
        Assert.Equal(1, await site.Facts(call.Id, "ServiceReportSubmitted"));
        Assert.Equal(1, await service.Database.Count($"file_page WHERE engagement_id = '{call.Id}' AND kind = 'Report'"));
    }

    [Fact]
    [Rule("R-017")]
    public async Task What_the_day_brings_is_noted_and_an_alert_gets_someone_to_resolve_it()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var (note, alert) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var began = (await call.Look()).Ok()["startedAt"].GetDateTimeOffset();

        for (var times = 0; times < 2; times++)
        {
            (
                await call.Escort!.Put(
                    call.Path("steps/Payment"),
                    new
                    {
                        beganAt = began,
                        endedAt = began,
                        note = "window 4",
                    }
                )
            ).Ok();
            (
                await call.Escort.Post(
                    call.Path("notes"),
                    new
                    {
                        id = note,
                        kind = "Observation",
                        words = "calm, a little tired",
                    }
                )
            ).Ok();
            (
                await call.Escort.Post(
                    call.Path("alerts"),
                    new
                    {
                        id = alert,
                        kind = "SpecialNeed",
                        severity = "Low",
                        words = "wheelchair",
                    }
                )
            ).Ok();
            (await site.Lead.Post(call.Path($"alerts/{alert}/resolution"), new { outcome = "brought one" })).Ok();
        }

        Assert.True(
            (
                await call.Escort!.Post(
                    call.Path("notes"),
                    new
                    {
                        id = note,
                        kind = "Observation",
                        words = "other words",
                    }
                )
            ).Refused("id-taken")
        );
        Assert.True((await site.Lead.Post(call.Path($"alerts/{alert}/resolution"), new { outcome = "other" })).Refused("already-recorded"));
        var look = (await call.Look()).Ok();
        Assert.Equal(site.Lead.Id, look["alerts"].EnumerateArray().Single().GetProperty("resolvedBy").GetGuid());
        Assert.True(look["steps"].EnumerateArray().Single().GetProperty("done").GetBoolean());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broken_off_by_escort_or_lead_it_is_over(bool byLead)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        object body = new { reasonCode = "ClientIll", howLeftSafe = "with the nurse" };

        for (var times = 0; times < 2; times++)
            (
                await (
                    byLead ? site.Lead.Post(call.Path("interruption/by-lead"), body) : call.Escort!.Post(call.Path("interruption"), body)
                )
            ).Ok();

        Assert.Equal("Interrupted", await call.State());
        Assert.Equal(1, await site.Facts(call.Id, "EscortVisitInterrupted"));
        Assert.True((await call.End()).Refused("not-found"));
    }

    [Theory]
    [InlineData("inquiry")]
    [InlineData("agreement")]
    [InlineData("reconfirmation")]
    public async Task Called_off_before_it_begins_it_is_over_and_the_escort_is_free(string until)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until(until);

        (await call.Cancel()).Ok();
        (await call.Cancel()).Ok();

        Assert.Equal("Cancelled", await call.State());
        Assert.Equal(1, await site.Facts(call.Id, "EscortEngagementCancelled"));
        if (call.Escort is null)
            return;
        Steps same = await new Steps(site, await service.Register(site.Clinic), call.Slot).Until("agreement");
        (await same.Assign(call.Escort.Id)).Ok();
        Assert.True((await call.Start()).Refused("not-found"));
    }

    [Fact]
    public async Task A_lead_declines_with_a_reason_and_gives_an_engagement_to_another_escort()
    {
        var site = await service.OpenSite();
        var declined = await (await site.NewCall()).Until("need");
        for (var times = 0; times < 2; times++)
            (await site.Lead.Post(declined.Path("decline"), new { reasonCode = "Price", reason = "too dear" }, await declined.ETag())).Ok();
        Assert.Equal(("Declined", 1L), (await declined.State(), await site.Facts(declined.Id, "EscortInquiryDeclined")));

        var call = await (await site.NewCall()).Until("reconfirmation");
        var (first, second) = (call.Escort!, await site.ActiveEscort());
        Assert.True((await call.Reassign(site.Lead.Id)).Refused("escort-not-eligible"));
        Assert.Equal("Reconfirmed", await call.State());
        for (var times = 0; times < 2; times++)
            (await call.Reassign(second.Id)).Ok();
        Assert.Equal(1, await site.Facts(call.Id, "EscortReassigned"));
        Assert.True((await call.Prepare()).Refused("not-found"));
        call.Escort = second;
        foreach (var act in new[] { call.Prepare, call.BeReady, call.Reconfirm, call.Start, call.End })
            (await act()).Ok();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(
            ["Assigned", "TakenBack", "Assigned"],
            (await call.Look()).Ok()["assignments"].EnumerateArray().Select(element => element.GetProperty("kind").GetString())
        );
    }
}
