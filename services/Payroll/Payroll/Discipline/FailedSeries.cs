namespace Clinic.Payroll.Discipline;

/// <summary>
/// Cases that failed assessments led to, and what becomes of them when a verdict changes; the same whichever fact came last.
/// </summary>
static class FailedSeries
{
    public const string TwoFailures = "two-failures-in-a-row",
        FailedResit = "resit-failed";

    /// <summary>
    /// Opens a case for a failure that somebody has to decide about, unless this fact or a later one did, or the failure has a case under
    /// the other rule. A change of the verdict that was heard before, or an overturning of the complaint that led to the exams, lets it
    /// fall at once.
    /// </summary>
    public static async Task Open(PayrollDb db, DisciplineCase opened, DateTimeOffset now, CancellationToken stop)
    {
        if (opened.ComplaintId is { } complaint)
            await db.LockSubject(complaint, stop);
        await db.LockSubject(opened.PersonId, stop);
        var known = await db
            .DisciplineCases.AsNoTracking()
            .Where(disciplineCase =>
                disciplineCase.PersonId == opened.PersonId
                && disciplineCase.Source == CaseSource.ConsecutiveFailures
                && disciplineCase.SourceId == opened.SourceId
            )
            .ToListAsync(stop);
        if (
            known.Exists(disciplineCase =>
                disciplineCase.RuleCode == opened.RuleCode ? disciplineCase.Covers(opened.Round) : disciplineCase.State != CaseState.Dropped
            )
        )
            return;

        DisciplineEffects.Open(db, opened);
        if (opened.ComplaintId is { } led && await db.ComplaintNotes.FindAsync([led], stop) is { Overturned: { } overturned })
            await Drop(DisciplineCase.OverturnedCode, overturned.At, overturned.MessageId);
        else if (
            await db
                .AssessmentChanges.AsNoTracking()
                .Where(change => opened.AssessmentIds.Contains(change.AssessmentId) && change.Number > opened.Round && !change.IsFailure)
                .OrderBy(change => change.Number)
                .FirstOrDefaultAsync(stop) is
            { } change
        )
            await Drop(change.ReasonCode, change.At, change.MessageId);

        Task Drop(string code, DateTimeOffset at, Guid cause) =>
            DisciplineEffects.DropBecauseSourceFell(db, opened, code, at, cause, now, stop);
    }

    /// <summary>
    /// Keeps that a verdict changed. Cases that stand on this failure fall, however far they are, as after an overturning: what was decided
    /// no longer counts and stays readable.
    /// </summary>
    public static async Task Change(PayrollDb db, AssessmentChange change, DateTimeOffset now, CancellationToken stop)
    {
        await db.LockSubject(change.PersonId, stop);
        if (await db.AssessmentChanges.AnyAsync(known => known.AssessmentId == change.AssessmentId && known.Number == change.Number, stop))
            return;

        db.Add(change);
        if (change.IsFailure)
            return;
        foreach (
            var fallen in await db
                .DisciplineCases.Where(disciplineCase =>
                    disciplineCase.PersonId == change.PersonId
                    && disciplineCase.Source == CaseSource.ConsecutiveFailures
                    && disciplineCase.Round < change.Number
                    && (disciplineCase.AssessmentIds.Contains(change.AssessmentId) || disciplineCase.SourceId == change.AssessmentId)
                )
                .OrderBy(disciplineCase => disciplineCase.Id)
                .ToListAsync(stop)
        )
            await DisciplineEffects.DropBecauseSourceFell(db, fallen, change.ReasonCode, change.At, change.MessageId, now, stop);
    }
}
