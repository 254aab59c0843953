namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager appoints who investigates, or somebody else while nothing is found, based on the version read
/// (If-Match). Nobody accused investigates, and nobody accused appoints. Refused for a person nobody hired.
/// </summary>
public static class AppointInvestigator
{
    public sealed record Request([property: GivenId] Guid InvestigatorId);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/investigator", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Appoints who investigates (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.OutOfOrder(ComplaintState.Filed),
                ComplaintRefusals.InvestigatorConcerned,
                ComplaintRefusals.AlreadyAppointed,
                ComplaintRefusals.EmployeeNotKnown
            );

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        FeedbackDb db,
        CancellationToken stop
    ) =>
        proceeding.TakeMatched(
            complaintId,
            StepKind.InvestigatorAppointed,
            request,
            async (complaint, _) =>
                await db.Staff.AnyAsync(member => member.Id == request.InvestigatorId, stop)
                    ? complaint.Appoint(request.InvestigatorId)
                    : ComplaintRefusals.EmployeeNotKnown,
            stop
        );
}
