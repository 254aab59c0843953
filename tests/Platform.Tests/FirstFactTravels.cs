using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class FirstFactTravels(RunningPlatform platform)
{
    static readonly TimeSpan WithinASecond = TimeSpan.FromSeconds(1);

    [Fact]
    [Rule("R-071", "R-075", "R-080")]
    public async Task A_client_is_treated_at_two_branches_and_everybody_who_served_is_credited_until_the_visit_is_voided()
    {
        var group = platform.Group;
        var general = await (await group.OpenBranch("GeneralClinic")).Staffed();
        var dental = await (await group.OpenBranch("DentalClinic")).Staffed();
        var payroll = await group.Hire(general.Id, "PayrollOfficer");

        var visit = general.Arrives(await general.NewClient());
        var ticket = (await visit.CheckIn()).Ok()["ticket"].GetString();
        Assert.False(string.IsNullOrEmpty(ticket));
        Assert.True((await visit.Greet()).Ok()["seconds"].GetInt32() >= 0);
        await visit.Triage();
        (await visit.Notify()).Ok();
        Assert.True((await visit.Collect()).Ok()["seconds"].GetInt32() < 300);
        Assert.True((await visit.Complete()).Refused("visit-step-out-of-order"));
        foreach (var (_, act) in visit.Steps.SkipWhile(step => step.Name != "identity-check"))
            (await act()).Ok();

        var served = new[] { general.Receptionist.Id, general.Guide.Id, general.TriageOfficer.Id, visit.Doctor!.Id };
        var clock = Stopwatch.StartNew();
        var lines = await Eventually.Sees(
            () => Accruals(payroll, visit),
            seen => served.All(person => seen.Any(line => line.Employee == person)),
            WithinASecond
        );
        Assert.True(clock.Elapsed < WithinASecond);
        Assert.Empty(await Accruals(payroll, dental.Arrives(Guid.CreateVersion7())));

        await TheTrailLeadsBack(general.Manager, visit, lines[0].CaseId);
        // Who may count work and not see visits is shown the effect without its cause.
        Assert.DoesNotContain(
            (await payroll.Get($"/trail/{visit.Id}")).Ok()["steps"].EnumerateArray(),
            step => step.GetProperty("type").GetString() == "VisitCompleted"
        );

        (await visit.Void()).Ok();
        var reversed = await Eventually.Sees(() => Accruals(payroll, visit), seen => seen.Count == 2 * lines.Count);
        Assert.Equal(0m, reversed.Sum(line => line.Units));
        Assert.All(
            reversed.Where(line => line.Units < 0),
            line => Assert.Contains(lines, paid => paid.Id == line.Reverses && paid.Units == -line.Units)
        );
    }

    [Fact]
    [Rule("R-075")]
    public async Task Nobody_collects_the_client_in_time_and_the_visit_is_on_the_overdue_list_once()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed();
        var late = await branch.Arrives(await branch.NewClient()).Until("doctor-notification");
        var inTime = await branch.Arrives(await branch.NewClient()).Until("collection");

        await group.Platform.MoveClock(group.Administrator, TimeSpan.FromMinutes(5.1));

        await Eventually.Is(async () => await Overdue(late) == 1);
        Assert.Equal(0, await Overdue(inTime));
        (await late.Collect()).Ok();

        async Task<int> Overdue(VisitStory visit) =>
            (await branch.Manager.Get($"/api/registration/trail/{visit.Id}"))
                .Ok()
                .Body.EnumerateArray()
                .Count(step => step.GetProperty("type").GetString() == "DoctorPickupOverdue");
    }

    [Fact]
    public async Task A_policy_changed_midway_is_obeyed_by_the_next_act_and_not_by_the_clock_already_running()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("DentalClinic")).Staffed();
        var running = await branch.Arrives(await branch.NewClient()).Until("doctor-notification");
        var before = (await running.Look()).Ok()["pickupDueAt"].GetDateTimeOffset();

        var from = group.Platform.Now.AddSeconds(5);
        (
            await branch.Manager.Put(
                "/api/registration/policies/pickup.maxMinutes",
                new
                {
                    branchId = branch.Id,
                    value = "2",
                    from,
                    reason = "two doctors on duty",
                },
                "\"0\""
            )
        ).Ok();
        await group.Platform.MoveClock(group.Administrator, TimeSpan.FromSeconds(6));
        var next = await branch.Arrives(await branch.NewClient()).Until("doctor-notification");

        var after = (await next.Look()).Ok();
        Assert.Equal(TimeSpan.FromMinutes(2), after["pickupDueAt"].GetDateTimeOffset() - after["notifiedAt"].GetDateTimeOffset());
        Assert.Equal(before, (await running.Look()).Ok()["pickupDueAt"].GetDateTimeOffset());
    }

    [Fact]
    public async Task One_trace_leads_from_the_gateway_through_the_bus_to_the_last_listener_and_names_nobody()
    {
        var branch = await (await platform.Group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var visit = await branch.Arrives(await branch.NewClient()).Until("chart-return");

        using Activity request = new("a front end's click");
        request.SetIdFormat(ActivityIdFormat.W3C).Start();
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        (await visit.Complete()).Ok();
        request.Stop();

        await Eventually.Is(() => Task.FromResult(platform.Traces.Saw(request.TraceId, "gateway")));
        await Eventually.Is(() => Task.FromResult(platform.Traces.Saw(request.TraceId, "registration")));
        await Eventually.Is(() =>
            Task.FromResult(platform.Traces.Saw(request.TraceId, "payroll", "payroll-accrue-visit-when-visit-completed"))
        );
        Assert.False(platform.Traces.Holds("12 Garden Road"));
        Assert.False(platform.Traces.Holds("+861380"));
    }

    static async Task TheTrailLeadsBack(Member reader, VisitStory visit, Guid caseId)
    {
        Assert.Equal(visit.Id, caseId);
        var trail = (await reader.Get($"/trail/{caseId}")).Ok()["steps"].EnumerateArray().ToList();
        var effect = trail.First(step => step.GetProperty("type").GetString() == "payroll-accrue-visit-when-visit-completed");
        var cause = trail.Single(step =>
            step.GetProperty("kind").GetString() == "fact"
            && step.GetProperty("messageId").GetGuid() == effect.GetProperty("causeId").GetGuid()
        );
        Assert.Equal("VisitCompleted", cause.GetProperty("type").GetString());
    }

    internal static async Task<IReadOnlyList<Accrual>> Accruals(Member reader, VisitStory visit)
    {
        var answer = (await reader.Get($"/api/payroll/accruals?visit={visit.Id}")).Ok();
        return
        [
            .. answer["lines"]
                .EnumerateArray()
                .Select(line => new Accrual(
                    line.GetProperty("id").GetGuid(),
                    line.GetProperty("employeeId").GetGuid(),
                    line.GetProperty("units").GetDecimal(),
                    line.GetProperty("caseId").GetGuid(),
                    line.GetProperty("reversesId") is { ValueKind: System.Text.Json.JsonValueKind.String } reverses
                        ? reverses.GetGuid()
                        : null
                )),
        ];
    }

    internal sealed record Accrual(Guid Id, Guid Employee, decimal Units, Guid CaseId, Guid? Reverses);
}
