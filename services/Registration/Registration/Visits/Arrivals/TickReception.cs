namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The desk ticks of a visit that the name was asked and the appointment looked up. Ticks add up; the same again changes nothing.
/// </summary>
public static class TickReception
{
    public sealed record Request(bool NameAsked, bool AppointmentLookedUp);

    public sealed record Response(bool NameAsked, bool AppointmentLookedUp);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPut("{visitId:guid}/reception", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Ticks that name and appointment were asked for");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        if (arrival is null || !await db.Visits.AnyAsync(visit => visit.Id == visitId, stop))
            return Refusal.NotFound.AsProblem();
        if ((request.NameAsked && !arrival.NameAsked) || (request.AppointmentLookedUp && !arrival.AppointmentLookedUp))
        {
            arrival.TickReception(request.NameAsked, request.AppointmentLookedUp, caller.PersonId, clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(arrival.NameAsked, arrival.AppointmentLookedUp));
    }
}
