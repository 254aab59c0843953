namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The escort notes mood and body of the client, a question and its answer or a message to the company
/// while the service lasts. The same body again answers the same.
/// </summary>
public static class AddNote
{
    public sealed record Request([property: GivenId] Guid Id, NoteKind Kind, [property: Text(2000, Lines = true)] string Words);

    public sealed record Response(Guid Id, NoteKind Kind, DateTimeOffset WrittenAt);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/notes", Handle)
            .Needs(Rights.Serve)
            .WithSummary("Notes what the day brings")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.IdTaken);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var known = await db.Notes.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (engagement.State != EngagementState.InService)
                return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
            ServiceNote note = new()
            {
                Id = request.Id,
                EngagementId = engagement.Id,
                BranchId = engagement.BranchId,
                Kind = request.Kind,
                Words = request.Words.Normalized(),
                WrittenBy = caller.PersonId,
                WrittenAt = clock.GetUtcNow(),
            };
            db.Add(note);
            if (await db.TrySaveNew(stop))
                return TypedResults.Ok(Answer(note));
            known = await db.Notes.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return (known.EngagementId, known.Kind, known.Words.Read()) == (engagement.Id, request.Kind, request.Words.Normalized())
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static Response Answer(ServiceNote note) => new(note.Id, note.Kind, note.WrittenAt);
}
