using Clinic.Escort.Branches;
using Clinic.Escort.Contracts;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The agent hands an inquiry to an escort lead; too late is said, not refused. Refused: somebody who is no lead of the branch
/// or begins on a later day, an inquiry that was handed to somebody else or went on.
/// </summary>
public static class HandOverInquiry
{
    public sealed record Request([property: GivenId] Guid LeadId);

    public sealed record Response([Employee] Guid LeadId, DateTimeOffset HandedOverAt, bool Late);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/handover", Handle)
            .Needs(Rights.Inquire)
            .WithSummary("Hands an inquiry to an escort lead")
            .Refuses(ProfileRefusals.LeadUnknown, EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement.Handover.At is null)
        {
            var now = clock.GetUtcNow();
            var today = await db.DayAt(engagement.BranchId, now, stop);
            var lead = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(escortProfile => escortProfile.Id == request.LeadId, stop);
            if (lead is null || !lead.Leads(engagement.BranchId) || !lead.WorksFrom(today))
                return ProfileRefusals.LeadUnknown.AsProblem();
            await HandoverClock.End(db, engagement, now, stop);
            if (engagement.HandToLead(request.LeadId, now) is { } refusal)
                return refusal.AsProblem();

            db.Publish(new EscortInquiryHandedOver(engagement.Id, engagement.BranchId, request.LeadId, now), engagement.Id);
            await db.SaveChangesAsync(stop);
        }
        else if (engagement.Handover.LeadId != request.LeadId)
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(
            new Response(engagement.Handover.LeadId!.Value, engagement.Handover.At!.Value, engagement.Handover.IsOverdue)
        );
    }
}
