namespace Clinic.Registration.ClientRecords.Members;

/// <summary>Staff look up the levels of membership of a branch, by code.</summary>
public static class ListMemberLevels
{
    internal static void Map(RouteGroupBuilder levels) =>
        levels.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The levels of membership of a branch");

    static async Task<Results<Ok<WriteMemberLevel.Response[]>, ProblemHttpResult>> Handle(
        Guid branch,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                (
                    await db
                        .MemberLevels.AsNoTracking()
                        .Where(level => level.BranchId == branch)
                        .OrderBy(level => level.Code)
                        .Take(100)
                        .ToListAsync(stop)
                )
                    .Select(WriteMemberLevel.Answer)
                    .ToArray()
            )
            : Refusal.NotFound.AsProblem();
}
