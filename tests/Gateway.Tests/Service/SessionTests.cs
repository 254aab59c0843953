using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedHouse.Name)]
public sealed class SessionTests(House house)
{
    [Fact]
    public async Task A_login_opens_what_the_roles_open_and_nothing_else()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);

        Assert.Equal(HttpStatusCode.OK, (await doctor.Person.Get($"/api/escort/trail/{Guid.NewGuid()}")).Status);
        Assert.True((await doctor.Person.Get($"/api/identity/accounts/{doctor.Id}")).Refused("forbidden"));
    }

    [Fact]
    public async Task A_refresh_gives_the_next_pair_and_the_session_goes_on()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);

        var next = house.With((await Refresh(doctor)).Ok(), doctor.Login);
        var after = house.With((await Refresh(next)).Ok(), doctor.Login);

        Assert.NotEqual(doctor.RefreshToken, next.RefreshToken);
        Assert.True((await Look(doctor)).Accepted);
        Assert.True((await Look(after)).Accepted);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_the_session_for_both_hands()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);
        var thief = house.With((await Refresh(doctor)).Ok(), doctor.Login);

        Assert.True((await Refresh(doctor)).Refused("session-over"));

        Assert.True((await Refresh(thief)).Refused("session-over"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(thief)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
    }

    [Fact]
    public async Task Of_uses_of_a_refresh_token_at_the_same_moment_at_most_one_is_answered()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(doctor)));

        Assert.InRange(answers.Count(answer => answer.Accepted), 0, 1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
    }

    [Fact]
    public async Task A_refresh_token_nobody_was_given_is_refused_and_ends_nothing()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);

        Assert.True(
            (await house.Send("/api/identity/sessions/refresh", new { refreshToken = new string('a', 64) })).Refused("session-over")
        );

        Assert.True((await Look(doctor)).Accepted);
    }

    [Fact]
    public async Task After_logging_out_neither_token_counts()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);

        Assert.Equal(HttpStatusCode.NoContent, (await doctor.Person.Delete("/api/identity/sessions/current")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(doctor)).Refused("session-over"));
        Assert.True((await house.LogIn(doctor.Login)).Id == doctor.Id);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_of_the_person()
    {
        var here = await house.Staffed(await house.Branch(), Post.Doctor);
        var elsewhere = await house.LogIn(here.Login);

        Assert.True(
            (await here.Person.Put("/api/identity/password", new { old = "not the old password", @new = "a quite different one" })).Refused(
                "old-password-wrong"
            )
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await here.Person.Put("/api/identity/password", new { old = House.Password, @new = "a quite different one" })).Status
        );

        Assert.True((await Look(here)).Accepted);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(elsewhere)).Status);
        Assert.True(
            (await house.Send("/api/identity/sessions", new { login = here.Login, password = House.Password })).Refused("login-refused")
        );
        Assert.Equal(here.Id, (await house.LogIn(here.Login, "a quite different one")).Id);
    }

    [Fact]
    public async Task The_administrator_ends_all_sessions_of_a_person()
    {
        var doctor = await house.Staffed(await house.Branch(), Post.Doctor);
        var again = await house.LogIn(doctor.Login);

        (await (await house.Admin()).Post($"/api/identity/accounts/{doctor.Id}/sessions/end")).Ok();

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(again)).Refused("session-over"));
    }

    [Fact]
    public async Task An_unknown_name_a_wrong_password_an_unused_and_a_closed_account_get_the_same_answer()
    {
        var branch = await house.Branch();
        var doctor = await house.Staffed(branch, Post.Doctor);
        var invited = await house.Hire(branch, Post.Nurse);
        (await house.Invite(invited, "not.yet")).Ok();
        var gone = await house.Staffed(branch, Post.Guide);
        await house.Bus.Say(new EmployeeLeft(gone.Id, branch, "Resigned", DateTimeOffset.UtcNow, 2), gone.Id);
        await Eventually.Sees(() => house.Account(gone.Id), account => account["state"].GetString() == "Closed");

        List<Answer> answers = [];
        foreach (
            var (login, password) in new[]
            {
                ("nobody.here", House.Password),
                (doctor.Login, "a wrong password"),
                ("not.yet", House.Password),
                (gone.Login, House.Password),
            }
        )
            answers.Add(await house.Send("/api/identity/sessions", new { login, password }));

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
        var branch = await house.Branch();
        var doctor = await house.Staffed(branch, Post.Doctor);
        Assert.True((await Look(doctor)).Accepted);

        await house.Bus.Say(new EmployeeLeft(doctor.Id, branch, "Resigned", DateTimeOffset.UtcNow, 2), doctor.Id);

        await Eventually.Sees(() => Look(doctor), answer => answer.Status == HttpStatusCode.Unauthorized, within: TimeSpan.FromSeconds(60));
        Assert.True((await Refresh(doctor)).Refused("session-over"));
        Assert.True((await house.Invite(doctor.Id, doctor.Login)).Refused("account-closed"));
    }

    [Fact]
    public async Task A_person_who_changed_post_goes_on_with_the_rights_of_the_new_one_only()
    {
        var (here, there) = (await house.Branch(), await house.Branch());
        var manager = await house.Staffed(here, Post.BranchManager, signs: true);
        Assert.True((await Look(manager)).Accepted);

        await house.Bus.Say(new PostAdjusted(manager.Id, there, Post.BranchManager, Post.Trainer, DateTimeOffset.UtcNow, 2), manager.Id);

        await Eventually.Sees(
            () => Look(manager),
            answer => answer.Status == HttpStatusCode.Unauthorized,
            within: TimeSpan.FromSeconds(60)
        );
        var trainer = house.With((await Refresh(manager)).Ok(), manager.Login);
        Assert.True((await Look(trainer)).Accepted);
        Assert.Contains($"{there}:directory.read", trainer.Rights);
        Assert.DoesNotContain(
            trainer.Rights,
            right => right.StartsWith($"{here}:", StringComparison.Ordinal) || right.EndsWith(":policies.write", StringComparison.Ordinal)
        );
    }

    static Task<Answer> Look(Staff who) => who.Person.Get($"/api/escort/trail/{Guid.NewGuid()}");

    Task<Answer> Refresh(Staff who) => house.Send("/api/identity/sessions/refresh", new { refreshToken = who.RefreshToken });
}
