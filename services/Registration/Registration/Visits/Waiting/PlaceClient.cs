using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// The guide leads a client who has a doctor straight to the room when the doctor can see them now, else to the waiting area
/// apart by visit type where the branch keeps the two apart, and tells how long it will take. Asked again,
/// somebody who waits may be led to the room by then. Refused before triage.
/// </summary>
public static class PlaceClient
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    /// <param name="ExpectedMinutes">What to tell the client; 0 when led to the room.</param>
    /// <param name="Ahead">Clients of the doctor before this one.</param>
    public sealed record Response(WaitingPlace Place, int ExpectedMinutes, int Ahead);

    /// <summary>On for the branch that keeps them apart (郑州金水院区).</summary>
    public static readonly Policy<bool> WaitsApart = new("branch.separateFirstReturnWaiting", false, false, true, "004 6.2.2 (R-316)");

    public static readonly Policy<int> MinutesOfClient = new("waiting.minutesPerClient", 15, 1, 240, "default, unconfirmed (A-05)");

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/placement", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Leads a client to the room or the waiting area")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.AnyStationFirst);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        // Whoever is called or in the room of this doctor, or stands before in the queue.
        var ahead = visit.DoctorId is not { } doctor
            ? 0
            : await db.Visits.CountAsync(
                other =>
                    other.BranchId == visit.BranchId
                    && other.Day == visit.Day
                    && other.DoctorId == doctor
                    && other.Id != visitId
                    && other.ClosedAt == null
                    && (other.Pickup.CollectedAt == null ? other.Way.QueueAt < visit.Way.QueueAt : other.Chart.ReturnedAt == null),
                stop
            );
        var isFree =
            ahead == 0
            && await db.Doctors.AnyAsync(candidate => candidate.Id == visit.DoctorId && candidate.Status == DoctorStatus.Available, stop);
        var place =
            isFree ? WaitingPlace.Direct
            : !policies.Value(WaitsApart, visit.BranchId, visit.ArrivedAt) ? WaitingPlace.Waiting
            : visit.Type == VisitType.First ? WaitingPlace.FirstVisits
            : WaitingPlace.ReturnVisits;
        var now = clock.GetUtcNow();
        var minutes = isFree ? 0 : Math.Max(1, ahead) * policies.Value(MinutesOfClient, visit.BranchId, now);
        if (visit.Waiting.Place is null || (visit.Waiting.Place != place && visit.Waiting.Place != WaitingPlace.Direct))
        {
            if (visit.LeadTo(place, minutes, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.Waiting.Place!.Value, visit.Waiting.ExpectedMinutes!.Value, ahead));
    }
}
