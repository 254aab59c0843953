namespace Clinic.Registration.ClientRecords.Charts;

/// <summary>The desk has put a mistake in a chart right (WF-05 8), once; what changed stands in the audit of the client.</summary>
public static class CorrectChartError
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(DateTimeOffset CorrectedAt, [Employee] Guid CorrectedBy);

    internal static void Map(RouteGroupBuilder errors) =>
        errors.MapPost("{errorId:guid}/correction", Handle).Needs(Rights.CorrectClients).WithSummary("A mistake in a chart was put right");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid errorId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var error = await db.ChartErrors.FindAsync([errorId], stop);
        if (error is null)
            return Refusal.NotFound.AsProblem();
        if (error.CorrectedAt is null)
        {
            error.Correct(caller.PersonId, clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(error.CorrectedAt!.Value, error.CorrectedBy!.Value));
    }
}
