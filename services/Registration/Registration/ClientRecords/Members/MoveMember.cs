namespace Clinic.Registration.ClientRecords.Members;

/// <summary>
/// The manager puts a member on another level with a reason, based on the version read (If-Match; WF-33 2). The same level again changes
/// nothing. Refused once the membership is over.
/// </summary>
public static class MoveMember
{
    public sealed record Request([property: GivenId] Guid LevelId, [property: Text(300)] string Reason);

    internal static void Map(RouteGroupBuilder members) =>
        members
            .MapPut("{memberId:guid}/level", Handle)
            .Needs(Rights.MarkSegments)
            .WithSummary("Puts a member on another level (If-Match)")
            .NeedsIfMatch()
            .Refuses(ClientRecordRefusals.MembershipEnded);

    static async Task<Results<Ok<EnrolMember.Response>, ProblemHttpResult>> Handle(
        Guid memberId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (member, level) = (await db.Members.FindAsync([memberId], stop), await db.MemberLevels.FindAsync([request.LevelId], stop));
        if (member is null || level is null || level.BranchId != member.BranchId)
            return Refusal.NotFound.AsProblem();
        if (member.LevelId != level.Id)
        {
            if (IfMatch.Check(http.Request, member) is { } stale)
                return stale.AsProblem();
            var (old, now) = ((await db.MemberLevels.FindAsync([member.LevelId], stop))!, clock.GetUtcNow());
            if (member.MoveTo(level) is { } refusal)
                return refusal.AsProblem();

            MemberRounds.PublishLevel(db, member, old, level, caller.PersonId, request.Reason.Normalized(), now);
            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, member);
        return TypedResults.Ok(EnrolMember.Answer(member, level));
    }
}

/// <summary>A member came on another level: by the platform's figures, or by a person's word with a reason.</summary>
public sealed class LevelChange : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid MemberId { get; init; }
    public required string Was { get; init; }
    public required string Became { get; init; }
    public Guid? ChangedBy { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}
