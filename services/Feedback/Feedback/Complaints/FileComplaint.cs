using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Whoever a client complains to takes it down: name, contact, matter and time of the event, by which channel. It is
/// reported to the branch manager in the same moment, to the director when who answers for a branch by now is accused, and
/// the clocks for a first answer and for the result begin. Which client it is about follows from the visit or the
/// accompanied visit, when only that is named and it is over. Refused: an event in the future, an accused person nobody hired; as not found
/// (404) a branch out of sight, and a client, visit or accompanied visit that is known here only in such branches.
/// </summary>
public static class FileComplaint
{
    /// <param name="ClientId">Left out when only the service is known.</param>
    /// <param name="Comfort">What the client was told first.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: PersonName(100)] string ClientName,
        [property: Text(100)] string Contact,
        [property: Text(4000, Lines = true)] string Matter,
        DateTimeOffset HappenedAt,
        ComplaintChannel Channel,
        ComplaintKind Kind,
        [property: GivenId] Guid? ClientId = null,
        [property: GivenId] Guid? VisitId = null,
        [property: GivenId] Guid? EngagementId = null,
        [property: MaxLength(20)] IReadOnlyList<Guid>? AccusedIds = null,
        [property: Text(1000, Lines = true)] string? Comfort = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("", Handle)
            .Needs(Rights.FileComplaints)
            .WithSummary("Takes a complaint down; reports it and starts its clocks")
            .Refuses(ComplaintRefusals.HappenedInFuture, ComplaintRefusals.EmployeeNotKnown, Refusal.IdTaken);

    static async Task<Results<Created<StepResult>, Ok<StepResult>, ProblemHttpResult>> Handle(
        Request request,
        FeedbackDb db,
        OtherBranches others,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (request.HappenedAt > now)
            return ComplaintRefusals.HappenedInFuture.AsProblem();
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();

        var isElsewhere = await others.Hold(caller, request.ClientId, request.VisitId, request.EngagementId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(request.Id, stop);
        if (await db.Complaints.FindAsync([request.Id], stop) is { } known)
        {
            return await db.ComplaintSteps.Where(step => step.ComplaintId == known.Id && step.Number == 1).Matches(db, request, stop)
                ? TypedResults.Ok(StepResult.Of(known))
                : Refusal.IdTaken.AsProblem();
        }
        if (isElsewhere)
            return Refusal.NotFound.AsProblem();
        var accused = request.AccusedIds?.Distinct().ToArray() ?? [];
        if (await db.Staff.CountAsync(member => accused.Contains(member.Id) && !member.NeverHired, stop) < accused.Length)
            return ComplaintRefusals.EmployeeNotKnown.AsProblem();

        Complaint complaint = new()
        {
            Id = request.Id,
            BranchId = request.BranchId,
            ClientId = request.ClientId ?? await db.ClientServed(request.VisitId, request.EngagementId, stop),
            VisitId = request.VisitId,
            EngagementId = request.EngagementId,
            Kind = request.Kind,
            Channel = request.Channel,
            AccusedIds = accused,
            FiledBy = caller.PersonId,
            FiledAt = now,
        };
        complaint.History.Begin(complaint, 0, AnswerClocks.Promised(policies, request.BranchId, now), answered: false, now);
        db.Add(complaint);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Filed, request, caller.PersonId, now));
        Report(db, complaint, await db.HasManager(accused, now, stop), now);
        AnswerClocks.Start(db, complaint.History.Current, policies);
        db.Publish(
            new ComplaintFiled(
                complaint.Id,
                complaint.BranchId,
                complaint.ClientId,
                complaint.VisitId,
                complaint.EngagementId,
                complaint.Kind,
                complaint.Channel.ToString(),
                accused,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/complaints/{complaint.Id}", StepResult.Of(complaint));
    }

    static void Report(FeedbackDb db, Complaint complaint, bool managerIsAccused, DateTimeOffset now)
    {
        complaint.Report(managerIsAccused);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Reported, new { to = complaint.ReportedTo }, by: null, now));
        db.Add(
            new ComplaintNotice
            {
                ComplaintId = complaint.Id,
                Kind = NoticeKind.Report,
                Rung = 1,
                BranchId = complaint.BranchId,
                Told = complaint.ReportedTo,
                DueAt = now,
                ToldAt = now,
            }
        );
    }
}
