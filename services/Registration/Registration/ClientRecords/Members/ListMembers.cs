namespace Clinic.Registration.ClientRecords.Members;

/// <summary>The memberships of a branch, or of one client, in the order of ids, a page at a time; ids and numbers only.</summary>
public static class ListMembers
{
    internal static void Map(RouteGroupBuilder members) =>
        members.MapGet("", Handle).Needs(Rights.ReadClients).WithSummary("Memberships of a branch or of one client");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<List<EnrolMember.Response>>, ProblemHttpResult>> Handle(
        Guid branch,
        Guid? client,
        MemberState? status,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                await (
                    from member in db.Members.AsNoTracking()
                    join level in db.MemberLevels on member.LevelId equals level.Id
                    where
                        member.BranchId == branch
                        && (client == null || member.ClientId == client)
                        && (status == null || member.State == status)
                        && (after == null || member.Id > after)
                    orderby member.Id
                    select new EnrolMember.Response(
                        member.Id,
                        member.ClientId,
                        member.Number,
                        level.Code,
                        member.State,
                        member.EnrolledAt,
                        member.EndedAt,
                        member.EndedBecause
                    )
                )
                    .Take(limit ?? 100)
                    .ToListAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
