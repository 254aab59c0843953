namespace Clinic.Feedback.Complaints;

/// <summary>The desk or the manager tells the client the result and asks for an opinion, within 24 hours from filing .</summary>
public static class TellResult
{
    /// <param name="Words">What the client was told.</param>
    /// <param name="Reaction">What the client said to it.</param>
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Words,
        [property: Text(2000, Lines = true)] string? Reaction = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/result", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Tells the client the result")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.OutOfOrder(ComplaintState.Filed));

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        CancellationToken stop
    ) => proceeding.Take(complaintId, StepKind.ResultTold, request, (complaint, now) => Task.FromResult(complaint.TellResult(now)), stop);
}
