using System.Net;
using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>What HR and the administrator see of accounts, and everybody of the own.</summary>
[Collection(SharedSite.Name)]
public sealed class AccountListTests(TestSite site)
{
    [Fact]
    public async Task HR_and_the_administrator_see_how_each_account_of_those_hired_stands()
    {
        var branch = await site.Branch();
        var opened = await site.Hire(branch, Post.Nurse);
        var invited = await site.Hire(branch, Post.Guide);
        (await site.Invite(invited, $"invited.{branch:N}"[..20])).Ok();
        var active = await site.Staffed(branch, Post.Doctor, signs: true);
        var gone = await site.Hire(branch, Post.Cashier);
        await site.Bus.Say(new EmployeeLeft(gone, branch, "resigned", DateTimeOffset.UtcNow, 2), gone);
        await Eventually.Sees(() => site.Account(gone), account => account["state"].GetString() == "Closed");
        var hr = (await site.Staffed(branch, Post.HrOfficer)).Person;
        (Guid, string, string)[] all =
        [
            (opened, "Opened", "Nurse"),
            (invited, "Invited", "Guide"),
            (active.Id, "Active", "Doctor"),
            (gone, "Closed", "Cashier"),
            (hr.Id, "Active", "HrOfficer"),
        ];

        Assert.Equal(all, (await Lines(hr, $"/api/identity/accounts?branch={branch}")).Select(Standing));
        Assert.Equal(all, (await Lines(await site.Admin(), $"/api/identity/accounts?branch={branch}")).Select(Standing));
        Assert.Equal([invited, gone], (await Lines(hr, $"/api/identity/accounts?branch={branch}&state=Invited&state=Closed")).Select(Id));
        Assert.Equal([opened, active.Id], (await Lines(hr, $"/api/identity/accounts?branch={branch}&post=Nurse&post=Doctor")).Select(Id));
        var first = (await hr.Get($"/api/identity/accounts?branch={branch}&limit=4")).Ok();
        Assert.Equal(gone, first["next"].GetGuid());
        Assert.Equal([hr.Id], (await Lines(hr, $"/api/identity/accounts?branch={branch}&limit=4&after={gone}")).Select(Id));
    }

    [Fact]
    public async Task Login_names_are_the_administrators_alone_and_others_see_no_list()
    {
        var branch = await site.Branch();
        var doctor = await site.Staffed(branch, Post.Doctor);
        var hr = (await site.Staffed(branch, Post.HrOfficer)).Person;
        var path = $"/api/identity/accounts?branch={branch}&post=Doctor";

        Assert.Equal(doctor.Login, (await Lines(await site.Admin(), path)).Single().GetProperty("login").GetString());
        Assert.Equal(JsonValueKind.Null, (await Lines(hr, path)).Single().GetProperty("login").ValueKind);
        Assert.True((await doctor.Person.Get("/api/identity/accounts")).Refused("forbidden"));
        foreach (var list in new[] { "sessions", "grants", "post-roles", "attempts" })
        {
            Assert.True((await hr.Get($"/api/identity/{list}")).Refused("forbidden"), list);
            Assert.True((await doctor.Person.Get($"/api/identity/{list}")).Refused("forbidden"), list);
        }
    }

    [Fact]
    public async Task Whoever_hires_at_one_branch_sees_the_people_of_that_branch()
    {
        var (here, there) = (await site.Branch(), await site.Branch());
        var (mine, theirs) = (await site.Hire(here, Post.Nurse), await site.Hire(there, Post.Nurse));
        var nurse = await site.Staffed(there, Post.Nurse);
        object grant = new
        {
            id = Guid.CreateVersion7(),
            role = "HrOfficer",
            branchId = here,
            reason = "stands in",
        };
        Assert.Equal(HttpStatusCode.Created, (await (await site.Admin()).Post($"/api/identity/accounts/{nurse.Id}/grants", grant)).Status);
        var standIn = (await site.LogIn(nurse.Login)).Person;

        Assert.Equal([mine], (await Lines(standIn, "/api/identity/accounts")).Select(Id));
        Assert.DoesNotContain(theirs, (await Lines(standIn, $"/api/identity/accounts?branch={there}")).Select(Id));
    }

    [Fact]
    public async Task A_wrong_question_about_accounts_is_refused()
    {
        var administrator = await site.Admin();
        foreach (
            var wrong in new[]
            {
                "accounts?state=Lost",
                "accounts?state=1",
                "accounts?post=1",
                "accounts?limit=0",
                "accounts?limit=201",
                "sessions?live=perhaps",
                "sessions?employee=me",
                "sessions?limit=201",
                "grants?role=Emperor",
                "grants?state=1",
                "grants?limit=0",
                "attempts?name=administrator",
                "attempts?after=A",
                "attempts?limit=0",
                "post-roles?limit=1",
                "accounts?surprise=1",
                "me?surprise=1",
            }
        )
            Assert.True((await administrator.Get($"/api/identity/{wrong}")).Refused("bad-request"), wrong);
    }

    [Fact]
    public async Task Everybody_sees_who_they_are_and_chooses_the_language_they_read()
    {
        var branch = await site.Branch();
        var guide = await site.Staffed(branch, Post.Guide, signs: true);

        var before = (await guide.Person.Get("/api/identity/me")).Ok();
        Assert.Equal(HttpStatusCode.NoContent, (await guide.Person.Put("/api/identity/me/language", new { language = "en" })).Status);
        var after = (await (await site.LogIn(guide.Login)).Person.Get("/api/identity/me")).Ok();

        Assert.Equal(
            (guide.Id, "Guide", "zh-Hant", "en"),
            (before["id"].GetGuid(), before["post"].GetString(), before["language"].GetString(), after["language"].GetString())
        );
        Assert.Equal([branch], before["branchIds"].EnumerateArray().Select(id => id.GetGuid()));
        var role = Assert.Single(before["roles"].EnumerateArray().ToList());
        Assert.Equal(("Guide", branch), (role.GetProperty("role").GetString(), role.GetProperty("branchId").GetGuid()));
        Assert.Equal(
            guide.Codes.Order(StringComparer.Ordinal),
            before["permissions"]
                .EnumerateArray()
                .SelectMany(right => right.GetProperty("codes").EnumerateArray())
                .Select(code => code.GetString()!)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        foreach (var wrong in new[] { "", "fr", "EN", "zh-Hant " })
            Assert.True((await guide.Person.Put("/api/identity/me/language", new { language = wrong })).Refused("bad-request"), wrong);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Raw(new(HttpMethod.Get, "/api/identity/me"))).Status);
    }

    [Fact]
    public async Task Whoever_works_for_the_group_sees_that_the_roles_hold_everywhere()
    {
        var hr = await site.Staffed(await site.Branch(), Post.HrOfficer);

        var me = (await hr.Person.Get("/api/identity/me")).Ok();

        Assert.True(me["groupWide"].GetBoolean());
        Assert.Equal(0, me["branchIds"].GetArrayLength());
        Assert.Equal(JsonValueKind.Null, me["roles"][0].GetProperty("branchId").ValueKind);
        var administrator = (await (await site.Admin()).Get("/api/identity/me")).Ok();
        Assert.Equal("Administrator", administrator["roles"][0].GetProperty("role").GetString());
    }

    static async Task<List<JsonElement>> Lines(Person reader, string path) => [.. (await reader.Get(path)).Ok()["items"].EnumerateArray()];

    static Guid Id(JsonElement line) => line.GetProperty("id").GetGuid();

    static (Guid, string, string) Standing(JsonElement line) =>
        (Id(line), line.GetProperty("state").GetString()!, line.GetProperty("post").GetString()!);
}
