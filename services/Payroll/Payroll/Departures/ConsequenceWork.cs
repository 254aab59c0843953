using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Departures;

/// <summary>
/// A dismissal and a move to another post that were decided in a discipline case are acts of their own (WF-24 4, WF-40): from the day the
/// decision is in effect they wait for HR, never for the person themselves. A case that falls ends it; a departure that is taken back while
/// the case stands makes it wait again. The detail of the item is the case.
/// </summary>
static class ConsequenceWork
{
    const string Noun = "employee";

    public static readonly WorkKind Dismissal = new("payroll-employee.dismissal", nameof(RecordDeparture), Noun, Rights.RecordDepartures),
        NewPost = new("payroll-employee.new-post", nameof(AdjustPost), Noun, Rights.AdjustPost);

    /// <summary>Writes down what waits about every person whose case, post or employment this save changes.</summary>
    public static async Task Keep(PayrollDb db, CancellationToken stop)
    {
        HashSet<Guid> people = [.. db.Changing<DisciplineCase>().Where(IsOrWasInEffect).Select(fallen => fallen.PersonId)];
        people.UnionWith(db.Changing<Employee>().Select(employee => employee.Id));
        foreach (var person in people)
        {
            await db
                .DisciplineCases.Where(disciplineCase =>
                    disciplineCase.PersonId == person
                    && disciplineCase.State == CaseState.Effective
                    && (disciplineCase.Kind == PenaltyKind.Dismissal || disciplineCase.Kind == PenaltyKind.PostAdjustment)
                )
                .LoadAsync(stop);
            var employee = await db.Employees.FindAsync([person], stop);
            var movedAt = await LastMoved(db, person, stop);
            List<WaitingWork> waiting = [];
            foreach (var decided in db.DisciplineCases.Local.Where(known => known.PersonId == person && known.State == CaseState.Effective))
            {
                if (decided.Kind == PenaltyKind.Dismissal && employee?.LastDay is null)
                    waiting.Add(new(Dismissal, Detail: decided.Id, Except: [person]));
                if (decided.Kind == PenaltyKind.PostAdjustment && employee?.LastDay is null && !(movedAt >= decided.EffectiveAt))
                    waiting.Add(new(NewPost, Detail: decided.Id, Except: [person]));
            }
            db.KeepWork(person, employee?.BranchId ?? Guid.Empty, [Dismissal, NewPost], employee is null ? [] : waiting);
        }
    }

    static bool IsOrWasInEffect(DisciplineCase disciplineCase) => disciplineCase.EffectiveAt is not null;

    static async Task<DateTimeOffset?> LastMoved(PayrollDb db, Guid person, CancellationToken stop)
    {
        if (db.Changing<PostChange>().FirstOrDefault(change => change.EmployeeId == person) is { } now)
            return now.At;
        return await db.PostChanges.Where(change => change.EmployeeId == person).MaxAsync(change => (DateTimeOffset?)change.At, stop);
    }
}
