using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Registration.Visits;

/// <summary>
/// The greeter or guide greets the client; the seconds from the arrival are measured, and over the branch's limit
/// <c>GreetingLate</c> is said. Once: a second greeting answers the first. Refused once the client was collected.
/// </summary>
public static class Greet
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    /// <param name="Seconds">From the arrival, rounded up.</param>
    public sealed record Response(int Seconds, bool Late);

    /// <summary>R-071 fixes ten seconds.</summary>
    public static readonly Policy<int> MaxSeconds = new("greeting.maxSeconds", 10, 1, 600, "001 三1 (R-071)");

    internal static void Map(RouteGroupBuilder visits) => visits.MapPost("{visitId:guid}/greeting", Handle).Needs(Rights.Greet).WithSummary("Greets the client; measures the seconds");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId, Request _, RegistrationDb db, Caller caller, PolicyBook policies, TimeProvider clock, CancellationToken stop)
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null) return Refusal.NotFound.AsProblem();
        if (visit.GreetedAt is null)
        {
            var now = clock.GetUtcNow();
            var limit = policies.Value(MaxSeconds, visit.BranchId, visit.ArrivedAt);
            if (visit.Greet(caller.PersonId, limit, now) is { } refusal) return refusal.AsProblem();

            if (visit.GreetingLate) db.Publish(new GreetingLate(visit.Id, visit.BranchId, caller.PersonId, visit.GreetingSeconds!.Value, limit, now), visit.CaseId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.GreetingSeconds!.Value, visit.GreetingLate));
    }
}
