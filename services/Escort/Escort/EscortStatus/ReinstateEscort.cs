using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// A lead or manager lets a suspended escort work again, with a reason, and takes the responsibility for it: every series of
/// failures in force is over, a later one is not. The same body again answers the same. Refused: oneself, somebody who is not suspended.
/// </summary>
public static class ReinstateEscort
{
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: Text(500, Lines = true)] string Reason);

    public sealed record Response(Guid Id, [Employee] Guid EscortId, ProfileState Status);

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapPost("{escortId:guid}/reinstatement", Handle)
            .Needs(Rights.Reinstate)
            .WithSummary("Ends a suspension by hand, with a reason")
            .Refuses(ProfileRefusals.OwnReinstatement, ProfileRefusals.NotSuspended, Refusal.IdTaken);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid escortId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Profiles.AnyAsync(known => known.Id == escortId && known.State != ProfileState.NotAnEscort, stop) is false)
            return Refusal.NotFound.AsProblem();
        if (escortId == caller.PersonId)
            return ProfileRefusals.OwnReinstatement.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(escortId, stop);
        var profile = (await db.Profiles.FindAsync([escortId], stop))!;
        var reason = request.Reason.Normalized();
        if (await db.Reinstatements.FindAsync([request.Id], stop) is { } known)
        {
            await db.Open([known], stop);
            return (known.PersonId, known.Reason.Read()) == (escortId, reason)
                ? TypedResults.Ok(new Response(known.Id, escortId, profile.State))
                : Refusal.IdTaken.AsProblem();
        }
        var inForce = (await EscortStatusUpdater.Suspensions(db, profile, stop)).Where(suspension => suspension.LiftedBy is null).ToList();
        if (inForce.Count == 0)
            return ProfileRefusals.NotSuspended.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new Reinstatement
            {
                Id = request.Id,
                PersonId = escortId,
                BranchId = profile.BranchId,
                Series = [.. inForce.Select(suspension => suspension.SeriesVersion)],
                Reason = reason,
                By = caller.PersonId,
                At = now,
            }
        );
        await EscortStatusUpdater.Reconcile(db, profile, "by-hand", escortId, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(new Response(request.Id, escortId, profile.State));
    }
}
