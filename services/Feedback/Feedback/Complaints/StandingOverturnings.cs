using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The complaints whose finding was overturned, said again to whoever listens for the first time. The code of the reason is read
/// from the record; it is gone where the client was forgotten.
/// </summary>
sealed class StandingOverturnings(FeedbackDb db) : IStandingFacts<ComplaintOverturned>
{
    const string Forgotten = "forgotten";

    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var overturned = await db
            .Complaints.AsNoTracking()
            .Where(complaint => complaint.State == ComplaintState.Overturned && complaint.Id > last)
            .OrderBy(complaint => complaint.Id)
            .Take(most)
            .ToListAsync(stop);
        var ids = overturned.Select(complaint => complaint.Id).ToArray();
        var steps = await db
            .ComplaintSteps.AsNoTracking()
            .Where(step => ids.Contains(step.ComplaintId) && step.Kind == ComplaintStepKind.Overturned)
            .ToListAsync(stop);
        await db.Open(steps, stop);
        var taken = steps.ToDictionary(step => step.ComplaintId);
        var said = await db.LastSaid<ComplaintOverturned>(overturned, stop);
        return [.. overturned.Select(complaint => Told(complaint, taken[complaint.Id], said(complaint)))];
    }

    static StandingFact Told(Complaint complaint, ComplaintStep step, Said said) =>
        new(
            complaint.Id,
            new ComplaintOverturned(
                complaint.Id,
                complaint.BranchId,
                complaint.ResponsibleId!.Value,
                step.Read<OverturnComplaint.Request>()?.ReasonCode ?? Forgotten,
                step.TakenBy!.Value,
                said.At,
                said.Version
            ),
            complaint.CaseId
        );
}
