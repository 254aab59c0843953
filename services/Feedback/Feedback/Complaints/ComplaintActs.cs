using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>What several acts ask and tell of a complaint.</summary>
static class ComplaintActs
{
    /// <summary>
    /// The complaint, while everybody else who works on it waits for the end of this transaction; null when it is not there or out of
    /// sight.
    /// </summary>
    public static async Task<Complaint?> LockComplaint(this FeedbackDb db, Guid id, CancellationToken stop)
    {
        await db.LockSubject(id, stop);
        return await db.Complaints.FindAsync([id], stop);
    }

    /// <summary>Those that do not concern this person: nobody reads of a complaint about themselves .</summary>
    public static IQueryable<Complaint> NotConcerning(this IQueryable<Complaint> complaints, Guid person) =>
        complaints.Where(complaint => !complaint.AccusedIds.Contains(person) && complaint.ResponsibleId != person);

    /// <summary>Those of a branch, a person and a time of filing; what is left out is not asked for.</summary>
    /// <param name="person">Who is accused, or answers for it.</param>
    public static IQueryable<Complaint> Named(
        this IQueryable<Complaint> complaints,
        Guid? branch,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to
    )
    {
        var (since, until, whom) = (from?.ToUniversalTime(), to?.ToUniversalTime(), person ?? Guid.Empty);
        return complaints.Where(complaint =>
            (branch == null || complaint.BranchId == branch)
            && (person == null || complaint.AccusedIds.Contains(whom) || complaint.ResponsibleId == whom)
            && (since == null || complaint.FiledAt >= since)
            && (until == null || complaint.FiledAt < until)
        );
    }

    /// <summary>
    /// True when this person took this very step before, with the same words: a complaint comes back to the same state, so only its
    /// record tells. Whoever is concerned learns nothing.
    /// </summary>
    public static async Task<bool> WasTaken<T>(
        this FeedbackDb db,
        Complaint complaint,
        ComplaintStepKind kind,
        T words,
        Guid by,
        CancellationToken stop
    ) =>
        !complaint.Concerns(by)
        && await db
            .ComplaintSteps.Where(step =>
                step.ComplaintId == complaint.Id
                && step.Kind == kind
                && step.TakenBy == by
                // The same words in an earlier round are another step.
                && !db.ComplaintSteps.Any(later =>
                    later.ComplaintId == complaint.Id
                    && later.Number > step.Number
                    && (later.Kind == ComplaintStepKind.Dissatisfied || later.Kind == ComplaintStepKind.Reopened)
                )
            )
            .Matches(db, words, stop);

    /// <summary>
    /// True for whoever was appointed last in the round that runs. A round that ends takes the appointment with it, and whoever
    /// investigated before a reopening is not appointed anew by it. Never true for whoever is concerned.
    /// </summary>
    /// <param name="steps">All steps of the complaint, in their order.</param>
    public static bool IsInvestigatedInThisRound(this Complaint complaint, Guid person, IEnumerable<ComplaintStep> steps) =>
        complaint.InvestigatorId == person
        && !complaint.Concerns(person)
        && complaint.History.Current.EndedAt is null
        && steps.LastOrDefault(step =>
            step.Kind is ComplaintStepKind.InvestigatorAppointed or ComplaintStepKind.Dissatisfied or ComplaintStepKind.Reopened
        )
            is { Kind: ComplaintStepKind.InvestigatorAppointed };

    /// <summary>
    /// True when something is done because of the complaint. What waits for somebody who is not here any more is not done.
    /// </summary>
    public static async Task<bool> HasImprovement(this FeedbackDb db, Complaint complaint, DateTimeOffset now, CancellationToken stop)
    {
        var actions = await db
            .ImprovementActions.AsNoTracking()
            .Where(action => action.SourceId == complaint.Id && action.State != ActionState.Cancelled)
            .ToListAsync(stop);
        var gone = await db.WhoIsGone(actions.Select(action => action.ResponsibleId), now, stop);
        return actions.Exists(action => action.State == ActionState.Implemented || !gone.Contains(action.ResponsibleId));
    }

    /// <summary>A measure that was taken because of the complaint, or null.</summary>
    public static Task<ImprovementAction?> MeasureOf(this FeedbackDb db, Complaint complaint, Guid measure, CancellationToken stop) =>
        db.ImprovementActions.FirstOrDefaultAsync(action => action.Id == measure && action.SourceId == complaint.Id, stop);

    /// <summary>Why nothing can be given to this person, or null.</summary>
    public static async Task<Refusal?> CheckOwner(this FeedbackDb db, Guid person, DateTimeOffset now, CancellationToken stop) =>
        await db.Staff.FindAsync([person], stop) is not { NeverHired: false } member ? ComplaintRefusals.EmployeeNotKnown
        : member.WorksAt(now) ? null
        : ComplaintRefusals.EmployeeLeft;

    /// <summary>Says that the complaint is over.</summary>
    public static void PublishClosed(this FeedbackDb db, Complaint complaint, DateTimeOffset now) =>
        db.Publish(
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.History.WithinTime,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
}
