using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;
using Clinic.Gateway.SecondFactors;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// A person logs in with name and password; whatever is wrong, the answer is the same. Whoever has an authenticator is asked for its code
/// besides. Whoever has none and holds a role that asks for one gets in without that role, and can set one up. Before the first day of work
/// nobody gets in, and is told which day that is.
/// </summary>
public static class LogIn
{
    public sealed record Request(
        [property: Required, Form(PasswordRules.LoginPattern, PasswordRules.LoginWords)] string Login,
        [property: Required, StringLength(1024)] string Password,
        [property: StringLength(64)] string? Code = null
    );

    /// <summary>How a session stands to the second factor.</summary>
    public enum SecondFactorState
    {
        /// <summary>No role of the person asks for one.</summary>
        NotNeeded,

        /// <summary>It was shown in this session.</summary>
        Shown,

        /// <summary>A role of the person asks for one and does not hold until it was shown.</summary>
        Missing,
    }

    /// <summary>The access token goes with every request; the refresh token gets the next pair, once.</summary>
    public sealed record Tokens(
        string AccessToken,
        DateTimeOffset ExpiresAt,
        string RefreshToken,
        [Employee] Guid PersonId,
        SecondFactorState SecondFactor
    );

    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/sessions", Handle)
            .OpenToAnyone("Nobody is known before logging in; name and password are asked for.")
            .WithTags("Sessions")
            .WithSummary("Logs in")
            .Refuses(
                Refusals.TooManyTries,
                Refusals.LoginRefused,
                Refusals.SecondFactorNeeded,
                Refusals.SecondFactorWrong,
                Refusals.NotYetBegun
            );

    static async Task<Results<Ok<Tokens>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        UserManager<Account> accounts,
        SecretCheck secrets,
        Authenticators authenticators,
        KnownDevices devices,
        SessionTokens tokens,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var account = await accounts.FindByNameAsync(request.Login);
        var now = clock.GetUtcNow();
        var employment = await Employment.Of(db, account?.Id ?? Guid.Empty, stop);
        var works = employment?.StateAt(now) ?? GrantState.InForce;
        var withSecondFactor = await authenticators.AreInForceFor(account?.Id ?? Guid.Empty, stop);
        if (await secrets.Refuses(request.Login, account, http, db, Wrong, stop) is { } no)
            return no;

        // Told only to whoever knows the password.
        if (works == GrantState.Ahead)
            return NotYet(employment!).AsProblem();
        RightsOf.EnterSelf(caller, account!.Id, "log in");
        await db.Sessions.Where(old => old.AccountId == account.Id && old.Until < now - Kept).ExecuteDeleteAsync(stop);
        var session = Session.Begin(account.Id, withSecondFactor, now);
        db.Add(session);
        var pair = await tokens.First(session, account, stop);
        await db.SaveChangesAsync(stop);
        devices.Remember(http, account);
        return TypedResults.Ok(pair);

        // The code is asked for, and used, only by whoever knows the password.
        async Task<Refusal?> Wrong() =>
            !await secrets.IsPassword(accounts, works == GrantState.Ended ? null : account, request.Password) ? Refusals.LoginRefused
            : !withSecondFactor ? null
            : request.Code is null ? Refusals.SecondFactorNeeded
            : await authenticators.Accept(account!.Id, request.Code, stop) ? null
            : Refusals.SecondFactorWrong;
    }

    static Refusal NotYet(Employment employment) =>
        employment.FirstDay is { } day
            ? Refusals.NotYetBegun with
            {
                Sentence = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The first day of work is {day:yyyy-MM-dd}; log in from that day on."
                ),
            }
            : Refusals.NotYetBegun;
}
