namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The manager of a clinic sees which accompanied clients come there and who is being accompanied now, whichever branch the escort is of;
/// ids, states and times only, in the order of the engagements' ids. Refused: a clinic the reader does not work for (404), a period that
/// ends before it begins.
/// </summary>
public static class ListClinicEngagements
{
    /// <param name="BranchId">Whose escort it is.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        [Place] Guid? ClinicBranchId,
        EngagementState Status,
        Guid? ClientId,
        [Employee] Guid? EscortId,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        DateTimeOffset? StartedAt,
        DateTimeOffset? EndedAt
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapGet("at-clinic", Handle)
            .Needs(Rights.ReadEngagements)
            .WithSummary("Accompanied clients of a clinic (after: the last id of the page before)")
            .Refuses(EngagementRefusals.PeriodImpossible);

    /// <param name="clinic">The branch where the clients are treated.</param>
    /// <param name="serving">Only those that last at this moment.</param>
    /// <param name="from">Only those that end after this instant.</param>
    /// <param name="to">Only those that begin before this instant.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid clinic,
        Caller caller,
        IServiceScopeFactory scopes,
        bool? serving,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from?.ToUniversalTime(), to?.ToUniversalTime());
        if (since >= until)
            return EngagementRefusals.PeriodImpossible.AsProblem();
        if (!caller.WorksIn(clinic))
            return Refusal.NotFound.AsProblem();

        // The escort's branch is another one; the platform looks, for this clinic alone.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("engagements-at-clinic", caller.Act, branch: null);
        var db = scope.ServiceProvider.GetRequiredService<EscortDb>();
        return TypedResults.Ok(
            await db
                .Engagements.AsNoTracking()
                .Where(engagement =>
                    engagement.Need.ClinicBranchId == clinic
                    && EngagementStates.Agreed.Contains(engagement.State)
                    && (serving != true || engagement.State == EngagementState.InService)
                    && (since == null || engagement.TimeAndPlace.EndsAt > since)
                    && (until == null || engagement.TimeAndPlace.StartsAt < until)
                    && (after == null || engagement.Id > after)
                )
                .OrderBy(engagement => engagement.Id)
                .Select(engagement => new Line(
                    engagement.Id,
                    engagement.BranchId,
                    engagement.Need.ClinicBranchId,
                    engagement.State,
                    engagement.ClientId,
                    engagement.EscortId,
                    engagement.TimeAndPlace.StartsAt,
                    engagement.TimeAndPlace.EndsAt,
                    engagement.Day.StartedAt,
                    engagement.Day.EndedAt
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
