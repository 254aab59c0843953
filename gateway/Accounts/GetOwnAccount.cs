using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>Everybody sees who they are to the platform: name, post, branches, roles, what those open, and their language.</summary>
public static class GetOwnAccount
{
    /// <param name="Post">The post of today; nothing for whoever has none.</param>
    /// <param name="BranchIds">Branches where a role is held.</param>
    /// <param name="GroupWide">True when a role is held in every branch.</param>
    /// <param name="Language">zh-Hant, zh-Hans or en.</param>
    /// <param name="WaitsForSecondFactor">True when a role does not hold because no second factor was shown in this session.</param>
    public sealed record Response(
        [Employee] Guid Id,
        string? Login,
        Post? Post,
        [Place] Guid[] BranchIds,
        bool GroupWide,
        IReadOnlyList<HeldRole> Roles,
        IReadOnlyList<Right> Permissions,
        string Language,
        bool WaitsForSecondFactor
    );

    /// <summary>A role, and where it is held; without a branch in the whole group.</summary>
    public sealed record HeldRole(Role Role, [Place] Guid? BranchId);

    /// <summary>What is open at a branch; without one in the whole group.</summary>
    public sealed record Right([Place] Guid? BranchId, IReadOnlyList<string> Codes);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/me", Handle)
            .Needs(RightsOf.Own)
            .WithTags("Accounts")
            .WithSummary("Who I am: name, branches, roles, what they open, and my language");

    static async Task<Ok<Response>> Handle(HttpContext http, IdentityDb db, RightsOf rights, TimeProvider clock, CancellationToken stop)
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.AsNoTracking().FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        var session = await db.Sessions.AsNoTracking().FirstAsync(candidate => candidate.Id == bearer.Session, stop);
        var held = await rights.Read(account.Id, session.SecondFactorAt is not null, stop);
        var employment = await Employment.Of(db, account.Id, stop);
        return TypedResults.Ok(
            new Response(
                account.Id,
                account.UserName,
                employment?.StateAt(clock.GetUtcNow()) == GrantState.InForce ? employment.Place?.Post : null,
                [.. held.Roles.Select(role => role.Branch).OfType<Guid>().Distinct().Order()],
                held.Roles.Any(role => role.Branch is null),
                [
                    .. held
                        .Roles.Distinct()
                        .OrderBy(role => role.Branch)
                        .ThenBy(role => role.Role)
                        .Select(role => new HeldRole(role.Role, role.Branch)),
                ],
                [
                    .. held
                        .Rights.GroupBy(right => right.Branch, right => right.Permissions)
                        .OrderBy(branch => branch.Key)
                        .Select(branch => new Right(
                            branch.Key,
                            [.. branch.SelectMany(codes => codes).Distinct().Order(StringComparer.Ordinal)]
                        )),
                ],
                account.Language ?? Account.UsualLanguage,
                held.WaitsForSecondFactor
            )
        );
    }
}
