using Clinic.Payroll.Leaves;

namespace Clinic.Payroll.Departures;

/// <summary>
/// An earlier build left the leaves of who left as they were. For each such person its migration sets this deadline, at the end of the
/// employment, so that the leaves that begin after it are cancelled and others hear of it, as if the departure were recorded today.
/// </summary>
static class LeavesAfterDeparture
{
    public const string Kind = "leaves-after-departure";
}

/// <summary>Cancels what a departure left standing; a departure that was taken back meanwhile cancels nothing.</summary>
[DeadlineKind(LeavesAfterDeparture.Kind), ActsAs("payroll", "leaves.read", ForGroup = true)]
sealed class CancelLeavesAfterDeparture(PayrollDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        // One after the other with whoever takes the departure back or approves a leave.
        await db.LockSubject(deadline.SubjectId, stop);
        if (await db.Employees.FindAsync([deadline.SubjectId], stop) is not { LastDay: not null, HireWithdrawnAt: null } employee)
            return;
        var departure = await db
            .Departures.AsNoTracking()
            .Where(recorded => recorded.EmployeeId == employee.Id)
            .OrderByDescending(recorded => recorded.Number)
            .FirstAsync(stop);
        await LeavesOfLeaver.Cancel(
            db,
            departure.EndsAt,
            new(employee.Id, departure.Number, departure.RecordedBy, clock.GetUtcNow()),
            stop
        );
    }
}
