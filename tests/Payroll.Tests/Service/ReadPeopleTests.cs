using System.Globalization;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What HR and payroll read of people besides what they decide on.</summary>
[Collection(SharedService.Name)]
public sealed class ReadPeopleTests(PayrollService payroll)
{
    [Fact]
    public async Task Who_decides_on_pay_reads_every_post_a_person_held_and_the_look_is_noted()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire("Nurse");
        var moved = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "needed at the door" }, etag)).Ok();
        (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Receptionist", reason = "knows the desk" }, moved.ETag)).Ok();
        var officer = payroll.At(site.Id, "employees.pay");

        var read = await Pages(officer, $"/employees/{id}/posts?limit=2");

        Assert.Equal(
            ["- Nurse", "Nurse Guide needed at the door", "Guide Receptionist knows the desk"],
            read.Select(line => $"{line.GetProperty("before").GetString() ?? "-"} {Text(line, "post")} {Text(line, "reason")}".Trim())
        );
        Assert.Equal(("2024-01-05", site.Hr.Id), (Text(read[0], "from"), read[1].GetProperty("decidedBy").GetGuid()));
        Assert.Equal(2, await Noted(id, officer, "Reason"));
    }

    [Fact]
    [Rule("R-037")]
    public async Task Who_decides_on_pay_reads_every_term_of_pay_and_the_look_is_noted()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var next = payroll.Clock.GetUtcNow().AddDays(40).ToString("yyyy-MM-01", CultureInfo.InvariantCulture);
        object raise = new
        {
            baseGrade = "G4",
            from = next,
            reason = "yearly talk",
            basePay = new { amount = 7100.00m, currency = "CNY" },
        };
        (await site.Hr.Post($"/employees/{id}/base-grade", raise, etag)).Ok();
        var officer = payroll.At(site.Id, "employees.pay");

        var read = await Pages(officer, $"/employees/{id}/pay-terms?limit=1");

        Assert.Equal(
            ["G3 6500.00 2024-01-05", $"G4 7100.00 {next}"],
            read.Select(line =>
                $"{Text(line, "baseGrade")} {line.GetProperty("basePay").GetProperty("amount").GetRawText()} {Text(line, "from")}"
            )
        );
        Assert.Equal("yearly talk", Text(read[1], "reason"));
        Assert.Equal(2, await Noted(id, officer, "BasePay"));
    }

    [Theory]
    [InlineData("posts"), InlineData("pay-terms")]
    public async Task The_history_of_a_person_is_read_by_nobody_without_the_right_to_pay_at_the_persons_branch(string history)
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, _) = await site.Hire();
        var before = await payroll.Database.Count($"audit WHERE record_id = '{id}' AND kind = 'read'");

        Assert.True((await payroll.At(site.Id, "employees.read").Get($"/employees/{id}/{history}")).Refused("forbidden"));
        Assert.True((await payroll.At(other.Id, "employees.pay").Get($"/employees/{id}/{history}")).Refused("not-found"));
        Assert.True((await site.Hr.Get($"/employees/{Guid.CreateVersion7()}/{history}")).Refused("not-found"));
        foreach (var wrong in new[] { "limit=0", "limit=201", "after=first", "surprise=1" })
            Assert.True((await site.Hr.Get($"/employees/{id}/{history}?{wrong}")).Refused("bad-request"), wrong);

        Assert.Equal(before, await payroll.Database.Count($"audit WHERE record_id = '{id}' AND kind = 'read'"));
    }

    [Fact]
    public async Task People_are_found_by_a_part_of_the_name_in_its_order_whatever_the_case()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        foreach (var name in new[] { "Wang Xiaoming", "Ming Wang", "王小明", "Li 100% Na", "Li_Na" })
            (await site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), name))).Ok();
        (await other.Hr.Post("/employees", other.Application(Guid.CreateVersion7(), "Wang Xiaohong"))).Ok();

        Assert.Equal(["Wang Xiaoming", "Ming Wang"], await Found("wang"));
        Assert.Equal(["Wang Xiaoming"], await Found("G XIAO"));
        Assert.Equal(["王小明"], await Found("小"));
        Assert.Equal(["王小明"], await Found("王小"));
        Assert.Equal([], await Found("小王"));
        Assert.Equal(["Li 100% Na"], await Found("0%"));
        Assert.Equal(["Li_Na"], await Found("i_n"));
        Assert.Equal(["Wang Xiaoming"], await Found("wang", "&limit=1"));
        foreach (var nothing in new[] { "", "%20", "%0A", new string('x', 81) })
            Assert.True((await site.Hr.Get($"/employees?name={nothing}")).Refused("bad-request"), nothing);

        async Task<List<string?>> Found(string part, string more = "") =>
            [
                .. (await site.Hr.Get($"/employees?name={Uri.EscapeDataString(part)}{more}"))
                    .Ok()["employees"]
                    .EnumerateArray()
                    .Select(line => Text(line, "name")),
            ];
    }

    [Fact]
    public async Task Everybody_reads_their_own_record_and_nobody_elses()
    {
        var site = await payroll.OpenBranch();
        var (id, _) = await site.Hire("Guide");
        (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1" })).Ok();

        var own = (await payroll.As(id, (site.Id, ["employees.read-own"])).Get("/employees/me")).Ok();

        Assert.Equal((id, "Guide", "+8613800000000"), (own["id"].GetGuid(), own["post"].GetString(), own["mobile"].GetString()));
        Assert.Equal(["2024-1"], own["signedAgreements"].EnumerateArray().Select(version => version.GetString()));
        Assert.Equal(6500.00m, own["pay"].GetProperty("basePay").GetProperty("amount").GetDecimal());
        // Somebody with an account and no employment, as the first administrator.
        Assert.True((await payroll.At(site.Id, "employees.read-own").Get("/employees/me")).Refused("not-found"));
        Assert.True((await payroll.As(id, (site.Id, ["employees.read-own"])).Get($"/employees/{id}")).Refused("forbidden"));
    }

    static async Task<List<JsonElement>> Pages(Person reader, string path)
    {
        List<JsonElement> lines = [];
        for (var after = ""; ; )
        {
            var page = (await reader.Get($"{path}{after}")).Ok();
            lines.AddRange(page["items"].EnumerateArray());
            if (page["next"].ValueKind == JsonValueKind.Null)
                return lines;
            after = $"&after={page["next"].GetInt32()}";
        }
    }

    static string? Text(JsonElement line, string member) => line.GetProperty(member).GetString();

    Task<long> Noted(Guid employee, Person reader, string field) =>
        payroll.Database.Count(
            $"audit WHERE record_id = '{employee}' AND kind = 'read' AND actor = 'person:{reader.Id}' AND fields @> '{{{field}}}'"
        );
}
