using Clinic.Gateway.Accounts;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>The administrator sees which post brings which role, where it holds, and what the role opens; all of it in one part.</summary>
public static class ListPostRoles
{
    /// <param name="GroupWide">True when it holds in every branch, else in the branch of the person.</param>
    /// <param name="OpensClientData">Those of the permissions that wait for the confidentiality agreement .</param>
    public sealed record Line(
        Post Post,
        Role Role,
        bool GroupWide,
        IReadOnlyList<string> Permissions,
        IReadOnlyList<string> OpensClientData
    );

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/post-roles", Handle)
            .Needs(GetAccount.Read)
            .WithTags("Accounts")
            .WithSummary("Which post brings which role, and what it opens");

    static async Task<Ok<Page<Line>>> Handle(IdentityDb db, CancellationToken stop)
    {
        var rows = await db.PostRoles.AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok(
            new Page<Line>(
                [
                    .. rows.OrderBy(row => row.Post)
                        .ThenBy(row => row.Role)
                        .Select(row => new Line(
                            row.Post,
                            row.Role,
                            row.GroupWide,
                            AccessMatrix.Of(row.Role),
                            [.. AccessMatrix.Of(row.Role).Where(AccessMatrix.OpensClientData)]
                        )),
                ],
                null
            )
        );
    }
}
