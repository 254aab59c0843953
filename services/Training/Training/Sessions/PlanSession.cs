using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Sessions;

/// <summary>
/// A trainer puts an onboarding or regular session on the calendar (WF-16 2), also one held in the last days. The same body again
/// answers the session, another one under its id is refused. The topic is one of the list. Refuses:
/// <c>session-opened-by-source</c>, <c>topic-unknown</c>, <c>session-times-impossible</c>, <c>session-too-long-ago</c>,
/// <c>audience-not-known</c>, <c>employee-left</c>.
/// </summary>
public static class PlanSession
{
    /// <summary>What a topic's code looks like.</summary>
    internal const string Topic = "[a-z][a-z0-9-]{1,39}";

    /// <param name="Kind">Onboarding or Regular.</param>
    /// <param name="AudienceIds">Nobody named means everybody of the branch.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        SessionKind Kind,
        [property: Required, Form(Topic, "2 to 40 small letters, digits and hyphens, a letter first")] string TopicCode,
        DateTimeOffset From,
        DateTimeOffset To,
        [property: MaxLength(200)] Guid[]? AudienceIds = null
    );

    public sealed record Response(Guid Id, SessionState Status);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions
            .MapPost("", Handle)
            .Needs(Rights.PlanTraining)
            .WithSummary("A trainer plans a session")
            .Refuses(
                SessionRefusals.OpenedBySource,
                SessionRefusals.TopicUnknown(SessionKind.Onboarding),
                SessionRefusals.SessionTimesImpossible,
                SessionRefusals.SessionTooLongAgo,
                SessionRefusals.AudienceNotKnown,
                StaffRefusals.EmployeeLeft,
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        var (from, to, now) = (request.From.ToDatabasePrecision(), request.To.ToDatabasePrecision(), clock.GetUtcNow());
        var audience = (request.AudienceIds ?? []).Distinct().Order().ToArray();
        var known = await db.Sessions.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (request.Kind is SessionKind.Special or SessionKind.Remedial)
                return SessionRefusals.OpenedBySource.AsProblem();
            if (!SessionTopics.Of(request.Kind).Contains(request.TopicCode))
                return SessionRefusals.TopicUnknown(request.Kind).AsProblem();
            TrainingSession session = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Kind = request.Kind,
                TopicCode = request.TopicCode,
                Audience = audience,
                CaseId = request.Id,
                CreatedAt = now,
            };
            if (session.Schedule(from, to, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();
            var invited = await db
                .Files.Where(file => audience.Contains(file.PersonId) && file.BranchId == request.BranchId)
                .ToListAsync(stop);
            if (invited.Count != audience.Length)
                return SessionRefusals.AudienceNotKnown.AsProblem();
            if (invited.Exists(file => file.HasLeft(from)))
                return StaffRefusals.EmployeeLeft.AsProblem();

            db.Add(session);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/sessions/{session.Id}", new Response(session.Id, session.State));
            known = await db.Sessions.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && known.Audience.SequenceEqual(audience)
            && (known.BranchId, known.Kind, known.TopicCode, known.From, known.To)
                == (request.BranchId, request.Kind, request.TopicCode, from, to)
            ? TypedResults.Ok(new Response(known.Id, known.State))
            : Refusal.IdTaken.AsProblem();
    }
}
