using System.Globalization;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Who reads which leaves.</summary>
[Collection(SharedService.Name)]
public sealed class LeaveListTests(PayrollService payroll)
{
    [Fact]
    public async Task HR_of_the_group_reads_the_leaves_of_a_time_in_all_branches_by_how_they_stand()
    {
        var (first, second) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (here, there) = ((await first.Hire()).Id, (await second.Hire()).Id);
        var day = payroll.Clock.GetUtcNow().AddDays(200);
        var early = await Leave(first, here, day, 3);
        var late = await Leave(first, here, day.AddDays(20), 3);
        var elsewhere = await Leave(second, there, day.AddDays(1), 3);
        (await first.Hr.Post($"/leaves/{late}/cancellation", new { reason = "another week" })).Ok();
        var hr = payroll.InGroup("leaves.read");
        var both = new[] { early, elsewhere };

        Assert.Equal(both, (await Ids(hr, $"/leaves?from={At(day)}&to={At(day.AddDays(10))}")).Intersect([early, late, elsewhere]));
        Assert.Equal([elsewhere], (await Ids(hr, $"/leaves?from={At(day.AddDays(3))}&to={At(day.AddDays(10))}")).Intersect(both));
        Assert.Equal([late], await Ids(hr, $"/leaves?branch={first.Id}&status=Cancelled&status=EndedEarly"));
        Assert.Equal([early, late], await Ids(hr, $"/leaves?employee={here}"));
        Assert.Equal([early], await Ids(hr, $"/leaves?employee={here}&limit=1"));
        Assert.Equal([late], await Ids(hr, $"/leaves?employee={here}&after={early}"));
        Assert.Equal("Cancelled", (await hr.Get($"/leaves?employee={here}&after={early}")).Ok().Body[0].GetProperty("status").GetString());
        Assert.Equal([elsewhere], await Ids(payroll.At(second.Id, "leaves.read"), "/leaves"));
    }

    [Fact]
    public async Task Everybody_reads_their_own_leaves_alone_page_by_page()
    {
        var site = await payroll.OpenBranch();
        var (me, colleague) = ((await site.Hire()).Id, (await site.Hire()).Id);
        var day = payroll.Clock.GetUtcNow().AddDays(30);
        Guid[] own = [await Leave(site, me, day, 1), await Leave(site, me, day.AddDays(5), 1)];
        await Leave(site, colleague, day, 1);
        var reader = payroll.As(me, (site.Id, ["leaves.read-own"]));

        var first = (await reader.Get("/leaves/mine?limit=1")).Ok();
        var second = (await reader.Get($"/leaves/mine?limit=1&after={first["next"].GetGuid()}")).Ok();

        Assert.Equal(own, new[] { first, second }.Select(page => page["items"][0].GetProperty("id").GetGuid()));
        Assert.Equal(JsonValueKind.Null, second["next"].ValueKind);
        Assert.True((await reader.Get("/leaves")).Refused("forbidden"));
        Assert.True((await payroll.At(site.Id, "leaves.read").Get("/leaves/mine")).Refused("forbidden"));
    }

    [Fact]
    public async Task A_wrong_question_about_leaves_is_refused()
    {
        var site = await payroll.OpenBranch();
        var reader = payroll.At(site.Id, "leaves.read", "leaves.read-own");
        var now = payroll.Clock.GetUtcNow();
        foreach (var list in new[] { "/leaves", "/leaves/mine" })
        {
            Assert.True((await reader.Get($"{list}?from={At(now)}&to={At(now.AddDays(-1))}")).Refused("time-turned"));
            foreach (var wrong in new[] { "status=Lost", "status=1", "limit=0", "limit=201", "from=yesterday", "after=1" })
                Assert.True((await reader.Get($"{list}?{wrong}")).Refused("bad-request"), $"{list}?{wrong}");
        }
    }

    async Task<Guid> Leave(TestSite site, Guid employee, DateTimeOffset from, int days)
    {
        var id = Guid.CreateVersion7();
        object body = new
        {
            id,
            employeeId = employee,
            kind = "Annual",
            startsAt = from,
            endsAt = from.AddDays(days),
            reason = "a wedding",
        };
        (await payroll.At(site.Id, "leaves.record").Post("/leaves", body)).Ok();
        return id;
    }

    static async Task<List<Guid>> Ids(Person reader, string path) =>
        [.. (await reader.Get(path)).Ok().Body.EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    static string At(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture));
}
