using System.ComponentModel.DataAnnotations;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// The administrator sees at which login names wrong passwords were tried within a day, by a hash of the name, in the order of the hashes:
/// what somebody typed there may be a password, so it is not kept, nor is the address shown. Asked for a person, it is the line of that
/// person's own name.
/// </summary>
public static class ListAttempts
{
    const string Hash = "[0-9A-F]{64}",
        HashWords = "64 signs of 0 to 9 and A to F";

    /// <summary>The lines, and the hash after which the next part begins.</summary>
    public sealed record Response(IReadOnlyList<Line> Items, string? Next);

    /// <param name="Name">SHA-256 of the login name in capitals.</param>
    /// <param name="Count">Wrong tries since then; a right one clears them.</param>
    /// <param name="WaitsUntil">When the name can be tried again.</param>
    /// <param name="WaitsLongest">True while it waits as long as any name does, which is an alarm.</param>
    public sealed record Line(string Name, int Count, DateTimeOffset Since, DateTimeOffset WaitsUntil, bool WaitsLongest);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/attempts", Handle)
            .Needs(GetAccount.Read)
            .WithTags("Accounts")
            .WithSummary("Wrong passwords of the last day by hash of the name (after: the last hash of the page before)");

    static async Task<Ok<Response>> Handle(
        IdentityDb db,
        Throttle throttle,
        Guid? employee,
        [Form(Hash, HashWords)] string? name,
        DateTimeOffset? from,
        DateTimeOffset? to,
        [Form(Hash, HashWords)] string? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        var login = employee is { } person
            ? await db.Accounts.Where(account => account.Id == person).Select(account => account.UserName).SingleOrDefaultAsync(stop)
            : null;
        if (employee is not null && login is null)
            return TypedResults.Ok(new Response([], null));

        var (own, named) = (login is null ? null : Throttle.KeyOfName(login), name is null ? null : Throttle.KeyOfHash(name));
        var last = after is null ? Throttle.KeyOfHash("") : Throttle.KeyOfHash(after);
        var read = await db.Set<Attempts>()
            .AsNoTracking()
            .Where(attempts =>
                EF.Functions.Like(attempts.Key, "name %")
                && attempts.Key.CompareTo(last) > 0
                && (own == null || attempts.Key == own)
                && (named == null || attempts.Key == named)
                && (from == null || attempts.Since >= from)
                && (to == null || attempts.Since < to)
            )
            .OrderBy(attempts => attempts.Key)
            .Take(limit + 1)
            .ToListAsync(stop);
        List<Line> lines =
        [
            .. read.Take(limit)
                .Select(attempts => new Line(
                    Throttle.HashIn(attempts.Key),
                    attempts.Count,
                    attempts.Since,
                    attempts.NotBefore,
                    throttle.WaitsLongest(attempts)
                )),
        ];
        return TypedResults.Ok(new Response(lines, read.Count > limit ? lines[^1].Name : null));
    }
}
