namespace Clinic.Feedback.Staff;

/// <summary>Who works here.</summary>
static class StaffList
{
    /// <summary>A person who was hired, held until the transaction ends; what is said of somebody else waits for the hiring.</summary>
    /// <param name="branch">A branch that must be known as well.</param>
    public static async Task<StaffMember> KnownStaffMember(this FeedbackDb db, Guid id, Guid? branch, CancellationToken stop)
    {
        await db.MustKnow(branch, [id], stop);
        await db.LockSubject(id, stop);
        return (await db.Staff.FindAsync([id], stop))!;
    }

    /// <summary>Those of the people who do not work here any more at this instant.</summary>
    public static async Task<HashSet<Guid>> WhoIsGone(
        this FeedbackDb db,
        IEnumerable<Guid> people,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var asked = people.Distinct().ToArray();
        var members = await db.Staff.AsNoTracking().Where(member => asked.Contains(member.Id)).ToListAsync(stop);
        return [.. members.Where(member => !member.WorksAt(now)).Select(member => member.Id)];
    }

    /// <summary>True when one of these people answers for a branch at this instant.</summary>
    public static async Task<bool> HasManager(
        this FeedbackDb db,
        IReadOnlyCollection<Guid> people,
        DateTimeOffset now,
        CancellationToken stop
    ) =>
        (await db.Staff.AsNoTracking().Where(member => people.Contains(member.Id)).ToListAsync(stop)).Exists(member =>
            member.IsManagerAt(now)
        );
}
