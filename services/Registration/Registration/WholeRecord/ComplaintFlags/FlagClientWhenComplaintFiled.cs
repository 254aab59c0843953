using Clinic.Feedback.Contracts;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;

namespace Clinic.Registration.WholeRecord.ComplaintFlags;

/// <summary>
/// A complaint was filed: its client, or the client of its visit, is flagged for the next contact. Of a client who is not known
/// here only the complaint is remembered.
/// </summary>
[ActsAs("complaint-flags", opensWith: "clients.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class FlagClientWhenComplaintFiled(RegistrationDb db) : IReaction<ComplaintFiled>
{
    public async Task React(ComplaintFiled fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.AccusedIds, stop);
        var flag = await db.FlagOf(fact.ComplaintId, fact.BranchId, stop);
        var id =
            fact.ClientId
            ?? await db.Visits.Where(visit => visit.Id == fact.VisitId).Select(visit => (Guid?)visit.ClientId).FirstOrDefaultAsync(stop);
        var known = id is { } client ? (await db.SurvivingRecords([client], stop)).GetValueOrDefault(client) : null;
        flag.SetClient(known is null ? null : (known.Id, known.BranchId), fact);
        flag.SetState(ComplaintFlagState.Open, fact.Version);
    }
}
