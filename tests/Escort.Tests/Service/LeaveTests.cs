using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class LeaveTests(EscortService service)
{
    [Fact]
    [Rule("R-060")]
    public async Task A_leave_hands_the_engagements_within_it_back_to_the_lead_and_no_others()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        var (within, after) = (await Assigned(site, escort), await Assigned(site, escort));

        var message = await Approve(site, escort.Id, within.Slot.From.AddMinutes(30), within.Slot.To.AddMinutes(30));

        Assert.Equal(("AgreementSigned", "Assigned"), (await within.State(), await after.State()));
        Assert.Equal(
            1,
            await service.Database.Count($"trail WHERE case_id = '{within.Id}' AND type = 'EscortReassigned' AND cause_id = '{message}'")
        );
        Assert.Equal("on-leave", (await within.Look()).Ok()["assignments"].EnumerateArray().Last().GetProperty("reasonCode").GetString());
        Assert.True((await escort.Get($"/engagements/own/{within.Id}")).Refused("not-found"));
        Assert.Equal("Active", await site.Status(escort.Id));
    }

    [Fact]
    [Rule("R-060")]
    public async Task Whoever_is_away_is_no_candidate_and_cannot_be_assigned_until_the_leave_is_taken_back()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var call = await (await site.NewCall()).Until("agreement");
        LeaveApproved leave = Leave(site, escort, call.Slot.From.AddHours(-5), call.Slot.From.AddMinutes(1));
        await service.Hears(EscortService.Leave, leave, escort);
        var before = await call.Fingerprint();

        Assert.Equal(["on-leave"], (await site.WhyNot(call, escort)).OfType<string>());
        var refused = await call.Assign(escort);
        Assert.True(refused.Refused("escort-not-eligible"), refused.Text);
        Assert.Equal("on-leave", refused["reasons"].EnumerateArray().Single().GetString());
        Assert.Equal(before, await call.Fingerprint());
        await service.Hears(EscortService.LeaveCancelled, Cancelled(leave), escort);

        Assert.Empty(await site.WhyNot(call, escort));
        (await call.Assign(escort)).Ok();
    }

    [Fact]
    [Rule("R-060")]
    public async Task A_leave_that_only_touches_a_service_keeps_nobody_from_it()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var call = await (await site.NewCall()).Until("agreement");
        await Approve(site, escort, call.Slot.From.AddHours(-3), call.Slot.From);
        await Approve(site, escort, call.Slot.To, call.Slot.To.AddHours(3));

        (await call.Assign(escort)).Ok();
    }

    // Approved, and taken back or ended early: heard in either order, each twice under two ids.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [Rule("R-060")]
    public async Task A_leave_that_is_taken_back_or_ended_early_ends_the_same_in_either_order(bool early, bool turned)
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var (first, second) = (await (await site.NewCall()).Until("agreement"), await (await site.NewCall()).Until("agreement"));
        var leave = Leave(site, escort, first.Slot.From, second.Slot.To);
        Func<Task>[] facts =
        [
            () => service.Hears(EscortService.Leave, leave, escort),
            () =>
                early
                    ? service.Hears(
                        EscortService.LeaveShortened,
                        new LeaveEndedEarly(leave.LeaveId, escort, site.Branch, first.Slot.To, leave.OccurredAt, 2),
                        escort
                    )
                    : service.Hears(EscortService.LeaveCancelled, Cancelled(leave), escort),
        ];

        foreach (var fact in turned ? facts.Reverse() : facts)
        {
            await fact();
            await fact();
        }

        Assert.Equal(early ? ["on-leave"] : [], await site.WhyNot(first, escort));
        Assert.Empty(await site.WhyNot(second, escort));
    }

    [Fact]
    [Rule("R-060")]
    public async Task A_leave_that_stands_again_after_it_was_taken_back_keeps_the_escort_away()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var call = await Assigned(site, site.AsEscort(escort));
        var leave = Leave(site, escort, call.Slot.From, call.Slot.To);
        await service.Hears(EscortService.LeaveCancelled, Cancelled(leave), escort);
        await service.Hears(EscortService.Leave, leave, escort);
        Assert.Equal("Assigned", await call.State());

        await service.Hears(EscortService.Leave, leave with { Version = 3 }, escort);

        Assert.Equal("AgreementSigned", await call.State());
    }

    [Fact]
    [Rule("R-060")]
    public async Task A_leave_and_an_assignment_at_once_never_leave_an_escort_who_is_away_with_an_engagement()
    {
        var site = await service.OpenSite();
        var ready = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ => (Call: await (await site.NewCall()).Until("agreement"), Escort: await site.ActiveEscort()))
        );

        await Task.WhenAll(
            ready.SelectMany(pair =>
                new[] { pair.Call.Assign(pair.Escort.Id), (Task)Approve(site, pair.Escort.Id, pair.Call.Slot.From, pair.Call.Slot.To) }
            )
        );

        foreach (var (call, _) in ready)
            Assert.Equal("AgreementSigned", await call.State());
    }

    static async Task<Steps> Assigned(TestSite site, Person escort)
    {
        var call = await site.NewCall();
        call.Escort = escort;
        return await call.Until("assignment");
    }

    Task<Guid> Approve(TestSite site, Guid person, DateTimeOffset from, DateTimeOffset to) =>
        service.Hears(EscortService.Leave, Leave(site, person, from, to), person);

    LeaveApproved Leave(TestSite site, Guid person, DateTimeOffset from, DateTimeOffset to) =>
        new(Guid.CreateVersion7(), person, site.Branch, LeaveKind.Annual, from, to, service.Clock.GetUtcNow(), 1);

    static LeaveCancelled Cancelled(LeaveApproved leave) => new(leave.LeaveId, leave.EmployeeId, leave.BranchId, leave.OccurredAt, 2);
}
