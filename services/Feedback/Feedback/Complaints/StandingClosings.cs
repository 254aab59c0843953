using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The complaints that are closed or withdrawn, said again to whoever listens for the first time. One that was opened again is told as
/// filed and no more.
/// </summary>
sealed class StandingClosings(FeedbackDb db) : IStandingFacts<ComplaintClosed>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var closed = await db
            .Complaints.AsNoTracking()
            .Where(complaint =>
                (complaint.State == ComplaintState.Closed || complaint.State == ComplaintState.Withdrawn) && complaint.Id > last
            )
            .OrderBy(complaint => complaint.Id)
            .Take(most)
            .ToListAsync(stop);
        var said = await db.LastSaid<ComplaintClosed>(closed, stop);
        return [.. closed.Select(complaint => Told(complaint, said(complaint)))];
    }

    static StandingFact Told(Complaint complaint, Said said) =>
        new(
            complaint.Id,
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.History.WithinTime,
                said.At,
                said.Version
            ),
            complaint.CaseId
        );
}
