using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>Who has seen my record, and what has this person seen.</summary>
public sealed class AuditTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task The_audit_of_a_record_says_who_did_what_and_no_value()
    {
        var branch = await payroll.OpenBranch();
        var (clerk, employee) = (payroll.At(branch, "employees.hire"), Guid.CreateVersion7());
        (await Hire(clerk, branch, employee)).Ok();
        var administrator = payroll.InGroup("audit.read");

        var audit = (await administrator.Get($"/audit?subject={employee}")).Ok();

        var lines = audit["items"].EnumerateArray().ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(employee, line.GetProperty("recordId").GetGuid()));
        Assert.All(lines, line => Assert.Equal(clerk.Id, line.GetProperty("personId").GetGuid()));
        Assert.All(lines, line => Assert.StartsWith("POST /employees", line.GetProperty("act").GetString(), StringComparison.Ordinal));
        Assert.Contains(lines, line => line.GetProperty("branchId").GetString() == branch.ToString());
        foreach (var value in new[] { "Wen Li", "5000" })
            Assert.DoesNotContain(value, audit.Text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, audit["next"].ValueKind);

        // Whoever looked is in it from now on.
        var looked = (await administrator.Get($"/audit?subject={employee}")).Ok()["items"][0];
        Assert.Equal(
            ("read", "AuditRow", administrator.Id),
            (looked.GetProperty("kind").GetString(), looked.GetProperty("record").GetString(), looked.GetProperty("personId").GetGuid())
        );
    }

    [Fact]
    public async Task The_audit_of_a_person_is_read_page_by_page_newest_first_without_loss_or_doubling()
    {
        var branch = await payroll.OpenBranch();
        var (clerk, administrator) = (payroll.At(branch, "employees.hire"), payroll.InGroup("audit.read"));
        for (var number = 0; number < 4; number++)
            (await Hire(clerk, branch, Guid.CreateVersion7())).Ok();
        var path = $"/audit?person={clerk.Id}";

        var whole = Ids(await administrator.Get($"{path}&limit=200"));
        List<Guid> parts = [];
        for (var next = ""; next is not null; )
        {
            var page = (await administrator.Get($"{path}&limit=3{(next.Length == 0 ? "" : $"&after={next}")}")).Ok();
            parts.AddRange(Ids(page));
            next = page["next"].GetString();
        }

        Assert.InRange(whole.Count, 4, 200);
        Assert.Equal(whole, parts);
        Assert.Equal(whole.OrderDescending(), whole);
        var now = payroll.Clock.GetUtcNow();
        Assert.Equal(whole, Ids(await administrator.Get($"{path}&from={At(now.AddHours(-1))}&to={At(now.AddHours(1))}")));
        Assert.Empty(Ids(await administrator.Get($"{path}&to={At(now.AddHours(-1))}")));
        Assert.Empty(Ids(await administrator.Get($"{path}&from={At(now.AddHours(1))}")));
        Assert.Empty(Ids(await administrator.Get($"{path}&subject={Guid.CreateVersion7()}")));
    }

    [Fact]
    public async Task The_audit_of_another_branch_is_out_of_sight_and_only_the_right_opens_it()
    {
        var (branch, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (clerk, employee) = (payroll.At(branch, "employees.hire"), Guid.CreateVersion7());
        (await Hire(clerk, branch, employee)).Ok();
        var path = $"/audit?subject={employee}";

        Assert.NotEmpty(Ids(await payroll.At(branch, "audit.read").Get(path)));
        Assert.Empty(Ids(await payroll.At(other, "audit.read").Get(path)));
        Assert.True((await clerk.Get(path)).Refused("forbidden"));
        foreach (var query in new[] { "limit=0", "limit=201", "after=x", "person=me", "from=yesterday", "colour=red" })
            Assert.True((await payroll.InGroup("audit.read").Get($"{path}&{query}")).Refused("bad-request"), query);
    }

    static List<Guid> Ids(Answer page) => [.. page.Ok()["items"].EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    static string At(DateTimeOffset instant) => Uri.EscapeDataString($"{instant:O}");

    static Task<Answer> Hire(Person clerk, Guid branch, Guid employee) =>
        clerk.Post(
            "/employees",
            new
            {
                id = employee,
                branchId = branch,
                name = "Wen Li",
                post = "Guide",
                baseGrade = "G1",
                basePay = new { amount = 5000.00m, currency = "CNY" },
                hireDate = "2026-02-01",
            }
        );
}
