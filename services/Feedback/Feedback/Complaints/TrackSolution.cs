namespace Clinic.Feedback.Complaints;

/// <summary>Somebody looks after it: the problem is really solved. Before that nothing is closed.</summary>
public static class TrackSolution
{
    /// <param name="Findings">What was found when it was looked after.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Findings);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/tracking", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Notes that the problem is really solved")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.OutOfOrder(ComplaintState.Filed));

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        CancellationToken stop
    ) => proceeding.Take(complaintId, StepKind.Tracked, request, (complaint, _) => Task.FromResult(complaint.Track()), stop);
}
