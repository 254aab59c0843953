using System.Text.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>What the lead reads to decide: alarms, absences, the calendar, colleagues; and to whom the agent hands over.</summary>
[Collection(SharedService.Name)]
public sealed class LeadViewTests(EscortService service)
{
    [Fact]
    [Rule("R-026")]
    public async Task The_lead_finds_what_escorts_announced_open_or_resolved_and_its_words_only_in_the_file()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var (need, emergency) = (await Raise(call, "SpecialNeed"), await Raise(call, "Emergency"));
        (await site.Lead.Post(call.Path($"alerts/{need}/resolution"), new { outcome = "a wheelchair was brought" })).Ok();

        Assert.Equal([emergency], await Alerts(site.Lead, $"branch={site.Branch}&open=true"));
        Assert.Equal([need], await Alerts(site.Lead, $"escort={call.Escort!.Id}&open=false"));
        Assert.Equal([emergency], await Alerts(site.Lead, "kind=Emergency"));
        Assert.Equal(2, (await Alerts(site.Lead, $"from={At(-1)}&to={At(1)}")).Count);
        Assert.Empty(await Alerts(site.Lead, $"to={At(-1)}"));
        Assert.Empty(await Alerts(site.Lead, $"escort={Guid.CreateVersion7()}"));
        var list = await site.Lead.Get("/engagements/alerts");
        Assert.DoesNotContain("wheelchair", list.Ok().Text, StringComparison.Ordinal);
        var line = Lines(list).Single(alert => Id(alert) == need);
        Assert.Equal((call.Id, call.Escort.Id, site.Lead.Id), (Id(line, "engagementId"), Id(line, "raisedBy"), Id(line, "resolvedBy")));

        var written = (await call.File()).Ok()["alerts"].EnumerateArray().Single(alert => Id(alert) == need);
        Assert.Equal(
            ("the lift is broken", "a wheelchair was brought"),
            (written.GetProperty("words").GetString(), written.GetProperty("outcome").GetString())
        );
    }

    [Fact]
    public async Task Alarms_are_read_a_page_at_a_time_by_those_of_the_branch_who_may()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        Guid[] raised = [await Raise(call, "SpecialNeed"), await Raise(call, "SpecialNeed"), await Raise(call, "Emergency")];

        Assert.Equal(raised.Order(), await EveryPage(site.Lead, "/engagements/alerts", "id"));
        var elsewhere = await service.OpenSite();
        Assert.Empty(await Alerts(elsewhere.Lead, $"branch={site.Branch}"));
        Assert.Equal("forbidden", (await call.Escort!.Get("/engagements/alerts")).Code);
        Assert.Equal("period-impossible", (await site.Lead.Get($"/engagements/alerts?from={At(1)}&to={At(-1)}")).Code);
        foreach (var bad in new[] { "kind=1", "open=maybe", "limit=0", "limit=201", "after=first", "escorts=all" })
            Assert.Equal("bad-request", (await site.Lead.Get($"/engagements/alerts?{bad}")).Code);
    }

    [Fact]
    [Rule("R-060")]
    public async Task The_lead_sees_the_absences_of_the_escorts_that_stand_and_of_nobody_else()
    {
        var site = await service.OpenSite();
        var (escort, nurse) = ((await site.ActiveEscort()).Id, await service.Hire(site.Branch, Post.Nurse));
        var (stands, cancelled, shortened) = (Leave(site, escort, 24), Leave(site, escort, 72), Leave(site, escort, 120));
        foreach (var leave in new[] { stands, cancelled, shortened, Leave(site, nurse, 24) })
            await service.Hears(EscortService.Leave, leave, leave.EmployeeId);
        await service.Hears(
            EscortService.LeaveCancelled,
            new LeaveCancelled(cancelled.LeaveId, escort, site.Branch, cancelled.OccurredAt, 2),
            escort
        );
        var back = shortened.StartsAt.AddHours(1);
        await service.Hears(
            EscortService.LeaveShortened,
            new LeaveEndedEarly(shortened.LeaveId, escort, site.Branch, back, shortened.OccurredAt, 2),
            escort
        );

        Assert.Equal(new[] { stands.LeaveId, shortened.LeaveId }.Order(), await EveryPage(site.Lead, "/escorts/leaves", "id"));
        Assert.Equal([shortened.LeaveId], await Leaves(site.Lead, $"escort={escort}&from={In(shortened.StartsAt)}"));
        Assert.Empty(await Leaves(site.Lead, $"from={In(back)}"));
        Assert.Equal([stands.LeaveId], await Leaves(site.Lead, $"branch={site.Branch}&to={In(shortened.StartsAt)}"));
        Assert.Empty(await Leaves(site.Lead, $"escort={nurse}"));
        Assert.Empty(await Leaves((await service.OpenSite()).Lead, $"branch={site.Branch}"));
        Assert.Equal("forbidden", (await site.Agent.Get("/escorts/leaves")).Code);
        Assert.Equal("period-impossible", (await site.Lead.Get($"/escorts/leaves?from={In(back)}&to={In(back)}")).Code);
    }

    [Fact]
    [Rule("R-036", "R-060")]
    public async Task The_calendar_shows_of_each_escort_what_they_are_assigned_to_when_away_and_whether_suspended()
    {
        var site = await service.OpenSite();
        var (busy, suspended) = (await site.ActiveEscort(), (await site.ActiveEscort()).Id);
        var call = await site.NewCall();
        call.Escort = busy;
        await call.Until("assignment");
        var leave = Leave(site, busy.Id, 200);
        await service.Hears(EscortService.Leave, leave, busy.Id);
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(suspended, site.Branch), suspended);

        var lines = Lines(await Calendar(site.Lead, site, call.Slot.From, leave.EndsAt)).ToDictionary(line => Id(line, "escortId"));

        Assert.Equal([busy.Id, suspended], lines.Keys.Order());
        Assert.Equal(
            (call.Id, site.Clinic),
            (
                Id(lines[busy.Id].GetProperty("assignments").EnumerateArray().Single(), "engagementId"),
                Id(lines[busy.Id].GetProperty("assignments")[0], "clinicBranchId")
            )
        );
        Assert.Equal(leave.LeaveId, Id(lines[busy.Id].GetProperty("leaves").EnumerateArray().Single(), "leaveId"));
        Assert.Empty(lines[busy.Id].GetProperty("suspensions").EnumerateArray());
        Assert.Single(lines[suspended].GetProperty("suspensions").EnumerateArray());
        Assert.Equal("Suspended", lines[suspended].GetProperty("status").GetString());
        var between = Lines(await Calendar(site.Lead, site, call.Slot.To, leave.StartsAt)).Single(line => Id(line, "escortId") == busy.Id);
        Assert.Empty(between.GetProperty("assignments").EnumerateArray().Concat(between.GetProperty("leaves").EnumerateArray()));
    }

    [Fact]
    public async Task The_calendar_is_of_the_own_branch_and_of_a_time_that_there_is()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        Guid[] escorts = [(await site.ActiveEscort()).Id, (await site.ActiveEscort()).Id, (await site.ActiveEscort()).Id];
        var now = service.Clock.GetUtcNow();
        var asked = $"/escorts/calendar?branch={site.Branch}&from={In(now)}&to={In(now.AddDays(7))}";

        Assert.Equal(escorts.Order(), await EveryPage(site.Lead, asked, "escortId"));
        Assert.Equal("not-found", (await Calendar(elsewhere.Lead, site, now, now.AddDays(7))).Code);
        Assert.Equal("forbidden", (await Calendar(site.Agent, site, now, now.AddDays(7))).Code);
        Assert.Equal("period-impossible", (await Calendar(site.Lead, site, now, now)).Code);
        Assert.Equal("period-impossible", (await Calendar(site.Lead, site, now, now.AddDays(62).AddSeconds(1))).Code);
        (await Calendar(site.Lead, site, now, now.AddDays(62))).Ok();
        Assert.Equal("bad-request", (await site.Lead.Get($"/escorts/calendar?branch={site.Branch}")).Code);
    }

    [Fact]
    public async Task The_lead_sees_who_works_at_the_branch_in_which_post_and_nobody_of_another_branch_or_who_left()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (escort, trainer, gone) = (
            await service.Hire(site.Branch, Post.Escort),
            await service.Hire(site.Branch, Post.Trainer),
            await service.Hire(site.Branch, Post.Trainer)
        );
        await service.Hears(EscortService.Left, new EmployeeLeft(gone, site.Branch, "moved", service.Clock.GetUtcNow(), 2), gone);

        Assert.Equal([site.Lead.Id, escort, trainer], await EveryPage(site.Lead, "/colleagues", "employeeId"));
        var some = Lines(await site.Lead.Get($"/colleagues?branch={site.Branch}&post=Trainer&post=Escort"));
        Assert.Equal(
            [(escort, "Escort"), (trainer, "Trainer")],
            some.Select(line => (Id(line, "employeeId"), line.GetProperty("post").GetString())).Order()
        );
        Assert.Empty(Lines(await elsewhere.Lead.Get($"/colleagues?branch={site.Branch}")));
        Assert.Equal("forbidden", (await site.Agent.Get("/colleagues")).Code);
        foreach (var bad in new[] { "post=1", "post=Trainer&post=2", "post=Captain", "limit=201" })
            Assert.Equal("bad-request", (await site.Lead.Get($"/colleagues?{bad}")).Code);
    }

    [Fact]
    [Rule("R-023")]
    public async Task The_agent_finds_the_lead_to_hand_an_inquiry_to_and_only_one_who_works_there_today()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        await service.Hire(site.Branch, Post.EscortLead, DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(30));
        await service.Hire(site.Branch, Post.Escort);
        var call = await (await site.NewCall()).Until("inquiry");

        var leads = Lines(await site.Agent.Get($"/engagements/leads?branch={site.Branch}")).Select(line => Id(line, "leadId")).ToList();

        Assert.Equal([site.Lead.Id], leads);
        (await site.Agent.Post(call.Path("handover"), new { leadId = leads[0] })).Ok();
        Assert.Equal("not-found", (await elsewhere.Agent.Get($"/engagements/leads?branch={site.Branch}")).Code);
        Assert.Equal("forbidden", (await site.Lead.Get($"/engagements/leads?branch={site.Branch}")).Code);
        Assert.Equal("bad-request", (await site.Agent.Get("/engagements/leads")).Code);
    }

    static async Task<Guid> Raise(Steps call, string kind)
    {
        var id = Guid.CreateVersion7();
        (
            await call.Escort!.Post(
                call.Path("alerts"),
                new
                {
                    id,
                    kind,
                    severity = "High",
                    words = "the lift is broken",
                }
            )
        ).Ok();
        return id;
    }

    LeaveApproved Leave(TestSite site, Guid person, int hoursFromNow)
    {
        var now = service.Clock.GetUtcNow();
        var starts = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(hoursFromNow);
        return new(Guid.CreateVersion7(), person, site.Branch, LeaveKind.Annual, starts, starts.AddHours(24), now, 1);
    }

    static async Task<List<Guid>> Alerts(Person reader, string asked) =>
        [.. Lines(await reader.Get($"/engagements/alerts?{asked}")).Select(line => Id(line))];

    static async Task<List<Guid>> Leaves(Person reader, string asked) =>
        [.. Lines(await reader.Get($"/escorts/leaves?{asked}")).Select(line => Id(line))];

    static Task<Answer> Calendar(Person reader, TestSite site, DateTimeOffset from, DateTimeOffset to) =>
        reader.Get($"/escorts/calendar?branch={site.Branch}&from={In(from)}&to={In(to)}");

    /// <summary>Every line, one page each; each page goes on where the one before ended.</summary>
    internal static async Task<List<Guid>> EveryPage(Person reader, string list, string member)
    {
        List<Guid> seen = [];
        var first = $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1";
        for (var page = (await reader.Get(first)).Ok(); ; )
        {
            seen.AddRange(Lines(page).Select(line => Id(line, member)));
            if (page["next"].ValueKind != JsonValueKind.String)
                break;
            page = (await reader.Get($"{first}&after={page["next"].GetGuid()}")).Ok();
        }
        Assert.Equal(seen.Order(), seen.Distinct());
        return seen;
    }

    internal static List<JsonElement> Lines(Answer page) => [.. page.Ok()["items"].EnumerateArray()];

    internal static Guid Id(JsonElement of, string member = "id") => of.GetProperty(member).GetGuid();

    internal static string In(DateTimeOffset at) => Uri.EscapeDataString($"{at:O}");

    // Hours from now.
    string At(int hours) => In(service.Clock.GetUtcNow().AddHours(hours));
}
