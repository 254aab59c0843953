using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>
/// Somebody leaves: after the last day, by the calendar of the branch, they investigate nothing and no measure is theirs. They can still be
/// accused of what they did.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class NoteDepartureWhenEmployeeLeft(FeedbackDb db) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        Guid? calendar = fact.LastDay is null ? null : fact.BranchId;
        var member = await db.KnownStaffMember(fact.EmployeeId, calendar, stop);
        var until = fact.LastDay is { } lastDay
            ? (await db.Branches.FindAsync([fact.BranchId], stop))!.StartOf(lastDay.AddDays(1))
            : fact.OccurredAt.ToUniversalTime();
        member.SetPresence(until, fact.Version);
    }
}
