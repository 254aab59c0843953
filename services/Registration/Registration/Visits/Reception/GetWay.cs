namespace Clinic.Registration.Visits.Reception;

/// <summary>Staff and client see which stations a visit passes in this branch, in order, and which is next .</summary>
public static class GetWay
{
    public sealed record Line(Station Station, StationAct Act, DateTimeOffset? PassedAt);

    public sealed record Response(ReceptionVariant Variant, bool Booked, IReadOnlyList<Line> Stops, Line? Next);

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("{visitId:guid}/way", Handle).Needs(Rights.ReadVisits).WithSummary("The stations of a visit, in order");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        var door = await db.Arrivals.FindAsync([visitId], stop);
        var way = visit.Stops();
        Line[] stops =
        [
            .. way.InOrder.Select(candidate => new Line(
                candidate.Station,
                candidate.Act,
                candidate.Act == StationAct.Greeting ? door?.GreetedAt : way.PassedAt(candidate.Act)
            )),
        ];
        return TypedResults.Ok(new Response(visit.Way.Variant, visit.IsBooked, stops, stops.FirstOrDefault(line => line.PassedAt is null)));
    }
}
