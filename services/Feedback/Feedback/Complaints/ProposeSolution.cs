namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager proposes how to settle it, with an opinion, and again after every refusal of the client
/// . Refused before cause and responsibility are found, and to a manager who is accused or responsible.
/// </summary>
public static class ProposeSolution
{
    public sealed record Request([property: Text(4000, Lines = true)] string Plan, [property: Text(2000, Lines = true)] string Opinion);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/proposal", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Proposes a solution, with an opinion")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.OutOfOrder(ComplaintState.Filed));

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        CancellationToken stop
    ) => proceeding.Take(complaintId, StepKind.SolutionProposed, request, (complaint, _) => Task.FromResult(complaint.Propose()), stop);
}
