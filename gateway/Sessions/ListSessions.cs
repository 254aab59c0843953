using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// The administrator sees the sessions of a person or of everybody, in the order they began; those that ended a week ago are gone.
/// </summary>
public static class ListSessions
{
    /// <param name="Live">True while it goes on: neither over nor left unused for half an hour.</param>
    /// <param name="Until">When it ends at the latest.</param>
    /// <param name="ProvenAt">When the person last typed a password or a code in it.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        bool Live,
        DateTimeOffset StartedAt,
        DateTimeOffset Until,
        DateTimeOffset? EndedAt,
        string? EndedBecause,
        DateTimeOffset? ProvenAt,
        bool SecondFactorShown
    );

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/sessions", Handle)
            .Needs(GetAccount.Read)
            .WithTags("Sessions")
            .WithSummary("Sessions of a person or of everybody (after: the last id of the page before)");

    static async Task<Ok<Page<Line>>> Handle(
        IdentityDb db,
        TimeProvider clock,
        Guid? employee,
        bool? live,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        var now = clock.GetUtcNow();
        return TypedResults.Ok(
            await db
                .Sessions.AsNoTracking()
                .Where(session =>
                    (employee == null || session.AccountId == employee)
                    && (from == null || session.StartedAt >= from)
                    && (to == null || session.StartedAt < to)
                    && (after == null || session.Id > after)
                )
                .Select(session => new
                {
                    session,
                    isLive = session.EndedAt == null
                        && session.Until > now
                        && db.RefreshTokens.Any(token => token.SessionId == session.Id && token.Until > now),
                })
                .Where(row => live == null || row.isLive == live)
                .OrderBy(row => row.session.Id)
                .Select(row => new Line(
                    row.session.Id,
                    row.session.AccountId,
                    row.isLive,
                    row.session.StartedAt,
                    row.session.Until,
                    row.session.EndedAt,
                    row.session.EndedBecause,
                    row.session.ProvenAt,
                    row.session.SecondFactorAt != null
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
