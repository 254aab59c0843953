using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What members of staff are called, and HR's way to correct it.</summary>
public sealed class NameTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task A_hiring_a_new_post_and_a_corrected_name_are_each_told_with_the_name_and_the_next_number()
    {
        await payroll.Tap.Listen<EmployeeNamed>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire("Receptionist");

        var moved = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "asked for it" }, etag)).Ok();
        var corrected = (await site.Hr.Post($"/employees/{id}/name", Correction(), moved.ETag)).Ok();

        Assert.Equal(("李娜", "Na Li"), (corrected["name"].GetString(), corrected["latinName"].GetString()));
        await payroll.Tap.Hears<EmployeeNamed>(3, fact => fact.EmployeeId == id);
        Assert.Equal(
            [($"Li Na {id}", null, Post.Receptionist, 1), ($"Li Na {id}", null, Post.Guide, 2), ("李娜", "Na Li", Post.Guide, 3)],
            payroll
                .Tap.Heard<EmployeeNamed>()
                .Where(fact => fact.EmployeeId == id)
                .OrderBy(fact => fact.Version)
                .Select(fact => (fact.Name, fact.LatinName, fact.Post, fact.Version))
        );
        Assert.Equal(
            1,
            await payroll.Database.Count($"name_change WHERE employee_id = '{id}' AND new_name = '李娜' AND decided_by = '{site.Hr.Id}'")
        );
        Assert.Empty(await payroll.Database.TablesWith("misread the card"));
    }

    [Fact]
    public async Task Whoever_is_named_by_an_answer_is_named_by_the_corrected_name()
    {
        var site = await payroll.OpenBranch();
        var (supervisor, etag) = await site.Hire("BranchManager");
        var employee = Guid.CreateVersion7();
        (await site.Hr.Post("/employees", site.Application(employee, supervisorId: supervisor))).Ok();
        await Eventually.Is(async () => (await Named()).Name == $"Li Na {supervisor}");

        (await site.Hr.Post($"/employees/{supervisor}/name", Correction(), etag)).Ok();

        await Eventually.Is(async () => await Named() == ("李娜", "Na Li", "BranchManager"));

        async Task<(string? Name, string? Latin, string? Post)> Named()
        {
            var named = (await site.Hr.Get($"/employees/{employee}")).Ok()["supervisor"];
            Assert.Equal(supervisor, named.GetProperty("id").GetGuid());
            return (
                named.GetProperty("name").GetString(),
                named.GetProperty("latinName").GetString(),
                named.GetProperty("post").GetString()
            );
        }
    }

    [Fact]
    public async Task A_corrected_name_said_again_changes_nothing_and_the_hiring_may_still_be_repeated()
    {
        var site = await payroll.OpenBranch();
        var employee = Guid.CreateVersion7();
        var hired = (await site.Hr.Post("/employees", site.Application(employee))).Ok();
        var corrected = (await site.Hr.Post($"/employees/{employee}/name", Correction(), hired.ETag)).Ok();
        var before = await payroll.Fingerprint();

        var again = (await site.Hr.Post($"/employees/{employee}/name", Correction(), hired.ETag)).Ok();

        Assert.Equal((corrected.Text, corrected.ETag), (again.Text, again.ETag));
        Assert.True((await site.Hr.Post("/employees", site.Application(employee))).Accepted);
        Assert.True((await site.Hr.Post("/employees", site.Application(employee, name: "李娜"))).Refused("id-taken"));
        Assert.Equal(before, await payroll.Fingerprint());
    }

    [Fact]
    public async Task A_name_is_not_corrected_by_its_own_bearer_blindly_from_another_branch_or_into_no_name()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, etag) = await site.Hire();
        var before = await payroll.Fingerprint();
        var bearer = payroll.As(id, (site.Id, TestSite.Everything));

        Assert.True((await bearer.Post($"/employees/{id}/name", Correction(), etag)).Refused("own-employment"));
        Assert.True((await site.Hr.Post($"/employees/{id}/name", Correction())).Refused("if-match-required"));
        Assert.True((await site.Hr.Post($"/employees/{id}/name", Correction(), "\"1\"")).Refused("stale"));
        Assert.True((await other.Hr.Post($"/employees/{id}/name", Correction(), etag)).Refused("not-found"));
        foreach (var name in new[] { "", "  ", "12345", "李\u202E娜", new string('李', 81) })
            Assert.True((await site.Hr.Post($"/employees/{id}/name", new { name, reason = "typing" }, etag)).Refused("bad-request"), name);
        Assert.True((await site.Hr.Post($"/employees/{id}/name", new { name = "李娜" }, etag)).Refused("bad-request"));

        Assert.Equal(before, await payroll.Fingerprint());
    }

    static object Correction() =>
        new
        {
            name = "李娜",
            latinName = "Na Li",
            reason = "misread the card",
        };
}
