namespace Clinic.Feedback.Complaints;

/// <summary>The client of a closed complaint comes back: it is investigated again, by somebody appointed anew .</summary>
public static class ReopenComplaint
{
    public sealed record Request([property: Text(2000, Lines = true)] string Reason);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/reopening", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Opens a closed complaint again")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.OutOfOrder(ComplaintState.Filed));

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        CancellationToken stop
    ) => proceeding.Take(complaintId, StepKind.Reopened, request, (complaint, _) => Task.FromResult(complaint.Reopen()), stop);
}
