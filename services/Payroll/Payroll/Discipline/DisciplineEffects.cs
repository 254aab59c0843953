using Clinic.Payroll.Complaints;
using Clinic.Payroll.Contracts;
using Clinic.Payroll.Performance;

namespace Clinic.Payroll.Discipline;

/// <summary>What follows from facts of other services for a person, and how it is taken back; the same whichever fact came last.</summary>
static class DisciplineEffects
{
    /// <summary>
    /// Counts an upheld complaint against the responsible person, and opens a case for somebody to decide. Found
    /// responsible again after an overturning, the person is counted again, by the version of that finding.
    /// </summary>
    public static async Task Uphold(PayrollDb db, ComplaintNote note, Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var found = note.Found!;
        await PerformanceBook.Write(
            db,
            new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = note.BranchId,
                PersonId = person,
                Kind = PerformanceKind.UpheldComplaint,
                Value = 1m,
                At = found.At,
                SourceKind = SourceKinds.Complaint,
                SourceId = note.Id,
                Round = found.Version,
                CaseId = note.CaseId,
                CauseMessageId = found.MessageId,
            },
            now,
            stop
        );
        Open(
            db,
            new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = note.BranchId,
                PersonId = person,
                CaseId = note.CaseId,
                CauseMessageId = found.MessageId,
                Source = CaseSource.Complaint,
                SourceId = note.Id,
                Round = found.Version,
                ComplaintId = note.Id,
                RuleCode = found.CauseCode,
                Loss = found.Loss ? LossTo.NotSaid : LossTo.Nobody,
                Severity = found.Severity,
                OpenedAt = found.At,
                OpenedBy = found.ById,
            }
        );
    }

    /// <summary>Opens a case and says so.</summary>
    public static void Open(PayrollDb db, DisciplineCase opened)
    {
        db.Add(opened);
        db.Publish(
            new DisciplineCaseOpened(
                opened.Id,
                opened.PersonId,
                opened.BranchId,
                opened.Source.ToString(),
                opened.SourceId,
                opened.OpenedAt
            ),
            opened.CaseId
        );
    }

    /// <summary>What the others hear of a case that ended without a consequence, with what it came of.</summary>
    public static DisciplineCaseDropped Dropped(DisciplineCase dropped, string code, DateTimeOffset at) =>
        new(dropped.Id, dropped.PersonId, dropped.BranchId, code, at, dropped.Source.ToString(), dropped.SourceId);

    /// <summary>The finding against a person does not stand: the complaint no longer counts and its case falls.</summary>
    public static async Task Withdraw(
        PayrollDb db,
        ComplaintNote note,
        Guid person,
        string code,
        DateTimeOffset at,
        Guid cause,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await PerformanceBook.TakeBack(db, note.Id, person, PerformanceKind.UpheldComplaint, note.BranchId, cause, now, stop);
        foreach (
            var open in await db
                .DisciplineCases.Where(disciplineCase =>
                    disciplineCase.PersonId == person && disciplineCase.Source == CaseSource.Complaint && disciplineCase.SourceId == note.Id
                )
                .ToListAsync(stop)
        )
            await DropBecauseSourceFell(db, open, code, at, cause, now, stop);
    }

    /// <summary>Lets a case fall; money that it took from pay is given back by a new line.</summary>
    public static async Task DropBecauseSourceFell(
        PayrollDb db,
        DisciplineCase fallen,
        string code,
        DateTimeOffset at,
        Guid cause,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (!fallen.DropBecauseSourceFell(code, at))
            return;
        if (fallen.TookMoney)
            await PerformanceBook.TakeBack(db, fallen.Id, fallen.PersonId, PerformanceKind.Deduction, fallen.BranchId, cause, now, stop);
        db.Publish(Dropped(fallen, code, at), fallen.CaseId);
    }
}
