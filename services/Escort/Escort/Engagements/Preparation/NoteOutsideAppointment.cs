namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The escort notes the reference of an appointment that a hospital outside the group gave. The same again answers the
/// same; another one may follow when this one no longer lies within the agreed service. Refused where an appointment is asked for or there
/// already.
/// </summary>
public static class NoteOutsideAppointment
{
    public sealed record Request(
        [property: Form("[A-Za-z0-9/_-]{1,60}", "1 to 60 letters, digits, hyphens, slashes and underscores")] string Reference,
        DateTimeOffset StartsAt
    );

    public sealed record Response(string Reference, DateTimeOffset StartsAt);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/outside-appointment", Handle)
            .Needs(Rights.Serve)
            .WithSummary("Notes an outside hospital's appointment")
            .Refuses(EngagementRefusals.AnyOutOfOrder, EngagementRefusals.AppointmentStands);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var appointment = await db.Appointments.FindAsync([engagementId], stop);
        if (appointment is null || (appointment.OutsideReference, appointment.StartsAt) != (request.Reference, request.StartsAt))
        {
            var again = engagement.State == EngagementState.Ready && appointment?.Serves(engagement.TimeAndPlace) != true;
            if (engagement.State != EngagementState.Preparing && !again)
                return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
            if (appointment is null)
                db.Add(appointment = new() { EngagementId = engagement.Id, BranchId = engagement.BranchId });
            if (appointment.NoteOutside(request.Reference, request.StartsAt, engagement.TimeAndPlace) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(appointment.OutsideReference!, appointment.StartsAt!.Value));
    }
}
