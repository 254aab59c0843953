using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor or a nurse compares two different identifiers of the person in the room with the chart. Each
/// comparison is kept; one that does not match is refused as <c>identity-mismatch</c> and the visit waits for another.
/// </summary>
public static class CheckIdentity
{
    public sealed record Request([property: MinLength(1), MaxLength(5)] IReadOnlyList<Identifier> Identifiers, bool Matches);

    public sealed record Response(VisitState Status, DateTimeOffset VerifiedAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/identity-check", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Compares two identifiers with the chart")
            .Refuses(
                VisitRefusals.TwoIdentifiers,
                VisitRefusals.AnyOutOfOrder,
                VisitRefusals.NotTheDoctorOrANurse,
                VisitRefusals.IdentityMismatch
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Identifiers.Distinct().Count() < 2)
            return VisitRefusals.TwoIdentifiers.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Treatment.VerifiedAt is null || !request.Matches)
        {
            var now = clock.GetUtcNow();
            if (visit.Verify(caller.PersonId, await db.IsNurse(caller.PersonId, visit.BranchId, stop), request.Matches, now) is { } refusal)
                return refusal.AsProblem();

            db.Add(
                new IdentityCheck
                {
                    Id = Guid.CreateVersion7(now),
                    VisitId = visit.Id,
                    BranchId = visit.BranchId,
                    Identifiers = [.. request.Identifiers.Distinct()],
                    Matches = request.Matches,
                    CheckedBy = caller.PersonId,
                    CheckedAt = now,
                }
            );
            await db.SaveChangesAsync(stop);
            if (!request.Matches)
                return VisitRefusals.IdentityMismatch.AsProblem();
        }
        return TypedResults.Ok(new Response(visit.State, visit.Treatment.VerifiedAt!.Value));
    }
}
