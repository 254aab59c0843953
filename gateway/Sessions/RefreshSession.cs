using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// A session goes on with its newest refresh token. For 30 s the token just used is answered with the same successor, because a second tab
/// asked too or the answer was lost. Used later, it is in two hands, and nobody can say whose are the right ones: the session ends.
/// </summary>
public static class RefreshSession
{
    public sealed record Request([property: Required, StringLength(200)] string RefreshToken);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/sessions/refresh", Handle)
            .OpenToAnyone("The access token may have run out; the refresh token is asked for.")
            .WithTags("Sessions")
            .WithSummary("Gets the next pair of tokens")
            .Refuses(Refusals.SessionOver);

    static async Task<Results<Ok<LogIn.Tokens>, ProblemHttpResult>> Handle(
        Request request,
        IdentityDb db,
        SessionTokens tokens,
        LiveSessions live,
        Caller caller,
        TimeProvider clock,
        ILogger<Session> log,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var hash = RefreshToken.HashOf(request.RefreshToken);
        var found = await (
            from token in db.RefreshTokens.AsNoTracking()
            join one in db.Sessions on token.SessionId equals one.Id
            where token.Hash == hash
            select new
            {
                one.Id,
                one.AccountId,
                token.Until,
            }
        ).FirstOrDefaultAsync(stop);
        if (found is null)
            return Refusals.SessionOver.AsProblem();

        RightsOf.EnterSelf(caller, found.AccountId, "refresh session");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Of two uses at the same moment exactly one finds it unused.
        var first =
            await db
                .RefreshTokens.Where(refreshToken => refreshToken.Hash == hash && refreshToken.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(refreshToken => refreshToken.UsedAt, now), stop) == 1;
        var session = await db.Sessions.FirstAsync(candidate => candidate.Id == found.Id, stop);
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == found.AccountId, stop);
        var goesOn =
            session.GoesOnAt(now)
            && now < found.Until
            && (await Employment.Of(db, account.Id, stop))?.StateAt(now) is null or GrantState.InForce;
        LogIn.Tokens? pair = null;
        if (goesOn)
        {
            pair = first
                ? await tokens.After(request.RefreshToken, session, account, stop)
                : await tokens.Again(request.RefreshToken, session, account, stop);
        }
        if (!first && pair is null)
        {
            log.LogWarning("A refresh token of account {Account} was used twice; the session ends", account.Id);
            live.End(session, "refresh-token-used-twice", now);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return pair is null ? Refusals.SessionOver.AsProblem() : TypedResults.Ok(pair);
    }
}
