using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class SessionTests(TestSite site)
{
    [Fact]
    public async Task A_login_opens_what_the_roles_open_and_nothing_else()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);

        Assert.Equal(HttpStatusCode.OK, (await doctor.Person.Get($"/api/escort/trail/{Guid.NewGuid()}")).Status);
        Assert.True((await doctor.Person.Get($"/api/identity/accounts/{doctor.Id}")).Refused("forbidden"));
    }

    [Fact]
    public async Task A_refresh_gives_the_next_pair_and_the_session_goes_on()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);

        var next = site.With((await Refresh(doctor)).Ok(), doctor.Login);
        var after = site.With((await Refresh(next)).Ok(), doctor.Login);

        Assert.NotEqual(doctor.RefreshToken, next.RefreshToken);
        Assert.True((await Look(doctor)).Accepted);
        Assert.True((await Look(after)).Accepted);
    }

    [Fact]
    public async Task For_half_a_minute_a_used_refresh_token_is_answered_with_the_same_successor()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(doctor)));
        await site.Move(TimeSpan.FromSeconds(28));
        var late = site.With((await Refresh(doctor)).Ok(), doctor.Login);

        Assert.All(answers, answer => Assert.Equal(late.RefreshToken, site.With(answer.Ok(), doctor.Login).RefreshToken));
        Assert.True((await Look(late)).Accepted);
        var after = site.With((await Refresh(late)).Ok(), doctor.Login);
        Assert.NotEqual(late.RefreshToken, after.RefreshToken);
        Assert.True((await Look(doctor)).Accepted);
    }

    [Fact]
    public async Task A_refresh_token_used_again_later_ends_the_session_for_both_hands()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);
        var thief = site.With((await Refresh(doctor)).Ok(), doctor.Login);
        await site.Move(TimeSpan.FromSeconds(31));

        Assert.True((await Refresh(doctor)).Refused("session-over"));

        Assert.True((await Refresh(thief)).Refused("session-over"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(thief)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
    }

    [Fact]
    public async Task What_is_kept_of_refresh_tokens_lets_nobody_go_on()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);
        var next = site.With((await Refresh(doctor)).Ok(), doctor.Login);

        var kept = await site.Gateway.Database.Sql<byte[]>("SELECT hash FROM refresh_token");

        Assert.DoesNotContain(
            kept,
            hash => Convert.ToHexStringLower(hash) == next.RefreshToken || Convert.ToHexStringLower(hash) == doctor.RefreshToken
        );
        Assert.All(
            await Task.WhenAll(
                kept.Select(hash => site.Send("/api/identity/sessions/refresh", new { refreshToken = Convert.ToHexStringLower(hash) }))
            ),
            answer => Assert.True(answer.Refused("session-over"))
        );
        Assert.True((await Look(next)).Accepted);
    }

    [Fact]
    public async Task A_refresh_token_nobody_was_given_is_refused_and_ends_nothing()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);

        Assert.True(
            (await site.Send("/api/identity/sessions/refresh", new { refreshToken = new string('a', 64) })).Refused("session-over")
        );

        Assert.True((await Look(doctor)).Accepted);
    }

    [Fact]
    public async Task After_logging_out_neither_token_counts()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);

        Assert.Equal(HttpStatusCode.NoContent, (await doctor.Person.Delete("/api/identity/sessions/current")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(doctor)).Refused("session-over"));
        Assert.True((await site.LogIn(doctor.Login)).Id == doctor.Id);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_of_the_person()
    {
        var here = await site.Staffed(await site.Branch(), Post.Doctor);
        var elsewhere = await site.LogIn(here.Login);

        Assert.True(
            (await here.Person.Put("/api/identity/password", new { old = "not the old password", @new = "a quite different one" })).Refused(
                "old-password-wrong"
            )
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await here.Person.Put("/api/identity/password", new { old = TestSite.Password, @new = "a quite different one" })).Status
        );

        Assert.True((await Look(here)).Accepted);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(elsewhere)).Status);
        Assert.True(
            (await site.Send("/api/identity/sessions", new { login = here.Login, password = TestSite.Password })).Refused("login-refused")
        );
        Assert.Equal(here.Id, (await site.LogIn(here.Login, "a quite different one")).Id);
    }

    [Fact]
    public async Task The_administrator_ends_all_sessions_of_a_person()
    {
        var doctor = await site.Staffed(await site.Branch(), Post.Doctor);
        var again = await site.LogIn(doctor.Login);

        (await (await site.Admin()).Post($"/api/identity/accounts/{doctor.Id}/sessions/end")).Ok();

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(again)).Refused("session-over"));
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_an_unused_and_a_closed_account_get_the_same_answer()
    {
        var branch = await site.Branch();
        var doctor = await site.Staffed(branch, Post.Doctor);
        var invited = await site.Hire(branch, Post.Nurse);
        (await site.Invite(invited, "not.yet")).Ok();
        var gone = await site.Staffed(branch, Post.Guide);
        await site.Bus.Say(new EmployeeLeft(gone.Id, branch, "Resigned", DateTimeOffset.UtcNow, 2), gone.Id);
        await Eventually.Sees(() => site.Account(gone.Id), account => account["state"].GetString() == "Closed");

        List<Answer> answers = [];
        foreach (
            var (login, password) in new[]
            {
                ("nobody.here", TestSite.Password),
                (doctor.Login, "a wrong password"),
                ("not.yet", TestSite.Password),
                (gone.Login, TestSite.Password),
            }
        )
            answers.Add(await site.Send("/api/identity/sessions", new { login, password }));

        Assert.All(
            answers,
            answer =>
                Assert.Equal(
                    (HttpStatusCode.Unauthorized, "login-refused", answers[0]["title"].GetString()),
                    (answer.Status, answer.Code, answer["title"].GetString())
                )
        );
    }

    [Fact]
    public async Task A_person_who_left_is_out_within_a_minute_with_the_token_still_in_hand()
    {
        var branch = await site.Branch();
        var doctor = await site.Staffed(branch, Post.Doctor);
        Assert.True((await Look(doctor)).Accepted);

        await site.Bus.Say(new EmployeeLeft(doctor.Id, branch, "Resigned", DateTimeOffset.UtcNow, 2), doctor.Id);

        await Eventually.Sees(() => Look(doctor), answer => answer.Status == HttpStatusCode.Unauthorized, within: TimeSpan.FromSeconds(60));
        Assert.True((await Refresh(doctor)).Refused("session-over"));
        Assert.True((await site.Invite(doctor.Id, doctor.Login)).Refused("account-closed"));
    }

    [Fact]
    public async Task A_person_who_changed_post_goes_on_with_the_rights_of_the_new_one_only()
    {
        var (here, there) = (await site.Branch(), await site.Branch());
        var manager = await site.Staffed(here, Post.BranchManager, signs: true);
        Assert.True((await Look(manager)).Accepted);

        await site.Bus.Say(new PostAdjusted(manager.Id, there, Post.BranchManager, Post.Trainer, DateTimeOffset.UtcNow, 2), manager.Id);

        await Eventually.Sees(
            () => Look(manager),
            answer => answer.Status == HttpStatusCode.Unauthorized,
            within: TimeSpan.FromSeconds(60)
        );
        var trainer = site.With((await Refresh(manager)).Ok(), manager.Login);
        Assert.True((await Look(trainer)).Accepted);
        Assert.Contains($"{there}:directory.read", trainer.Rights);
        Assert.DoesNotContain(
            trainer.Rights,
            right => right.StartsWith($"{here}:", StringComparison.Ordinal) || right.EndsWith(":policies.write", StringComparison.Ordinal)
        );
    }

    static Task<Answer> Look(Staff who) => who.Person.Get($"/api/escort/trail/{Guid.NewGuid()}");

    Task<Answer> Refresh(Staff who) => site.Send("/api/identity/sessions/refresh", new { refreshToken = who.RefreshToken });
}
