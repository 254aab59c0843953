using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class ActivationTests(TestSite site)
{
    [Fact]
    public async Task A_code_is_good_once_and_stored_as_a_hash_only()
    {
        var nurse = await site.Hire(await site.Branch(), Post.Nurse);
        var code = (await site.Invite(nurse, "once.nurse")).Ok()["code"].GetString()!;
        Assert.Equal("Invited", (await site.Account(nurse))["state"].GetString());
        Assert.DoesNotContain(
            code.Replace("-", "", StringComparison.Ordinal),
            (await site.Gateway.Database.Sql<string>($"SELECT row_to_json(a)::text FROM account a WHERE id = '{nurse}'")).Single(),
            StringComparison.OrdinalIgnoreCase
        );

        Assert.True((await Activate("once.nurse", "WRONG-CODE")).Refused("activation-refused"));
        Assert.True((await Activate("nobody.else", code)).Refused("activation-refused"));
        (await Activate("once.nurse", code)).Ok();
        Assert.True((await Activate("once.nurse", code)).Refused("activation-refused"));

        Assert.Equal("Active", (await site.Account(nurse))["state"].GetString());
        Assert.Equal(nurse, (await site.LogIn("once.nurse")).Id);
    }

    [Fact]
    public async Task Used_twice_at_the_same_moment_a_code_is_good_once()
    {
        var nurse = await site.Hire(await site.Branch(), Post.Nurse);
        var code = (await site.Invite(nurse, "same.moment")).Ok()["code"].GetString()!;

        var answers = await Task.WhenAll(Activate("same.moment", code), Activate("same.moment", code));

        Assert.Single(answers, answer => answer.Accepted);
    }

    [Fact]
    public async Task A_new_code_voids_the_one_before_and_lets_a_forgotten_password_be_chosen_anew()
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        var first = (await site.Invite(nurse.Id, nurse.Login)).Ok()["code"].GetString()!;
        var second = (await site.Invite(nurse.Id, nurse.Login)).Ok()["code"].GetString()!;

        Assert.True((await Activate(nurse.Login, first, "another good password")).Refused("activation-refused"));
        (await Activate(nurse.Login, second, "another good password")).Ok();

        Assert.True((await site.Send("/api/identity/sessions/refresh", new { refreshToken = nurse.RefreshToken })).Refused("session-over"));
        Assert.Equal(nurse.Id, (await site.LogIn(nurse.Login, "another good password")).Id);
    }

    [Fact]
    public async Task A_login_name_belongs_to_one_account_however_it_is_written()
    {
        var branch = await site.Branch();
        var (one, other) = (await site.Hire(branch, Post.Nurse), await site.Hire(branch, Post.Nurse));
        (await site.Invite(one, "shared.name")).Ok();

        Assert.True((await site.Invite(other, "SHARED.Name")).Refused("login-taken"));
        Assert.True((await site.Invite(Guid.NewGuid(), "free.name")).Refused("not-found"));
    }

    Task<Answer> Activate(string login, string code, string password = TestSite.Password) =>
        site.Send(
            "/api/identity/activations",
            new
            {
                login,
                code,
                password,
            }
        );
}
