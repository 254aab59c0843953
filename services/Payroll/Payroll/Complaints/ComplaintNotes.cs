namespace Clinic.Payroll.Complaints;

/// <summary>What is known of complaints, one fact at a time.</summary>
static class ComplaintNotes
{
    /// <summary>
    /// What is known of a complaint, begun where nothing is, while every other fact about it waits for the end of this transaction.
    /// </summary>
    public static async Task<ComplaintNote> LockNote(this PayrollDb db, Guid complaint, Guid branch, Guid caseId, CancellationToken stop)
    {
        await db.LockSubject(complaint, stop);
        if (await db.ComplaintNotes.FindAsync([complaint], stop) is { } known)
            return known;

        ComplaintNote note = new()
        {
            Id = complaint,
            BranchId = branch,
            CaseId = caseId,
        };
        db.Add(note);
        return note;
    }
}
