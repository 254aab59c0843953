using System.Net;
using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class RightsTests(TestSite site)
{
    [Fact, Rule("R-053")]
    public async Task Before_the_confidentiality_agreement_no_right_to_client_data_is_in_a_token()
    {
        var branch = await site.Branch();
        foreach (var post in new[] { Post.EscortLead, Post.Doctor, Post.Receptionist })
        {
            var person = await site.Staffed(branch, post);
            Assert.DoesNotContain(person.Codes, AccessMatrix.OpensClientData);

            await site.Sign(person.Id, branch);

            var later = site.With(
                (await site.Send("/api/identity/sessions/refresh", new { refreshToken = person.RefreshToken })).Ok(),
                person.Login
            );
            Assert.Contains($"{branch}:clients.read", later.Rights);
        }
    }

    [Fact]
    public async Task A_post_of_the_branch_opens_the_home_branch_and_one_of_the_group_opens_all()
    {
        var branch = await site.Branch();
        var (guide, hr) = (await site.Staffed(branch, Post.Guide), await site.Staffed(branch, Post.HrOfficer));

        Assert.All(
            guide.Rights.Where(right => !right.EndsWith(":accounts.own", StringComparison.Ordinal)),
            right => Assert.StartsWith($"{branch}:", right, StringComparison.Ordinal)
        );
        Assert.All(hr.Rights, right => Assert.StartsWith("*:", right, StringComparison.Ordinal));
        Assert.Contains("*:employees.hire", hr.Rights);
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights()
    {
        var administrator = await site.Admin();
        var own = (await site.Account(site.Administrator.Id))["grants"][0].GetProperty("id").GetGuid();

        Assert.True(
            (
                await Grant(
                    site.Administrator.Id,
                    new
                    {
                        id = Guid.CreateVersion7(),
                        role = "PayrollOfficer",
                        reason = "I would like to",
                    }
                )
            ).Refused("grant-to-self")
        );
        Assert.True(
            (
                await administrator.Post($"/api/identity/accounts/{site.Administrator.Id}/grants/{own}/end", new { reason = "tired of it" })
            ).Refused("grant-to-self")
        );
        Assert.Single((await site.Account(site.Administrator.Id))["grants"].EnumerateArray().ToList());
    }

    [Fact]
    public async Task A_granted_role_holds_until_it_is_taken_back_and_then_the_token_stops_counting()
    {
        var (home, other) = (await site.Branch(), await site.Branch());
        var nurse = await site.Staffed(home, Post.Nurse);
        var grant = Guid.CreateVersion7();
        var body = new
        {
            id = grant,
            role = "BranchManager",
            branchId = other,
            reason = "stands in for a month",
        };

        Assert.Equal(HttpStatusCode.Created, (await Grant(nurse.Id, body)).Status);
        Assert.Equal(HttpStatusCode.Created, (await Grant(nurse.Id, body)).Status);
        Assert.True((await Grant(nurse.Id, body with { reason = "something else" })).Refused("id-taken"));

        var managing = await site.LogIn(nurse.Login);
        Assert.Contains($"{other}:policies.write", managing.Rights);
        Assert.DoesNotContain($"{home}:policies.write", managing.Rights);

        var administrator = await site.Admin();
        (await administrator.Post($"/api/identity/accounts/{nurse.Id}/grants/{grant}/end", new { reason = "is back" })).Ok();
        (await administrator.Post($"/api/identity/accounts/{nurse.Id}/grants/{grant}/end", new { reason = "is back" })).Ok();

        await Eventually.Sees(
            () => managing.Person.Get($"/api/escort/trail/{Guid.NewGuid()}"),
            answer => answer.Status == HttpStatusCode.Unauthorized,
            within: TimeSpan.FromSeconds(60)
        );
        Assert.DoesNotContain("policies.write", (await site.LogIn(nurse.Login)).Codes);
    }

    [Fact]
    public async Task A_grant_that_cannot_be_is_refused()
    {
        var branch = await site.Branch();
        var nurse = await site.Hire(branch, Post.Nurse);
        var now = site.Gateway.Clock.GetUtcNow();
        object Of(string role, Guid? branchId = null, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
            new
            {
                id = Guid.CreateVersion7(),
                role,
                branchId,
                from,
                until,
                reason = "stands in",
            };

        Assert.True((await Grant(nurse, Of("Doctor", Guid.NewGuid()))).Refused("branch-unknown"));
        Assert.True((await Grant(nurse, Of("Administrator", branch))).Refused("role-is-group-wide"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, now.AddDays(-1)))).Refused("grant-period-invalid"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, now.AddDays(2), now.AddDays(1)))).Refused("grant-period-invalid"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, now.AddYears(-99)))).Refused("grant-period-invalid"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, until: now.AddYears(-99)))).Refused("grant-period-invalid"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, DateTimeOffset.MinValue))).Refused("bad-request"));
        Assert.True((await Grant(nurse, Of("Doctor", branch, until: DateTimeOffset.MaxValue))).Refused("bad-request"));
        Assert.True((await Grant(Guid.NewGuid(), Of("Doctor", branch))).Refused("not-found"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Grant(nurse, Of("Emperor", branch))).Status);
        Assert.Single((await site.Account(nurse))["grants"].EnumerateArray().ToList());
    }

    [Fact]
    public async Task Only_an_administrator_opens_accounts_and_grants_roles()
    {
        var branch = await site.Branch();
        var hr = await site.Staffed(branch, Post.HrOfficer, signs: true);
        var nurse = await site.Hire(branch, Post.Nurse);

        Assert.True(
            (await hr.Person.Post($"/api/identity/accounts/{nurse}/activation-code", new { login = "by.hr" })).Refused("forbidden")
        );
        Assert.True(
            (
                await hr.Person.Post(
                    $"/api/identity/accounts/{nurse}/grants",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        role = "Doctor",
                        reason = "because",
                    }
                )
            ).Refused("forbidden")
        );
        Assert.True((await hr.Person.Post($"/api/identity/accounts/{nurse}/sessions/end")).Refused("forbidden"));
        Assert.True((await hr.Person.Get($"/api/identity/accounts/{nurse}")).Refused("forbidden"));
    }

    async Task<Answer> Grant(Guid employee, object body) =>
        await (await site.Admin()).Post($"/api/identity/accounts/{employee}/grants", body);
}
