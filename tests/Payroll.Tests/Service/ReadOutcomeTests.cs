using System.Globalization;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What became of what somebody proposed, and what runs come to, for those who do not see single pay.</summary>
[Collection(SharedService.Name)]
public sealed class ReadOutcomeTests(PayrollService payroll)
{
    [Fact]
    public async Task Whoever_proposed_a_case_sees_what_it_ended_with_and_nothing_said_in_it()
    {
        var desk = await Desk.In(payroll);
        var (dropped, decided, open) = (await Propose(desk), await Propose(desk), await Propose(desk));
        object noFault = new { reasonCode = "no-fault", reason = "the client was mistaken" };
        (await desk.Manager.Post($"/discipline-cases/{dropped}/drop", noFault, await desk.Hear(dropped))).Ok();
        object warning = new { kind = "Warning", reason = "the first time" };
        var verdict = (await desk.Manager.Post($"/discipline-cases/{decided}/decision", warning, await desk.Hear(decided))).Ok();
        (await desk.Hr.Post($"/discipline-cases/{decided}/execution", new { employeeNotified = true }, verdict.ETag)).Ok();

        var page = (await desk.Lead.Get("/discipline-cases/proposed")).Ok();

        Assert.Equal([dropped, decided, open], page["items"].EnumerateArray().Select(Id));
        Assert.Equal(
            ["Dropped - no-fault", "Effective Warning -", "Opened - -"],
            page["items"].EnumerateArray().Select(line => $"{Text(line, "state")} {Text(line, "kind")} {Text(line, "dropCode")}")
        );
        Assert.Equal(
            [true, true, false],
            page["items"].EnumerateArray().Select(line => line.GetProperty("endedAt").ValueKind == JsonValueKind.String)
        );
        foreach (var words in new[] { "an hour", "meant so", "first time", "mistaken" })
            Assert.DoesNotContain(words, page.Text, StringComparison.Ordinal);
        Assert.Equal([dropped, open], await Ids(desk.Lead, "/discipline-cases/proposed?state=Dropped&state=Opened"));
        Assert.Equal([dropped], await Ids(desk.Lead, "/discipline-cases/proposed?limit=1"));
        Assert.Equal([decided, open], await Ids(desk.Lead, $"/discipline-cases/proposed?after={dropped}"));
    }

    [Fact]
    public async Task Cases_that_others_proposed_are_not_among_them()
    {
        var (desk, other) = (await Desk.In(payroll), await Desk.In(payroll));
        await Propose(desk);
        var colleague = payroll.At(desk.TestSite.Id, "discipline.propose");

        Assert.Equal([], await Ids(colleague, "/discipline-cases/proposed"));
        Assert.Equal([], await Ids(desk.Lead, $"/discipline-cases/proposed?branchId={other.TestSite.Id}"));
        Assert.True((await desk.Manager.Get("/discipline-cases/proposed")).Refused("forbidden"));
        Assert.True((await desk.Lead.Get("/discipline-cases")).Refused("forbidden"));
        foreach (var wrong in new[] { "state=Lost", "state=1", "limit=0", "employeeId=me", "surprise=1" })
            Assert.True((await desk.Lead.Get($"/discipline-cases/proposed?{wrong}")).Refused("bad-request"), wrong);
    }

    [Fact]
    public async Task Cases_are_listed_in_several_states_and_of_a_time()
    {
        var desk = await Desk.In(payroll);
        var (heard, open) = (await Propose(desk), await Propose(desk));
        await desk.Hear(heard);
        var tomorrow = Uri.EscapeDataString(payroll.Clock.GetUtcNow().AddDays(1).ToString("O", CultureInfo.InvariantCulture));

        Assert.Equal(2, await Count("state=Heard&state=Opened"));
        Assert.Equal(1, await Count("state=Heard&state=Done"));
        Assert.Equal((0, 2), (await Count($"from={tomorrow}"), await Count($"to={tomorrow}")));
        Assert.NotEqual(heard, open);

        async Task<int> Count(string filter) => (await desk.Manager.Get($"/discipline-cases?{filter}")).Ok()["cases"].GetArrayLength();
    }

    [Fact]
    public async Task The_director_sees_what_the_runs_of_all_branches_come_to_and_the_look_is_noted()
    {
        var before = Guid.CreateVersion7();
        var (first, second) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        await first.Hire();
        await first.Hire();
        await second.Hire(amount: 8000m);
        var locked = await first.Lock("2024-02");
        var draft = (await second.Calculate("2024-03")).Ok()["id"].GetGuid();
        // The latest calculation counts while there is no lock.
        await second.Hire();
        await second.Calculate("2024-03", draft);
        var director = payroll.InGroup("payruns.read");

        var lines = (await director.Get($"/pay-runs/totals?from=2024-02&to=2024-03&after={before}"))
            .Ok()["items"]
            .EnumerateArray()
            .ToList();

        Assert.Equal(("Locked", 2, await Net(first, locked)), Shown(lines.Single(line => Id(line) == locked)));
        Assert.Equal(("Calculated", 2, await Net(second, draft)), Shown(lines.Single(line => Id(line) == draft)));
        Assert.Equal([locked], await Ids(director, $"/pay-runs/totals?to=2024-02&after={before}"));
        Assert.Equal([draft], await Ids(director, $"/pay-runs/totals?branchId={second.TestSite.Id}"));
        Assert.Equal(
            4,
            await payroll.Database.Count(
                $"audit WHERE record_id IN ('{locked}', '{draft}') AND kind = 'read' AND actor = 'person:{director.Id}' "
                    + "AND fields @> '{Net}' AND act LIKE '%totals'"
            )
        );

        static (string?, int, decimal) Shown(JsonElement line) =>
            (
                line.GetProperty("state").GetString(),
                line.GetProperty("payslips").GetInt32(),
                line.GetProperty("net")[0].GetProperty("amount").GetDecimal()
            );

        static async Task<decimal> Net(SitePay pay, Guid run) =>
            (await pay.Approver.Get($"/pay-runs/{run}")).Ok()["net"][0].GetProperty("amount").GetDecimal();
    }

    [Fact]
    public async Task A_manager_sees_the_totals_of_the_own_branch_page_by_page_and_bad_months_are_refused()
    {
        var (pay, other) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        await pay.Hire();
        await other.Hire();
        Guid[] own = [await pay.Lock("2024-02"), await pay.Lock("2024-03")];
        await other.Lock("2024-02");
        var manager = payroll.At(pay.TestSite.Id, "payruns.read");

        var first = (await manager.Get("/pay-runs/totals?limit=1")).Ok();
        var second = (await manager.Get($"/pay-runs/totals?limit=1&after={first["next"].GetGuid()}")).Ok();

        Assert.Equal(own, new[] { first, second }.Select(page => Id(page["items"][0])));
        Assert.Equal(JsonValueKind.Null, second["next"].ValueKind);
        Assert.Equal([], await Ids(manager, $"/pay-runs/totals?branchId={other.TestSite.Id}"));
        Assert.True((await payroll.At(pay.TestSite.Id, "payslips.read").Get("/pay-runs/totals")).Refused("forbidden"));
        Assert.True((await manager.Get("/pay-runs/totals?from=2024-03&to=2024-02")).Refused("months-turned"));
        foreach (var wrong in new[] { "from=2024", "to=March", "from=2024-13", "limit=0", "branchId=1" })
            Assert.True((await manager.Get($"/pay-runs/totals?{wrong}")).Refused("bad-request"), wrong);
    }

    static async Task<Guid> Propose(Desk desk)
    {
        var (employee, _) = await desk.TestSite.Hire("Escort");
        var body = Desk.Violation(employee);
        return (await desk.Lead.Post("/discipline-cases", body)).Ok()["id"].GetGuid();
    }

    static async Task<List<Guid>> Ids(Person reader, string path) =>
        [.. (await reader.Get(path)).Ok()["items"].EnumerateArray().Select(Id)];

    static Guid Id(JsonElement line) => line.GetProperty("id").GetGuid();

    static string Text(JsonElement line, string member) => line.GetProperty(member).GetString() ?? "-";
}
