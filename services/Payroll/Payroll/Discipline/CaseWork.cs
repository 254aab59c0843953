namespace Clinic.Payroll.Discipline;

/// <summary>
/// What waits about discipline cases (WF-24): the person is heard, somebody not concerned decides, somebody else puts it into effect. It
/// follows from the state of the case, so a source that falls ends it. Nobody is asked about a case against themselves, and nobody who had
/// a hand in it is asked to decide.
/// </summary>
static class CaseWork
{
    const string Noun = "discipline case";

    public static readonly WorkKind Hearing = new("payroll-case.hearing", nameof(HearEmployee), Noun, Rights.DecideDiscipline),
        Decision = new("payroll-case.decision", nameof(DecideCase), Noun, Rights.DecideDiscipline),
        Execution = new("payroll-case.execution", nameof(ImposePenalty), Noun, Rights.ExecuteDiscipline);

    /// <summary>The cases that are not in effect, and those whose consequence is an act of its own.</summary>
    public static OpenNouns Open(PayrollDb db) =>
        OpenNouns.Of(
            db.DisciplineCases.Where(disciplineCase =>
                disciplineCase.State == CaseState.Opened
                || disciplineCase.State == CaseState.Heard
                || disciplineCase.State == CaseState.Decided
                || (
                    disciplineCase.State == CaseState.Effective
                    && (disciplineCase.Kind == PenaltyKind.Dismissal || disciplineCase.Kind == PenaltyKind.PostAdjustment)
                )
            ),
            disciplineCase => disciplineCase.Id,
            disciplineCase => disciplineCase.PersonId
        );

    /// <summary>Writes down what waits about every case that this save changes.</summary>
    public static async Task Keep(PayrollDb db, CancellationToken stop)
    {
        foreach (var disciplineCase in db.Changing<DisciplineCase>())
        {
            WaitingWork? next = disciplineCase.State switch
            {
                CaseState.Opened => new(Hearing, Except: [disciplineCase.PersonId]),
                CaseState.Heard => new(Decision, Except: [disciplineCase.PersonId, .. await JudgesExcluded.Of(db, disciplineCase, stop)]),
                CaseState.Decided => new(
                    Execution,
                    Except: disciplineCase.DecidedBy is { } decider ? [disciplineCase.PersonId, decider] : [disciplineCase.PersonId]
                ),
                _ => null,
            };
            db.KeepWork(disciplineCase.Id, disciplineCase.BranchId, [Hearing, Decision, Execution], next is null ? [] : [next]);
        }
    }
}
