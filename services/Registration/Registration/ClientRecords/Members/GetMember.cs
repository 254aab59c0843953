namespace Clinic.Registration.ClientRecords.Members;

/// <summary>Staff see one membership; the ETag is its version.</summary>
public static class GetMember
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
