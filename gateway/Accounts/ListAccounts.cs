using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>How an account stands, as HR and the administrator see it.</summary>
public enum AccountStanding
{
    /// <summary>The person was hired and has no code yet.</summary>
    Opened,

    /// <summary>A code was made and not used yet.</summary>
    Invited,

    Active,

    /// <summary>Somebody tried so many wrong passwords that the name waits as long as any does; it goes on by itself.</summary>
    Locked,

    /// <summary>The person has left, or was hired by mistake.</summary>
    Closed,
}

/// <summary>
/// HR and the administrator see the accounts of those who were hired, in the order of their ids: who has none that opens yet, who waits,
/// who is out. Login names are shown to the administrator alone. Whoever holds the right at one branch sees the people of that branch.
/// </summary>
public static class ListAccounts
{
    const int ReadAtOnce = 200;

    /// <summary>Those who hire, and the administrator.</summary>
    public static readonly Permission Read = new("employees.hire");

    /// <param name="Post">The post that counts now, or counted last; nothing for whoever was never hired.</param>
    /// <param name="FirstDay">The first day of work, by the calendar of the branch.</param>
    /// <param name="ClientDataOpen">True when the confidentiality agreement is signed .</param>
    /// <param name="CodeUntil">Until when a code that was made can be used.</param>
    public sealed record Line(
        [Employee] Guid Id,
        string? Login,
        AccountStanding State,
        Post? Post,
        [Place] Guid? BranchId,
        DateOnly? FirstDay,
        bool ClientDataOpen,
        bool HasSecondFactor,
        DateTimeOffset OpenedAt,
        DateTimeOffset? CodeUntil
    );

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/accounts", Handle)
            .Needs(Read)
            .WithTags("Accounts")
            .WithSummary("The accounts of those who were hired (after: the last id of the page before)");

    static async Task<Ok<Page<Line>>> Handle(
        IdentityDb db,
        Caller caller,
        Throttle throttle,
        TimeProvider clock,
        AccountStanding[]? state,
        Post[]? post,
        Guid? branch,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        List<Line> found = [];
        // How an account stands comes out of the steps of an employment and the hour, which no statement can sum up.
        for (var last = after; found.Count <= limit; )
        {
            var accounts = await db
                .Accounts.AsNoTracking()
                .Where(account => last == null || account.Id > last)
                .OrderBy(account => account.Id)
                .Take(ReadAtOnce)
                .ToListAsync(stop);
            if (accounts.Count == 0)
                break;
            last = accounts[^1].Id;
            found.AddRange((await Shown(accounts, db, caller, throttle, clock.GetUtcNow(), stop)).Where(IsAsked));
        }
        return TypedResults.Ok(new Page<Line>([.. found.Take(limit)], found.Count > limit ? found[limit - 1].Id : null));

        bool IsAsked(Line line) =>
            (caller.SeesGroup || (line.BranchId is { } home && caller.WorksIn(home)))
            && (state is not { Length: > 0 } || state.Contains(line.State))
            && (post is not { Length: > 0 } || (line.Post is { } held && post.Contains(held)))
            && (branch is null || line.BranchId == branch);
    }

    static async Task<IEnumerable<Line>> Shown(
        List<Account> accounts,
        IdentityDb db,
        Caller caller,
        Throttle throttle,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var ids = accounts.Select(account => account.Id).ToArray();
        var employments = await Employment.OfAll(db, ids, stop);
        var signed = await db
            .Agreements.AsNoTracking()
            .Where(agreement => ids.Contains(agreement.EmployeeId))
            .Select(agreement => agreement.EmployeeId)
            .ToHashSetAsync(stop);
        var withSecondFactor = await db
            .SecondFactors.AsNoTracking()
            .Where(factor => ids.Contains(factor.AccountId) && factor.Secret != null)
            .Select(factor => factor.AccountId)
            .ToHashSetAsync(stop);
        var heldUp = await throttle.HeldUpOf(db, accounts.Select(account => account.UserName).OfType<string>(), stop);
        var showsLogins = caller.Grants.IsGroupWide(GetAccount.Read.Code);
        return accounts.Select(account =>
        {
            var employment = employments.GetValueOrDefault(account.Id);
            return new Line(
                account.Id,
                showsLogins ? account.UserName : null,
                StandingOf(account, employment, heldUp, now),
                employment?.Place?.Post,
                employment?.Place?.BranchId,
                employment?.FirstDay,
                signed.Contains(account.Id),
                withSecondFactor.Contains(account.Id),
                account.OpenedAt,
                account.CodeUntil
            );
        });
    }

    static AccountStanding StandingOf(Account account, Employment? employment, IReadOnlySet<string> heldUp, DateTimeOffset now) =>
        employment?.StateAt(now) == GrantState.Ended ? AccountStanding.Closed
        : account.UserName is { } login && heldUp.Contains(login) ? AccountStanding.Locked
        : account.State switch
        {
            AccountState.Active => AccountStanding.Active,
            AccountState.Invited => AccountStanding.Invited,
            _ => AccountStanding.Opened,
        };
}
