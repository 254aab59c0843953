using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site that moves its clock.</summary>
public sealed class SecondFactorTests(TestSite site) : IClassFixture<TestSite>
{
    const string Begin = "/api/identity/second-factor",
        Confirm = "/api/identity/second-factor/confirmation";

    [Theory]
    [InlineData(Post.HrOfficer, "employees.hire")]
    [InlineData(Post.PayrollOfficer, "payruns.calculate")]
    [InlineData(Post.Director, "backups.read")]
    public async Task A_post_that_asks_for_a_second_factor_holds_only_once_it_was_shown(Post post, string right)
    {
        var login = await site.Activate(await site.Hire(await site.Branch(), post), post);

        var first = await WithoutCode(login);

        Assert.Equal("Missing", first["secondFactor"].GetString());
        Assert.Equal(["*:accounts.own"], site.With(first, login).Rights);
        var shown = await site.LogIn(login);
        Assert.Equal("Shown", shown.SecondFactor);
        Assert.Contains($"*:{right}", shown.Rights);
    }

    [Fact]
    public async Task A_post_that_asks_for_none_logs_in_as_before()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);

        Assert.Equal("NotNeeded", nurse.SecondFactor);
        Assert.Contains("visits.treat", (await site.Staffed(await site.Branch(), Post.Nurse, signs: true)).Codes);
    }

    [Fact]
    public async Task A_role_granted_besides_waits_for_the_second_factor_while_the_post_holds()
    {
        var branch = await site.Branch();
        var guide = await site.Staffed(branch, Post.Guide);
        (
            await (await site.Admin()).Post(
                $"/api/identity/accounts/{guide.Id}/grants",
                new
                {
                    id = Guid.CreateVersion7(),
                    role = "PayrollOfficer",
                    reason = "helps out at the end of the month",
                }
            )
        ).Ok();

        var before = site.With(await WithoutCode(guide.Login), guide.Login);

        Assert.Contains($"{branch}:directory.read", before.Rights);
        Assert.DoesNotContain("payruns.calculate", before.Codes);
        Assert.Contains("*:payruns.calculate", (await site.LogIn(guide.Login)).Rights);
    }

    [Fact]
    public async Task A_code_opens_once_and_neither_an_older_one_nor_a_wrong_one_nor_none_opens()
    {
        var hr = await site.Staffed(await site.Branch(), Post.HrOfficer);
        var app = site.AuthenticatorOf(hr.Login);
        await site.Move(TimeSpan.FromMinutes(3));
        var now = site.Now();

        Assert.True((await LogIn(hr.Login, null)).Refused("second-factor-needed"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(hr.Login, app.At(now.AddMinutes(-2)))).Status);
        (await LogIn(hr.Login, app.At(now))).Ok();
        Assert.True((await LogIn(hr.Login, app.At(now))).Refused("second-factor-wrong"));
        Assert.True((await LogIn(hr.Login, app.At(now.AddSeconds(-30)))).Refused("second-factor-wrong"));
        await site.Move(TimeSpan.FromMinutes(16));
        var code = app.At(site.Now());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LogIn(hr.Login, code)));
        Assert.Single(answers, answer => answer.Accepted);
    }

    [Fact]
    public async Task The_code_is_not_looked_at_before_the_password_is_right_and_wrong_codes_are_counted_like_wrong_passwords()
    {
        var hr = await site.Staffed(await site.Branch(), Post.HrOfficer);
        var app = site.AuthenticatorOf(hr.Login);
        await site.Move(TimeSpan.FromMinutes(3));

        Assert.True(
            (
                await site.Send(
                    "/api/identity/sessions",
                    new
                    {
                        login = hr.Login,
                        password = "not the password",
                        code = app.At(site.Now()),
                    }
                )
            ).Refused("login-refused")
        );
        (await LogIn(hr.Login, app.At(site.Now()))).Ok();
        List<Answer> wrong = [];
        for (var tries = 0; tries < 10 && wrong.TrueForAll(answer => !answer.Refused("too-many-tries")); tries++)
            wrong.Add(await LogIn(hr.Login, "000000"));
        Assert.InRange(wrong.Count, 3, 9);
    }

    [Fact]
    public async Task Each_recovery_code_opens_once_and_new_ones_void_those_before()
    {
        var officer = await site.Staffed(await site.Branch(), Post.PayrollOfficer);
        await site.Move(TimeSpan.FromMinutes(3));
        var app = site.AuthenticatorOf(officer.Login);
        var session = site.With((await LogIn(officer.Login, app.At(site.Now()))).Ok(), officer.Login);
        await site.Move(TimeSpan.FromMinutes(1));
        Assert.True((await session.Person.Post(Begin, new { })).Refused("second-factor-needed"));
        Authenticator next = new((await session.Person.Post(Begin, new { code = app.At(site.Now()) })).Ok()["secret"].GetString()!);

        // Until a code of the new one came back the old one counts.
        Assert.True((await session.Person.Post(Confirm, new { code = "123456" })).Refused("second-factor-wrong"));
        await site.Move(TimeSpan.FromMinutes(1));
        (await LogIn(officer.Login, app.At(site.Now()))).Ok();
        await site.Move(TimeSpan.FromMinutes(1));
        var written = (await session.Person.Post(Confirm, new { code = next.At(site.Now()) })).Ok()["recoveryCodes"];
        var codes = written.EnumerateArray().Select(code => code.GetString()!).ToList();
        await site.Move(TimeSpan.FromMinutes(1));

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True((await LogIn(officer.Login, app.At(site.Now()))).Refused("second-factor-wrong"));
        (await LogIn(officer.Login, codes[0].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal))).Ok();
        Assert.True((await LogIn(officer.Login, codes[0])).Refused("second-factor-wrong"));
        (await LogIn(officer.Login, codes[9])).Ok();
        (await LogIn(officer.Login, next.At(site.Now()))).Ok();
        Assert.True((await session.Person.Post(Confirm, new { code = next.At(site.Now()) })).Refused("second-factor-not-begun"));
    }

    [Fact]
    public async Task What_is_kept_of_authenticators_and_recovery_codes_makes_no_code()
    {
        var officer = await site.Staffed(await site.Branch(), Post.PayrollOfficer);
        var secret = site.AuthenticatorOf(officer.Login).Secret;

        var kept = await site.Gateway.Database.Sql<byte[]>($"SELECT secret FROM second_factor WHERE account_id = '{officer.Id}'");
        var rows = await site.Gateway.Database.Sql<string>("SELECT row_to_json(a)::text FROM audit a");

        // Twenty bytes sealed, with nonce and tag.
        Assert.Equal(48, Assert.Single(kept).Length);
        Assert.DoesNotContain(rows, row => row.Contains(secret, StringComparison.Ordinal));
        Assert.Equal(10, await site.Gateway.Database.Count($"recovery_code WHERE account_id = '{officer.Id}' AND length(hash) = 32"));
    }

    [Fact]
    public async Task Another_administrator_takes_a_lost_second_factor_away_and_the_person_begins_anew_with_a_code_in_hand()
    {
        var director = await site.Staffed(await site.Branch(), Post.Director);
        await site.Move(TimeSpan.FromMinutes(3));
        var administrator = await site.Admin();
        var path = $"/api/identity/accounts/{director.Id}/second-factor/reset";
        var body = new { reason = "phone and paper were stolen" };

        Assert.True(
            (await administrator.Post($"/api/identity/accounts/{site.Administrator.Id}/second-factor/reset", body)).Refused(
                "second-factor-of-oneself"
            )
        );
        Assert.True((await director.Person.Post(path, body)).Refused("forbidden"));
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.Post(path, new { reason = "" })).Status);
        var code = (await administrator.Post(path, body)).Ok()["code"].GetString();

        Assert.Equal(HttpStatusCode.Unauthorized, (await director.Person.Get("/backups")).Status);
        Assert.True((await LogIn(director.Login, null)).Refused("login-refused"));
        Assert.True((await administrator.Post(path, body)).Refused("second-factor-absent"));
        (
            await site.Send(
                "/api/identity/activations",
                new
                {
                    login = director.Login,
                    code,
                    password = TestSite.Password,
                }
            )
        ).Ok();
        Assert.Equal("Missing", (await WithoutCode(director.Login))["secondFactor"].GetString());
        Assert.Equal(
            ["phone and paper were stolen"],
            await site.Gateway.Database.Sql<string>($"SELECT reason FROM second_factor_reset WHERE account_id = '{director.Id}'")
        );
    }

    [Fact]
    public async Task A_role_is_asked_for_a_second_factor_from_when_the_policy_says_so_on_and_a_branch_can_only_ask_for_more()
    {
        var (strict, other) = (await site.Branch(), await site.Branch());
        var (guide, elsewhere) = (await site.Staffed(strict, Post.Guide), await site.Staffed(other, Post.Guide));
        async Task Decide(string value, Guid? branch, int version) =>
            (
                await (await site.Admin()).Put(
                    "/policies/secondFactor.roles",
                    new
                    {
                        value,
                        from = site.Now().AddSeconds(10),
                        reason = "decided by the group",
                        branchId = branch,
                    },
                    $"\"{version}\""
                )
            ).Ok();

        await Decide("Guide", strict, 0);
        await site.Move(TimeSpan.FromSeconds(11));

        Assert.Equal("Missing", (await WithoutCode(guide.Login))["secondFactor"].GetString());
        Assert.Equal("NotNeeded", (await WithoutCode(elsewhere.Login))["secondFactor"].GetString());
        var director = await site.Activate(await site.Hire(strict, Post.Director), Post.Director);
        Assert.Equal("Missing", (await WithoutCode(director))["secondFactor"].GetString());
    }

    [Fact]
    public async Task Giving_rights_asks_for_the_password_or_a_code_again_five_minutes_after_the_login()
    {
        var nurse = await site.Hire(await site.Branch(), Post.Nurse);
        var administrator = await site.LogIn("administrator");
        await site.Move(TimeSpan.FromMinutes(6));
        var app = site.AuthenticatorOf("administrator");
        var later = site.With(
            (await site.Send("/api/identity/sessions/refresh", new { refreshToken = administrator.RefreshToken })).Ok(),
            "administrator"
        );
        var path = $"/api/identity/accounts/{nurse}/grants";
        object Body() =>
            new
            {
                id = Guid.CreateVersion7(),
                role = "Doctor",
                reason = "has passed the examination",
            };

        Assert.True((await later.Person.Post(path, Body())).Refused("proof-needed"));
        Assert.True((await Prove(later, new { })).Refused("proof-of-one-kind"));
        Assert.True((await Prove(later, new { password = TestSite.Password, code = "123456" })).Refused("proof-of-one-kind"));
        Assert.True((await Prove(later, new { password = "not the password" })).Refused("proof-wrong"));
        Assert.True((await Prove(later, new { code = "000000" })).Refused("proof-wrong"));
        Assert.True((await later.Person.Post(path, Body())).Refused("proof-needed"));

        var byCode = With(later, (await Prove(later, new { code = app.At(site.Now()) })).Ok());
        Assert.Equal(HttpStatusCode.Created, (await byCode.Post(path, Body())).Status);
        await site.Move(TimeSpan.FromMinutes(4.9));
        Assert.Equal(HttpStatusCode.Created, (await byCode.Post(path, Body())).Status);
        await site.Move(TimeSpan.FromMinutes(1));
        later = site.With((await site.Send("/api/identity/sessions/refresh", new { refreshToken = later.RefreshToken })).Ok(), later.Login);
        Assert.True((await later.Person.Post(path, Body())).Refused("proof-needed"));
        var byPassword = With(later, (await Prove(later, new { password = TestSite.Password })).Ok());
        Assert.Equal(HttpStatusCode.Created, (await byPassword.Post(path, Body())).Status);
    }

    static Task<Answer> Prove(Staff who, object body) => who.Person.Post("/api/identity/sessions/current/proof", body);

    Person With(Staff who, Answer proven)
    {
        var token = proven["accessToken"].GetString()!;
        return new(site.Anonymous, who.Id, () => token);
    }

    async Task<Answer> WithoutCode(string login) => (await LogIn(login, null)).Ok();

    Task<Answer> LogIn(string login, string? code) =>
        site.Send(
            "/api/identity/sessions",
            new
            {
                login,
                password = TestSite.Password,
                code,
            }
        );
}
