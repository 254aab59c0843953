using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Branches;

/// <summary>Staff look up which branches there are, by name.</summary>
public static class ListBranches
{
    public sealed record Line(Guid Id, string Name, BranchKind Kind, string TimeZone, DateOnly From);

    internal static void Map(RouteGroupBuilder branches) =>
        branches
            .MapGet(
                "",
                async (RegistrationDb db, CancellationToken stop) =>
                    await db
                        .Branches.AsNoTracking()
                        .OrderBy(branch => branch.Name)
                        .ThenBy(branch => branch.Id)
                        .Take(500)
                        .Select(branch => new Line(branch.Id, branch.Name, branch.Kind, branch.TimeZone, branch.From))
                        .ToListAsync(stop)
            )
            .Needs(Rights.ReadBranches)
            .WithSummary("The branches of the group");
}
