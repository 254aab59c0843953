using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Members;

/// <summary>The desk ends a membership by the client's word, with a reason code (WF-33 3), once; the client may enrol again.</summary>
public static class CloseMember
{
    public sealed record Request([property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode);

    internal static void Map(RouteGroupBuilder members) =>
        members
            .MapPost("{memberId:guid}/closure", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Ends a membership")
            .Refuses(ClientRecordRefusals.MembershipEnded);

    static async Task<Results<Ok<EnrolMember.Response>, ProblemHttpResult>> Handle(
        Guid memberId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var member = await db.Members.FindAsync([memberId], stop);
        if (member is null)
            return Refusal.NotFound.AsProblem();
        if (member.EndedAt is null)
        {
            var now = clock.GetUtcNow();
            if (member.End(request.ReasonCode, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            db.Publish(
                new MemberClosed(member.Id, member.BranchId, member.ClientId, request.ReasonCode, now, member.EventVersion),
                member.ClientId
            );
            await db.SaveChangesAsync(stop);
        }
        else if (member.EndedBecause != request.ReasonCode)
        {
            return ClientRecordRefusals.MembershipEnded.AsProblem();
        }
        return TypedResults.Ok(EnrolMember.Answer(member, (await db.MemberLevels.FindAsync([member.LevelId], stop))!));
    }
}
