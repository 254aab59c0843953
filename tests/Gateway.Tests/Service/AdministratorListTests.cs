using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>What the administrator reads of sessions, rights and wrong tries, and of all services at once.</summary>
[Collection(SharedSite.Name)]
public sealed class AdministratorListTests(TestSite site)
{
    [Fact]
    public async Task Sessions_of_a_person_are_listed_and_live_ones_alone()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);
        var second = await site.LogIn(doctor.Login);
        (await doctor.Person.Delete("/api/identity/sessions/current")).Ok();
        var administrator = await site.Admin();

        var all = await Items(administrator, $"/api/identity/sessions?employee={doctor.Id}");
        var live = await Items(administrator, $"/api/identity/sessions?employee={doctor.Id}&live=true");

        Assert.Equal([false, true], all.Select(line => line.GetProperty("live").GetBoolean()));
        Assert.Equal(Id(all[1]), Id(Assert.Single(live)));
        Assert.Equal(JsonValueKind.String, all[0].GetProperty("endedBecause").ValueKind);
        Assert.Equal([Id(all[0])], (await Items(administrator, $"/api/identity/sessions?employee={doctor.Id}&live=false")).Select(Id));
        var page = (await administrator.Get($"/api/identity/sessions?employee={doctor.Id}&limit=1")).Ok();
        Assert.Equal(
            [Id(all[1])],
            (await Items(administrator, $"/api/identity/sessions?employee={doctor.Id}&limit=1&after={page["next"].GetGuid()}")).Select(Id)
        );
        Assert.DoesNotContain(second.RefreshToken, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grants_are_listed_by_person_by_branch_and_by_how_they_stand()
    {
        var (here, there) = (await site.Branch(), await site.Branch());
        var nurse = await site.Hire(here, Post.Nurse);
        var administrator = await site.Admin();
        var (ended, ahead, group) = (
            await Grant(nurse, "Doctor", here),
            await Grant(nurse, "Trainer", there, site.Now().AddDays(3)),
            await Grant(nurse, "QualityOfficer", null)
        );
        (await administrator.Post($"/api/identity/accounts/{nurse}/grants/{ended}/end", new { reason = "is back" })).Ok();

        Assert.Equal(
            ["Doctor Ended is back", "Trainer Ahead -", "QualityOfficer InForce -"],
            (await Items(administrator, $"/api/identity/grants?employee={nurse}")).Select(line =>
                $"{Text(line, "role")} {Text(line, "state")} {Text(line, "endReason")}"
            )
        );
        Assert.Equal([ahead, group], await Of("state=Ahead&state=InForce"));
        Assert.Equal([ended, group], await Of($"branch={here}"));
        Assert.Equal([ahead], await Of("role=Trainer&role=Nurse"));
        Assert.Equal([ended], await Of("limit=1"));
        Assert.Equal([ahead, group], await Of($"after={ended}"));

        async Task<List<Guid>> Of(string filter) =>
            [.. (await Items(administrator, $"/api/identity/grants?employee={nurse}&{filter}")).Select(Id)];
    }

    [Fact]
    public async Task Every_post_is_listed_with_its_role_and_what_that_opens()
    {
        var lines = await Items(await site.Admin(), "/api/identity/post-roles");

        Assert.Equal(Enum.GetNames<Post>(), lines.Select(line => Text(line, "post")));
        Assert.All(
            lines,
            line =>
            {
                var role = Enum.Parse<Role>(Text(line, "role"));
                Assert.Equal(AccessMatrix.Of(role), Codes(line, "permissions"));
                Assert.Equal(AccessMatrix.Of(role).Where(AccessMatrix.OpensClientData), Codes(line, "opensClientData"));
            }
        );
        Assert.Contains(lines, line => Text(line, "post") == "Director" && line.GetProperty("groupWide").GetBoolean());

        static IEnumerable<string?> Codes(JsonElement line, string member) =>
            line.GetProperty(member).EnumerateArray().Select(code => code.GetString());
    }

    [Fact]
    public async Task Wrong_tries_are_listed_by_a_hash_of_the_name_and_for_a_person_and_nothing_typed_is_told()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);
        var quiet = await site.Staffed(await site.Branch(), Post.Doctor);
        var mistyped = $"a-password-{Guid.NewGuid():N}"[..30];
        // A browser in which nobody has logged in.
        using HttpClient browser = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Gateway.Address };
        foreach (var login in new[] { doctor.Login, doctor.Login, mistyped })
            await site.Send("/api/identity/sessions", new { login, password = "wrong password" }, browser);
        var administrator = await site.Admin();

        var own = Assert.Single(await Items(administrator, $"/api/identity/attempts?employee={doctor.Id}"));
        var other = Assert.Single(await Items(administrator, $"/api/identity/attempts?name={HashOf(mistyped)}"));

        Assert.Equal(
            (HashOf(doctor.Login), 2, false),
            (Text(own, "name"), own.GetProperty("count").GetInt32(), own.GetProperty("waitsLongest").GetBoolean())
        );
        Assert.Equal(1, other.GetProperty("count").GetInt32());
        Assert.Empty(await Items(administrator, $"/api/identity/attempts?employee={quiet.Id}"));
        Assert.Empty(await Items(administrator, $"/api/identity/attempts?employee={Guid.NewGuid()}"));
        var all = (await administrator.Get("/api/identity/attempts")).Ok();
        foreach (var hidden in new[] { doctor.Login, mistyped, "127.0.0.1" })
            Assert.DoesNotContain(hidden, all.Text, StringComparison.OrdinalIgnoreCase);
        var first = (await administrator.Get("/api/identity/attempts?limit=1")).Ok();
        Assert.Equal(
            Text(all["items"][1], "name"),
            Text((await Items(administrator, $"/api/identity/attempts?limit=1&after={first["next"].GetString()}"))[0], "name")
        );
    }

    [Fact]
    [Rule("R-108")]
    public async Task The_audit_of_all_services_is_put_together_the_newest_first_and_names_who_is_missing()
    {
        var branch = await site.Branch();
        var nurse = await site.Hire(branch, Post.Nurse);
        var administrator = await site.Admin();
        (await site.Invite(nurse, $"audited.{nurse:N}"[..24])).Ok();

        var audit = (await administrator.Get($"/audit?subject={nurse}")).Ok();

        Assert.Equal(["payroll"], audit["missing"].EnumerateArray().Select(name => name.GetString()));
        var lines = audit["items"].EnumerateArray().ToList();
        Assert.Equal(lines.Select(Id).OrderDescending(), lines.Select(Id));
        Assert.Contains(
            lines,
            line =>
                Text(line, "service") == "identity"
                && Text(line, "record") == "Account"
                && Text(line, "act").EndsWith("/activation-code", StringComparison.Ordinal)
                && line.GetProperty("personId").GetGuid() == administrator.Id
        );
        Assert.DoesNotContain("audited.", audit.Text, StringComparison.Ordinal);
        Assert.Empty(await Items(administrator, $"/audit?subject={nurse}&person={Guid.NewGuid()}"));
        // Whoever looks is noted too, before what was seen; so the lines of the first look come again, page by page.
        List<Guid> read = [];
        for (var after = ""; ; )
        {
            var page = (await administrator.Get($"/audit?subject={nurse}&limit=2{after}")).Ok();
            read.AddRange(page["items"].EnumerateArray().Where(line => Text(line, "record") != "AuditRow").Select(Id));
            if (page["next"].ValueKind == JsonValueKind.Null)
                break;
            after = $"&after={page["next"].GetGuid()}";
        }
        Assert.Equal(lines.Where(line => Text(line, "record") != "AuditRow").Select(Id), read);
    }

    [Fact]
    public async Task The_parked_messages_of_all_services_are_listed_at_once()
    {
        var parked = Guid.CreateVersion7();
        await site.Escort.Database.Sql<int>(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{parked}', 'escort-nobody', '{parked}', 'Strange', 'JsonException', '\x7b7d', now(), 3, 'Parked') RETURNING 1
            """
        );
        var administrator = await site.Admin();

        var answer = (await administrator.Get("/ops/parked")).Ok();

        // The service called training is the escort service once more.
        Assert.Equal(
            ["escort", "training"],
            answer["items"]
                .EnumerateArray()
                .Where(line => Id(line) == parked)
                .Select(line => Text(line, "service"))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(["payroll"], answer["missing"].EnumerateArray().Select(name => name.GetString()));
        (await administrator.Post($"/api/escort/ops/parked/{parked}/discard", new { reason = "made by a test" })).Ok();
        Assert.DoesNotContain(parked, (await administrator.Get("/ops/parked")).Ok()["items"].EnumerateArray().Select(Id));
    }

    [Theory]
    [InlineData("/audit"), InlineData("/ops/parked")]
    public async Task What_all_services_show_the_administrator_is_shown_to_nobody_else(string path)
    {
        var director = await site.Staffed(await site.Branch(), Post.Director, signs: true);

        Assert.True((await director.Person.Get(path)).Refused("forbidden"));
        foreach (var wrong in new[] { "limit=201", "surprise=1" })
            Assert.True((await (await site.Admin()).Get($"{path}?{wrong}")).Refused("bad-request"), wrong);
    }

    async Task<Guid> Grant(Guid employee, string role, Guid? branchId, DateTimeOffset? from = null)
    {
        var id = Guid.CreateVersion7();
        object body = new
        {
            id,
            role,
            branchId,
            from,
            reason = "stands in",
        };
        (await (await site.Admin()).Post($"/api/identity/accounts/{employee}/grants", body)).Ok();
        return id;
    }

    static string HashOf(string login) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(login.ToUpperInvariant())));

    static async Task<List<JsonElement>> Items(Person reader, string path) => [.. (await reader.Get(path)).Ok()["items"].EnumerateArray()];

    static Guid Id(JsonElement line) => line.GetProperty("id").GetGuid();

    static string Text(JsonElement line, string member) => line.GetProperty(member).GetString() ?? "-";
}
