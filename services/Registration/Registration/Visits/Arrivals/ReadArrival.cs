namespace Clinic.Registration.Visits.Arrivals;

/// <summary>Staff see how far somebody is between door and seat. The ETag is its version.</summary>
public static class ReadArrival
{
    public sealed record Response(
        Guid Id,
        Guid BranchId,
        DateTimeOffset ArrivedAt,
        bool EnteredAfterwards,
        DateTimeOffset GreetingDueAt,
        DateTimeOffset? GreetedAt,
        Guid? GreetedBy,
        int? GreetingSeconds,
        bool GreetingLate,
        VisitorKind? Kind,
        Guiding? Guiding,
        DateTimeOffset? LedAt,
        DateTimeOffset? SeatedAt
    );

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals.MapGet("{arrivalId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("How far somebody is between door and seat");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        HttpContext http,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var one = await db.Arrivals.FindAsync([arrivalId], stop);
        if (one is null)
            return Refusal.NotFound.AsProblem();

        IfMatch.Tell(http.Response, one);
        return TypedResults.Ok(
            new Response(
                one.Id,
                one.BranchId,
                one.ArrivedAt,
                one.EnteredAfterwards,
                one.GreetingDueAt,
                one.GreetedAt,
                one.GreetedBy,
                one.GreetingSeconds,
                one.GreetingLate,
                one.Kind,
                one.Guiding,
                one.LedAt,
                one.SeatedAt
            )
        );
    }
}
