using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>Every complaint that was filed, said again to whoever is new; what became of it is told beside it.</summary>
sealed class StandingFilings(FeedbackDb db) : IStandingFacts<ComplaintFiled>
{
    // The filing is the first fact of a complaint.
    const int Version = 1;

    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Complaints.Where(complaint => complaint.Id > last).OrderBy(complaint => complaint.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Complaint complaint) =>
        new(
            complaint.Id,
            new ComplaintFiled(
                complaint.Id,
                complaint.BranchId,
                complaint.ClientId,
                complaint.VisitId,
                complaint.EngagementId,
                complaint.Kind,
                complaint.Channel.ToString(),
                complaint.AccusedIds,
                complaint.FiledAt,
                Version
            ),
            complaint.CaseId
        );
}
