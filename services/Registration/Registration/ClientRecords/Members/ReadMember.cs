namespace Clinic.Registration.ClientRecords.Members;

/// <summary>Staff see one membership; the ETag is its version.</summary>
public static class ReadMember
{
    internal static void Map(RouteGroupBuilder members) =>
        members.MapGet("{memberId:guid}", Handle).Needs(Rights.ReadClients).WithSummary("One membership");

    static async Task<Results<Ok<EnrolMember.Response>, ProblemHttpResult>> Handle(
        Guid memberId,
        HttpContext http,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var member = await db.Members.FindAsync([memberId], stop);
        if (member is null)
            return Refusal.NotFound.AsProblem();

        IfMatch.Tell(http.Response, member);
        return TypedResults.Ok(EnrolMember.Answer(member, (await db.MemberLevels.FindAsync([member.LevelId], stop))!));
    }
}

/// <summary>The memberships of a branch, or of one client, in the order of ids, a page at a time; ids and numbers only.</summary>
public static class MembersOfBranch
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
