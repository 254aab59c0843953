using Clinic.Training.Assessments;
using Clinic.Training.Contracts;
using Clinic.Training.Sessions;

namespace Clinic.Training.Complaints;

/// <summary>Brings the special training of a complaint to what was heard of it, the same way whichever fact came last .</summary>
static class SessionsForComplaints
{
    /// <summary>The complaint as known, or as it begins to be known; the caller holds it.</summary>
    public static async Task<ComplaintCause> Of(
        TrainingDb db,
        Guid complaint,
        Guid branch,
        MessageContext message,
        CancellationToken stop
    ) =>
        await db.Complaints.FindAsync([complaint], stop)
        ?? db.Add(
            new ComplaintCause
            {
                Id = complaint,
                BranchId = branch,
                CaseId = message.CaseId,
            }
        ).Entity;

    /// <summary>Takes back what no longer has a reason and opens what has one.</summary>
    public static async Task Reconcile(TrainingDb db, ComplaintCause cause, DateTimeOffset now, CancellationToken stop)
    {
        var standing = await db.Sessions.SingleOrDefaultAsync(
            trainingSession => trainingSession.SourceId == cause.Id && trainingSession.SourceTakenBackAt == null,
            stop
        );
        var isOfEarlierFinding = standing?.SourceVersion < cause.OverturnedVersion;
        if (standing is not null && !isOfEarlierFinding && cause.ToTrain is { } same && standing.Audience.Contains(same))
            return;
        if (standing is not null)
        {
            db.TakeReasonBack(standing, now);
            // The row must be out of the way before another session may stand for the same complaint.
            await db.SaveChangesAsync(stop);
        }
        if (cause.ToTrain is not { } responsible)
            return;
        // Whoever leaves at this moment finds the session, or is known to have left.
        await db.LockSubject(responsible, stop);

        TrainingSession session = new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = cause.BranchId,
            Kind = SessionKind.Special,
            TopicCode = CauseTopics.For(cause.CauseCode!),
            Audience = [responsible],
            SourceId = cause.Id,
            SourceVersion = cause.DeterminedVersion,
            CaseId = cause.CaseId,
            CreatedAt = now,
        };
        var file = await db.Files.SingleOrDefaultAsync(trainingFile => trainingFile.PersonId == responsible, stop);
        db.Open(session, file?.HasLeft(now) == true, now);
    }

    /// <summary>Voids the failures that the findings before an overturning led to, for each person concerned.</summary>
    public static async Task VoidFailures(TrainingDb db, Guid complaint, int version, DateTimeOffset now, CancellationToken stop)
    {
        var people = await db
            .Assessments.AsNoTracking()
            .Where(assessment => assessment.ComplaintId == complaint)
            .Select(assessment => assessment.PersonId)
            .Distinct()
            .ToListAsync(stop);
        foreach (var person in people.Order())
        {
            await db.LockSubject(person, stop);
            await Verdicts.TakeBack(db, person, complaint, version, now, stop);
        }
    }
}
