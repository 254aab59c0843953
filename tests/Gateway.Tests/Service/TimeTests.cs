using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A house that lives through months.</summary>
public sealed class TimeTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_access_token_counts_for_five_minutes()
    {
        var who = await house.LogIn("administrator");
        await house.Move(TimeSpan.FromMinutes(4.9));
        Assert.True((await Look(who)).Accepted);

        await house.Move(TimeSpan.FromMinutes(0.7));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(who)).Status);
        Assert.True((await Refresh(who)).Accepted);
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_a_session()
    {
        var who = await house.LogIn("administrator");
        await house.Move(TimeSpan.FromMinutes(29));
        who = house.With((await Refresh(who)).Ok(), who.Login);

        await house.Move(TimeSpan.FromMinutes(31));

        Assert.True((await Refresh(who)).Refused("session-over"));
    }

    [Fact]
    public async Task After_twelve_hours_even_a_busy_session_is_over()
    {
        var who = await house.LogIn("administrator");
        for (var halfHours = 0; halfHours < 24; halfHours++)
        {
            await house.Move(TimeSpan.FromMinutes(29.5));
            who = house.With((await Refresh(who)).Ok(), who.Login);
        }
        await house.Move(TimeSpan.FromMinutes(12.5));

        Assert.True((await Refresh(who)).Refused("session-over"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Look(who)).Status);
    }

    [Fact]
    public async Task An_activation_code_lasts_three_days()
    {
        var nurse = await house.Hire(await house.Branch(), Post.Nurse);
        var (late, timely) = (await house.Invite(nurse, "timed.nurse"), house.Gateway.Clock.GetUtcNow());
        Assert.InRange(late["expiresAt"].GetDateTimeOffset(), timely.AddHours(71.9), timely.AddHours(72.1));
        await house.Move(TimeSpan.FromHours(72.1));
        Assert.True(
            (
                await house.Send(
                    "/api/identity/activations",
                    new
                    {
                        login = "timed.nurse",
                        code = late["code"].GetString(),
                        password = House.Password,
                    }
                )
            ).Refused("activation-refused")
        );

        var anew = (await house.Invite(nurse, "timed.nurse")).Ok()["code"].GetString();
        await house.Move(TimeSpan.FromHours(71));

        (
            await house.Send(
                "/api/identity/activations",
                new
                {
                    login = "timed.nurse",
                    code = anew,
                    password = House.Password,
                }
            )
        ).Ok();
    }

    [Fact]
    public async Task A_grant_holds_from_its_beginning_to_its_end()
    {
        var branch = await house.Branch();
        var nurse = await house.Staffed(branch, Post.Nurse);
        var now = house.Gateway.Clock.GetUtcNow();
        (
            await (await house.Admin()).Post(
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
        await house.Move(TimeSpan.FromDays(2));
        Assert.Contains($"{branch}:policies.write", (await house.LogIn(nurse.Login)).Rights);
        await house.Move(TimeSpan.FromDays(2));
        Assert.DoesNotContain("policies.write", (await house.LogIn(nurse.Login)).Codes);
    }

    [Fact]
    public async Task After_ninety_days_tokens_are_signed_with_a_key_that_was_published_before()
    {
        var old = Kid(await house.LogIn("administrator"));
        await house.Move(TimeSpan.FromDays(89.5));
        var published = await Eventually.Sees(Keys, keys => keys.Any(key => key != old));
        Assert.Equal(old, Kid(await house.LogIn("administrator")));

        await house.Move(TimeSpan.FromDays(1));

        var next = await Eventually.Sees(() => house.LogIn("administrator"), who => Kid(who) != old);
        Assert.Contains(Kid(next), published);
        Assert.True((await Look(next)).Status is HttpStatusCode.OK or HttpStatusCode.Unauthorized);
        await house.Move(TimeSpan.FromHours(2));
        await Eventually.Sees(Keys, keys => !keys.Contains(old));
    }

    [Fact]
    public async Task The_clock_of_the_whole_platform_is_moved_by_an_operator_and_by_nobody_else()
    {
        await house.Escort.Trust(house.Anonymous);
        var nurse = await house.Staffed(await house.Branch(), Post.Nurse);
        var further = house.Gateway.Clock.Ahead + TimeSpan.FromHours(1);

        Assert.True((await nurse.Person.Put("/ops/clock", new { ahead = further })).Refused("forbidden"));
        Assert.True((await (await house.Admin()).Put("/ops/clock", new { ahead = TimeSpan.FromDays(4000) })).Refused("clock-too-far"));
        Assert.True((await (await house.Admin()).Put("/ops/clock", new { ahead = TimeSpan.FromSeconds(-1) })).Refused("clock-too-far"));
        var answer = await (await house.Admin()).Put("/ops/clock", new { ahead = further });

        // Payroll is down in this house.
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Code));
        Assert.Contains("payroll", answer["title"].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("escort", answer["title"].GetString(), StringComparison.Ordinal);
        Assert.Equal((further, further), (house.Gateway.Clock.Ahead, house.Escort.Clock.Ahead));
    }

    async Task<List<string>> Keys() =>
        [
            .. (await house.Raw(new(HttpMethod.Get, "/.well-known/jwks.json")))["keys"]
                .EnumerateArray()
                .Select(key => key.GetProperty("kid").GetString()!),
        ];

    Task<Answer> Refresh(Staff who) => house.Send("/api/identity/sessions/refresh", new { refreshToken = who.RefreshToken });

    static string Kid(Staff who) => new JsonWebToken(who.AccessToken).Kid;

    static Task<Answer> Look(Staff who) => who.Person.Get($"/api/identity/accounts/{who.Id}");
}
