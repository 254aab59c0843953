using System.Net;
using Clinic.Gateway.Branches;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>From the first day of work to the last, by the calendar of the branch, and what a correction brings back.</summary>
public sealed class EmploymentTests(TestSite site) : IClassFixture<TestSite>
{
    const string East = "Pacific/Kiritimati",
        West = "Pacific/Pago_Pago";

    [Theory]
    [InlineData(East), InlineData(West)]
    public async Task Whoever_is_hired_ahead_chooses_a_password_and_gets_in_when_the_first_day_of_the_branch_begins(string zone)
    {
        var (branch, firstDay) = (await site.Branch(zone), Today(zone).AddDays(2));
        var doctor = await site.Hire(branch, Post.Doctor, firstDay: firstDay);
        var login = await site.Activate(doctor, Post.Doctor);
        await site.Sign(doctor, branch);
        Assert.Equal(["Doctor Ahead"], await Roles(doctor));

        var early = await LogIn(login);
        Assert.Equal((HttpStatusCode.Forbidden, "not-yet-begun"), (early.Status, early.Code));
        Assert.Contains($"{firstDay:yyyy-MM-dd}", early["title"].GetString(), StringComparison.Ordinal);
        Assert.True((await LogIn(login, "not the password at all")).Refused("login-refused"));
        await MoveTo(KnownBranch.StartOf(firstDay, zone) - TimeSpan.FromMinutes(1));
        Assert.True((await LogIn(login)).Refused("not-yet-begun"));

        await MoveTo(KnownBranch.StartOf(firstDay, zone));

        Assert.Contains($"{branch}:visits.treat", (await site.LogIn(login)).Rights);
        Assert.Equal(["Doctor InForce"], await Roles(doctor));
    }

    [Fact]
    public async Task A_post_that_is_adjusted_before_the_first_day_begins_with_it()
    {
        var (branch, firstDay) = (await site.Branch(), Today("Asia/Shanghai").AddDays(2));
        var person = await site.Hire(branch, Post.Nurse, firstDay: firstDay);
        var login = await site.Activate(person, Post.Nurse);

        await Heard(new PostAdjusted(person, branch, Post.Nurse, Post.Trainer, Now, 2), person);

        Assert.Equal(["Trainer Ahead"], await Roles(person));
        Assert.True((await LogIn(login)).Refused("not-yet-begun"));
        await MoveTo(KnownBranch.StartOf(firstDay, "Asia/Shanghai"));
        Assert.Contains($"{branch}:training.plan", (await site.LogIn(login)).Rights);
    }

    [Theory]
    [InlineData(East), InlineData(West)]
    public async Task Whoever_leaves_works_through_the_last_day_of_the_branch_and_is_out_when_it_is_over(string zone)
    {
        var (branch, lastDay) = (await site.Branch(zone), Today(zone).AddDays(1));
        var doctor = await site.Staffed(branch, Post.Doctor);
        await Heard(Left(doctor.Id, branch, 2, lastDay), doctor.Id);
        Assert.True((await Look(doctor)).Accepted);

        await MoveTo(KnownBranch.EndOf(lastDay, zone) - TimeSpan.FromMinutes(3));
        doctor = await site.LogIn(doctor.Login);
        doctor = site.With((await Refresh(doctor)).Ok(), doctor.Login);
        Assert.Contains($"{branch}:doctors.status", doctor.Rights);
        Assert.True((await Look(doctor)).Accepted);

        await MoveTo(KnownBranch.EndOf(lastDay, zone));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(doctor)).Refused("session-over"));
        Assert.True((await LogIn(doctor.Login)).Refused("login-refused"));
        Assert.True((await site.Invite(doctor.Id, doctor.Login)).Refused("account-closed"));
        Assert.Equal("Closed", (await site.Account(doctor.Id))["state"].GetString());
        Assert.Equal(["Doctor Ended"], await Roles(doctor.Id));
    }

    [Fact]
    public async Task A_departure_that_is_withdrawn_before_the_last_day_ends_nobody_notices()
    {
        var (branch, lastDay) = (await site.Branch(), Today("Asia/Shanghai").AddDays(1));
        var doctor = await site.Staffed(branch, Post.Doctor);
        await Heard(Left(doctor.Id, branch, 2, lastDay), doctor.Id);
        await MoveTo(KnownBranch.EndOf(lastDay, "Asia/Shanghai") - TimeSpan.FromMinutes(2));
        doctor = await site.LogIn(doctor.Login);

        await Heard(new DepartureWithdrawn(doctor.Id, branch, Post.Doctor, Now, 3), doctor.Id);
        await MoveTo(KnownBranch.EndOf(lastDay, "Asia/Shanghai") + TimeSpan.FromMinutes(1));

        Assert.Contains($"{branch}:doctors.status", site.With((await Refresh(doctor)).Ok(), doctor.Login).Rights);
        await Eventually.Sees(() => Look(doctor), answer => answer.Accepted);
        Assert.Equal(["Doctor InForce"], await Roles(doctor.Id));
    }

    [Fact]
    public async Task A_departure_that_is_withdrawn_brings_back_the_post_and_what_was_granted_besides_and_no_session()
    {
        var (home, other) = (await site.Branch(), await site.Branch());
        var nurse = await site.Staffed(home, Post.Trainer);
        await Grant(nurse.Id, "BranchManager", other);
        nurse = await site.LogIn(nurse.Login);
        await Heard(Left(nurse.Id, home, 2), nurse.Id);
        Assert.True((await LogIn(nurse.Login)).Refused("login-refused"));
        Assert.True((await Refresh(nurse)).Refused("session-over"));

        await Heard(new DepartureWithdrawn(nurse.Id, home, Post.Trainer, Now, 3), nurse.Id);

        var again = await site.LogIn(nurse.Login);
        Assert.Contains($"{home}:training.plan", again.Rights);
        Assert.Contains($"{other}:policies.write", again.Rights);
        Assert.True((await Refresh(nurse)).Refused("session-over"));
        Assert.Equal(["Trainer InForce", "BranchManager InForce"], await Roles(nurse.Id));
    }

    [Fact]
    public async Task A_session_that_ended_with_the_last_day_stays_ended_when_the_departure_is_withdrawn_afterwards()
    {
        var (branch, lastDay) = (await site.Branch(), Today("Asia/Shanghai").AddDays(1));
        var doctor = await site.Staffed(branch, Post.Doctor);
        await Heard(Left(doctor.Id, branch, 2, lastDay), doctor.Id);
        await MoveTo(KnownBranch.EndOf(lastDay, "Asia/Shanghai") - TimeSpan.FromMinutes(2));
        doctor = await site.LogIn(doctor.Login);
        await MoveTo(KnownBranch.EndOf(lastDay, "Asia/Shanghai"));

        await Heard(new DepartureWithdrawn(doctor.Id, branch, Post.Doctor, Now, 3), doctor.Id);

        Assert.Equal(doctor.Id, (await site.LogIn(doctor.Login)).Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(doctor)).Status);
        Assert.True((await Refresh(doctor)).Refused("session-over"));
    }

    [Fact]
    public async Task A_hiring_that_is_withdrawn_voids_the_code_that_was_handed_over_ahead()
    {
        var branch = await site.Branch();
        var person = await site.Hire(branch, Post.Nurse, firstDay: Today("Asia/Shanghai").AddDays(10));
        var code = (await site.Invite(person, "never.came")).Ok()["code"].GetString();

        await Heard(new HireWithdrawn(person, branch, Now, 2), person);

        var activation = new
        {
            login = "never.came",
            code,
            password = TestSite.Password,
        };
        Assert.True((await site.Send("/api/identity/activations", activation)).Refused("activation-refused"));
        Assert.True((await site.Invite(person, "never.came")).Refused("account-closed"));
        Assert.Equal(1, await site.Gateway.Database.Count($"account WHERE id = '{person}' AND code_hash IS NULL"));
        Assert.Equal(["Nurse Ended"], await Roles(person));
    }

    [Fact]
    public async Task A_hiring_that_is_withdrawn_ends_sessions_grants_and_password_of_who_works_already()
    {
        var branch = await site.Branch();
        var nurse = await site.Staffed(branch, Post.Nurse);
        await Grant(nurse.Id, "BranchManager", branch);

        await Heard(new HireWithdrawn(nurse.Id, branch, Now, 2), nurse.Id);

        await Eventually.Sees(() => Look(nurse), answer => answer.Status == HttpStatusCode.Unauthorized);
        Assert.True((await Refresh(nurse)).Refused("session-over"));
        Assert.True((await LogIn(nurse.Login)).Refused("login-refused"));
        Assert.Equal("Closed", (await site.Account(nurse.Id))["state"].GetString());
        Assert.Equal(["Nurse Ended", "BranchManager Ended"], await Roles(nurse.Id));
        Assert.Equal(1, await site.Gateway.Database.Count($"account WHERE id = '{nurse.Id}' AND password_hash IS NULL"));
    }

    [Fact]
    public async Task What_an_earlier_build_heard_without_days_and_zones_goes_on_and_has_them_once_it_is_told_again()
    {
        var (branch, firstDay) = (await site.Branch(East), Today(East).AddDays(3));
        var doctor = await site.Staffed(branch, Post.Doctor);
        var (hirings, branches) = ($"post_held WHERE employee_id = '{doctor.Id}'", $"known_branch WHERE id = '{branch}'");
        await site.Gateway.Database.Sql<string>($"UPDATE known_branch SET time_zone = NULL WHERE id = '{branch}' RETURNING id::text");
        await site.Gateway.Database.Sql<string>($"UPDATE post_held SET day = NULL WHERE employee_id = '{doctor.Id}' RETURNING step");
        Assert.Contains($"{branch}:doctors.status", (await site.LogIn(doctor.Login)).Rights);

        for (var time = 0; time < 2; time++)
        {
            await Heard(new BranchOpened(branch, BranchKind.GeneralClinic, East, new(2026, 1, 1)), branch);
            await Heard(new EmployeeHired(doctor.Id, branch, Post.Doctor, null, firstDay, Now, 1), doctor.Id);
        }

        Assert.Equal(1, await site.Gateway.Database.Count($"{branches} AND time_zone = '{East}'"));
        Assert.Equal(1, await site.Gateway.Database.Count(hirings));
        Assert.True((await LogIn(doctor.Login)).Refused("not-yet-begun"));
        await MoveTo(KnownBranch.StartOf(firstDay, East));
        Assert.Contains($"{branch}:doctors.status", (await site.LogIn(doctor.Login)).Rights);
    }

    DateTimeOffset Now => site.Gateway.Clock.GetUtcNow();

    DateOnly Today(string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Now, zone).DateTime);

    Task MoveTo(DateTimeOffset at) => site.Move(at - Now);

    EmployeeLeft Left(Guid person, Guid branch, int version, DateOnly? lastDay = null) =>
        new(person, branch, "Resigned", Now, version, lastDay);

    async Task Heard<TFact>(TFact fact, Guid about)
        where TFact : class
    {
        var message = await site.Bus.Say(fact, about);
        await Eventually.Is(async () => await site.Gateway.Database.Count($"inbox WHERE message_id = '{message}'") == 1);
    }

    async Task Grant(Guid person, string role, Guid branchId) =>
        (
            await (await site.Admin()).Post(
                $"/api/identity/accounts/{person}/grants",
                new
                {
                    id = Guid.CreateVersion7(),
                    role,
                    branchId,
                    reason = "stands in",
                }
            )
        ).Ok();

    async Task<List<string>> Roles(Guid person) =>
        [
            .. (await site.Account(person))["grants"]
                .EnumerateArray()
                .Select(grant => $"{grant.GetProperty("role").GetString()} {grant.GetProperty("state").GetString()}"),
        ];

    Task<Answer> LogIn(string login, string password = TestSite.Password) => site.Send("/api/identity/sessions", new { login, password });

    Task<Answer> Refresh(Staff who) => site.Send("/api/identity/sessions/refresh", new { refreshToken = who.RefreshToken });

    static Task<Answer> Look(Staff who) => who.Person.Get($"/api/escort/trail/{Guid.NewGuid()}");
}
