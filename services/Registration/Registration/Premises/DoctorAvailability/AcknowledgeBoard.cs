namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>A guide confirms having read the published board (R-254, WF-08 7). Once each; refused before it is published.</summary>
public static class AcknowledgeBoard
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(Guid BoardId, DateTimeOffset ReadAt);

    internal static void Map(RouteGroupBuilder boards) =>
        boards
            .MapPost("{boardId:guid}/acknowledgement", Handle)
            .Needs(Rights.AcknowledgeBoard)
            .WithSummary("A guide confirms having read the board")
            .Refuses(PremisesRefusals.BoardNotPublished);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid boardId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.StatusBoards.FindAsync([boardId], stop) is not { } board)
            return Refusal.NotFound.AsProblem();
        if (board.PublishedAt is null)
            return PremisesRefusals.BoardNotPublished.AsProblem();
        var known = await db.BoardReadings.FindAsync([boardId, caller.PersonId], stop);
        if (known is null)
        {
            db.Add(
                known = new()
                {
                    BoardId = boardId,
                    EmployeeId = caller.PersonId,
                    BranchId = board.BranchId,
                    At = clock.GetUtcNow(),
                }
            );
            await db.SettleWork(BoardWork.Reading, boardId, stop, caller.PersonId);
            if (!await db.TrySaveNew(stop))
                known = (await db.BoardReadings.FindAsync([boardId, caller.PersonId], stop))!;
        }
        return TypedResults.Ok(new Response(boardId, known.At));
    }
}
