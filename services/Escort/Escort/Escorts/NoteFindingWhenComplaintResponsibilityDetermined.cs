using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>
/// The finding names who answers for a complaint: it concerns that escort as well, also when this is heard before the filing.
/// </summary>
[ActsAs("complaints-of-escorts", "escorts.feedback", ForGroup = true)]
[LearnsAnew(1)]
sealed class NoteFindingWhenComplaintResponsibilityDetermined(EscortDb db) : IReaction<ComplaintResponsibilityDetermined>
{
    public async Task React(ComplaintResponsibilityDetermined fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, fact.ResponsibleId is { } responsible ? [responsible] : [], stop);
        (await db.ComplaintOrNew(fact.ComplaintId, stop)).Apply(fact);
    }
}
