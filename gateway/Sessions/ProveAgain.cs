using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;
using Clinic.Gateway.SecondFactors;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// A person who is logged in types the password, or a code of the authenticator, once more. Acts that ask for a fresh proof
/// (<see cref="FreshProof"/>) are open for five minutes from then on, as they are after a login.
/// </summary>
public static class ProveAgain
{
    /// <summary>One of the two.</summary>
    public sealed record Request([property: StringLength(1024)] string? Password = null, [property: StringLength(64)] string? Code = null);

    /// <summary>The access token to go on with; the refresh token stays the one it was.</summary>
    public sealed record Response(string AccessToken, DateTimeOffset ExpiresAt);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/sessions/current/proof", Handle)
            .Needs(RightsOf.Own)
            .WithTags("Sessions")
            .WithSummary("Shows your password or a code again, for acts that ask for it")
            .Refuses(Refusals.TooManyTries, Refusals.ProofOfOneKind, Refusals.ProofWrong);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        UserManager<Account> accounts,
        Authenticators authenticators,
        SecretCheck secrets,
        SessionTokens tokens,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Password is null == request.Code is null)
            return Refusals.ProofOfOneKind.AsProblem();
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        if (await secrets.Refuses(account.UserName!, account, http, db, Wrong, stop) is { } no)
            return no;

        var session = await db.Sessions.FirstAsync(candidate => candidate.Id == bearer.Session, stop);
        session.Prove(clock.GetUtcNow());
        var (token, expires) = await tokens.Access(session, account, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(token, expires));

        async Task<Refusal?> Wrong() =>
            (
                request.Code is { } code
                    ? await authenticators.Accept(account.Id, code, stop)
                    : await secrets.IsPassword(accounts, account, request.Password!)
            )
                ? null
                : Refusals.ProofWrong;
    }
}
