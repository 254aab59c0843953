using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site that lives through months.</summary>
public sealed class TimeTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task An_access_token_counts_for_five_minutes()
    {
        var who = await site.LogIn("administrator");
        await site.Move(TimeSpan.FromMinutes(4.9));
        Assert.True((await Look(who)).Accepted);

        await site.Move(TimeSpan.FromMinutes(0.7));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(who)).Status);
        Assert.True((await Refresh(who)).Accepted);
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_a_session()
    {
        var who = await site.LogIn("administrator");
        await site.Move(TimeSpan.FromMinutes(29));
        who = site.With((await Refresh(who)).Ok(), who.Login);

        await site.Move(TimeSpan.FromMinutes(31));

        Assert.True((await Refresh(who)).Refused("session-over"));
    }

    [Fact]
    public async Task After_twelve_hours_even_a_busy_session_is_over()
    {
        var who = await site.LogIn("administrator");
        for (var halfHours = 0; halfHours < 24; halfHours++)
        {
            await site.Move(TimeSpan.FromMinutes(29.5));
            who = site.With((await Refresh(who)).Ok(), who.Login);
        }
        await site.Move(TimeSpan.FromMinutes(12.5));

        Assert.True((await Refresh(who)).Refused("session-over"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(who)).Status);
    }

    [Fact]
    public async Task An_activation_code_lasts_three_days()
    {
        var nurse = await site.Hire(await site.Branch(), Post.Nurse);
        var (late, timely) = (await site.Invite(nurse, "timed.nurse"), site.Gateway.Clock.GetUtcNow());
        Assert.InRange(late["expiresAt"].GetDateTimeOffset(), timely.AddHours(71.9), timely.AddHours(72.1));
        await site.Move(TimeSpan.FromHours(72.1));
        Assert.True(
            (
                await site.Send(
                    "/api/identity/activations",
                    new
                    {
                        login = "timed.nurse",
                        code = late["code"].GetString(),
                        password = TestSite.Password,
                    }
                )
            ).Refused("activation-refused")
        );

        var anew = (await site.Invite(nurse, "timed.nurse")).Ok()["code"].GetString();
        await site.Move(TimeSpan.FromHours(71));

        (
            await site.Send(
                "/api/identity/activations",
                new
                {
                    login = "timed.nurse",
                    code = anew,
                    password = TestSite.Password,
                }
            )
        ).Ok();
    }

    [Fact]
    public async Task A_grant_holds_from_its_beginning_to_its_end()
    {
        var branch = await site.Branch();
        var nurse = await site.Staffed(branch, Post.Nurse);
        var now = site.Gateway.Clock.GetUtcNow();
        (
            await (await site.Admin()).Post(
                $"/api/identity/accounts/{nurse.Id}/grants",
                new
                {
                    id = Guid.CreateVersion7(),
                    role = "BranchManager",
                    branchId = branch,
                    from = now.AddDays(1),
                    until = now.AddDays(3),
                    reason = "stands in",
                }
            )
        ).Ok();

        Assert.DoesNotContain("policies.write", nurse.Codes);
        await site.Move(TimeSpan.FromDays(2));
        Assert.Contains($"{branch}:policies.write", (await site.LogIn(nurse.Login)).Rights);
        await site.Move(TimeSpan.FromDays(2));
        Assert.DoesNotContain("policies.write", (await site.LogIn(nurse.Login)).Codes);
    }

    [Fact]
    public async Task After_ninety_days_tokens_are_signed_with_a_key_that_was_published_before()
    {
        var old = Kid(await site.LogIn("administrator"));
        await site.Move(TimeSpan.FromDays(89.5));
        var published = await Eventually.Sees(Keys, keys => keys.Any(key => key != old));
        Assert.Equal(old, Kid(await site.LogIn("administrator")));

        await site.Move(TimeSpan.FromDays(1));

        var next = await site.LogIn("administrator");
        next = await Eventually.Sees(async () => next = site.With((await Refresh(next)).Ok(), next.Login), who => Kid(who) != old);
        Assert.Contains(Kid(next), published);
        Assert.True((await Look(next)).Status is HttpStatusCode.OK or HttpStatusCode.Unauthorized);
        await site.Move(TimeSpan.FromHours(2));
        await Eventually.Sees(Keys, keys => !keys.Contains(old));
    }

    [Fact]
    public async Task The_clock_of_the_whole_platform_is_moved_by_an_operator_and_by_nobody_else()
    {
        await site.Escort.Trust(site.Anonymous);
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        var further = site.Gateway.Clock.Ahead + TimeSpan.FromHours(1);

        Assert.True((await nurse.Person.Put("/ops/clock", new { ahead = further })).Refused("forbidden"));
        Assert.True((await (await site.Admin()).Put("/ops/clock", new { ahead = TimeSpan.FromDays(4000) })).Refused("clock-too-far"));
        Assert.True((await (await site.Admin()).Put("/ops/clock", new { ahead = TimeSpan.FromSeconds(-1) })).Refused("clock-too-far"));
        var answer = await (await site.Admin()).Put("/ops/clock", new { ahead = further });

        // Payroll is down in this site.
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Code));
        Assert.Contains("payroll", answer["title"].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("escort", answer["title"].GetString(), StringComparison.Ordinal);
        Assert.Equal((further, further), (site.Gateway.Clock.Ahead, site.Escort.Clock.Ahead));
    }

    async Task<List<string>> Keys() =>
        [
            .. (await site.Raw(new(HttpMethod.Get, "/.well-known/jwks.json")))["keys"]
                .EnumerateArray()
                .Select(key => key.GetProperty("kid").GetString()!),
        ];

    Task<Answer> Refresh(Staff who) => site.Send("/api/identity/sessions/refresh", new { refreshToken = who.RefreshToken });

    static string Kid(Staff who) => new JsonWebToken(who.AccessToken).Kid;

    static Task<Answer> Look(Staff who) => who.Person.Get($"/api/identity/accounts/{who.Id}");
}
