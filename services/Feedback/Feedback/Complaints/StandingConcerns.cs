using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Who has to do with the clients of complaints that are investigated and of follow-ups that are open, said again to whoever listens for
/// the first time; both in one order of ids.
/// </summary>
sealed class StandingConcerns(FeedbackDb db) : IStandingFacts<ClientConcernBegan>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var investigated = await db
            .Complaints.Where(complaint =>
                complaint.State == ComplaintState.Investigating
                && complaint.ClientId != null
                && complaint.InvestigatorId != null
                && complaint.Id > last
            )
            .OrderBy(complaint => complaint.Id)
            .ToFacts(most, Told, stop);
        var open = await db
            .FollowUps.Where(followUp => FollowUp.Open.Contains(followUp.State) && followUp.Id > last)
            .OrderBy(followUp => followUp.Id)
            .ToFacts(most, Told, stop);
        return [.. investigated.Concat(open).OrderBy(told => told.Id).Take(most)];
    }

    static StandingFact Told(Complaint complaint) =>
        new(
            complaint.Id,
            InvestigatorConcerns.Began(
                complaint,
                complaint.ClientId!.Value,
                complaint.InvestigatorId!.Value,
                complaint.EventVersion,
                complaint.FiledAt
            ),
            complaint.CaseId
        );

    static StandingFact Told(FollowUp followUp) =>
        new(followUp.Id, FollowUpConcerns.Began(followUp, followUp.ToldConcernVersion, followUp.ServedAt), followUp.CaseId);
}
