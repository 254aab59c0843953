using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>A complaint was filed: the lead of the escorts it names sees that there is one, and it restricts nobody.</summary>
[ActsAs("complaints-of-escorts", "escorts.feedback", ForGroup = true)]
[LearnsAnew(1)]
sealed class NoteComplaintWhenComplaintFiled(EscortDb db) : IReaction<ComplaintFiled>
{
    public async Task React(ComplaintFiled fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, fact.AccusedIds, stop);
        (await db.ComplaintOrNew(fact.ComplaintId, stop)).Apply(fact);
    }
}
