using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Who was found responsible for what, of every complaint of which that was not overturned, said again to whoever listens for the
/// first time.
/// </summary>
sealed class StandingFindings(FeedbackDb db) : IStandingFacts<ComplaintResponsibilityDetermined>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var found = await db
            .Complaints.AsNoTracking()
            .Where(complaint => complaint.Fault != null && complaint.State != ComplaintState.Overturned && complaint.Id > last)
            .OrderBy(complaint => complaint.Id)
            .Take(most)
            .ToListAsync(stop);
        var said = await db.LastSaid<ComplaintResponsibilityDetermined>(found, stop);
        return [.. found.Select(complaint => Told(complaint, said(complaint)))];
    }

    static StandingFact Told(Complaint complaint, Said said) =>
        new(
            complaint.Id,
            new ComplaintResponsibilityDetermined(
                complaint.Id,
                complaint.BranchId,
                complaint.ResponsibleId,
                complaint.Cause!.Value.ToString(),
                complaint.Severity!.Value,
                complaint.Loss,
                said.At,
                said.Version
            ),
            complaint.CaseId
        );
}
