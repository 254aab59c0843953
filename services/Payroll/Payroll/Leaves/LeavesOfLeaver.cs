using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Leaves;

/// <summary>By which numbered fact about which person an employment ended, who recorded it and when.</summary>
readonly record struct EmploymentEnd(Guid EmployeeId, int Number, Guid By, DateTimeOffset At);

/// <summary>What becomes of approved leave when an employment ends, and when that is taken back.</summary>
static class LeavesOfLeaver
{
    /// <summary>Cancels the leaves that begin at this instant or later.</summary>
    public static async Task Cancel(PayrollDb db, DateTimeOffset from, EmploymentEnd end, CancellationToken stop)
    {
        var leaves = await db
            .Leaves.Where(leave => leave.PersonId == end.EmployeeId && leave.CancelledAt == null && leave.StartsAt >= from)
            .OrderBy(leave => leave.Id)
            .ToListAsync(stop);
        foreach (var leave in leaves)
        {
            var version = leave.CancelWithEmployment(end);
            db.Publish(new LeaveCancelled(leave.Id, leave.PersonId, leave.BranchId, end.At, version), leave.Id);
        }
    }

    /// <summary>
    /// What this departure cancelled stands again. A cancelled leave stays cancelled for everybody who heard of it, so each is approved
    /// anew under an id of its own.
    /// </summary>
    public static async Task Restore(PayrollDb db, Guid employee, int departure, DateTimeOffset now, CancellationToken stop)
    {
        var leaves = await db
            .Leaves.AsNoTracking()
            .Where(leave => leave.PersonId == employee && leave.CancelledByNumber == departure)
            .OrderBy(leave => leave.Id)
            .ToListAsync(stop);
        await db.Open(leaves, stop);
        foreach (var leave in leaves.Select(leave => leave.Anew(Guid.CreateVersion7(now))))
        {
            db.Add(leave);
            db.Publish(
                new LeaveApproved(leave.Id, leave.PersonId, leave.BranchId, leave.Kind, leave.StartsAt, leave.EndsAt, now, 1),
                leave.Id
            );
        }
    }
}
