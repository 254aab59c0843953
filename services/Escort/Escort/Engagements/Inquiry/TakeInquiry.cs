using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The agent takes down what a client asks for, by which channel; from now on the branch's minutes for handing it to a
/// lead count. The same body again answers the same. Refused: another branch (404), another body under a known id.
/// </summary>
public static class TakeInquiry
{
    /// <param name="Questions">What the client asked and was answered.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        InquiryChannel Channel,
        [property: PersonName(100)] string ClientName,
        [property: Telephone] string Phone,
        [property: Text(1000, Lines = true)] string Need,
        [property: Text(2000, Lines = true)] string? Questions = null
    );

    public sealed record Response(Guid Id, EngagementState Status, DateTimeOffset HandoverDueAt);

    sealed record Page(string ClientName, string Phone, string Need, string? Questions);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("", Handle)
            .Needs(Rights.Inquire)
            .WithSummary("Takes an inquiry down; starts the hand-over clock")
            .Refuses(Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        Page page = new(
            request.ClientName.Normalized(),
            PhoneNumber.Normalized(request.Phone),
            request.Need.Normalized(),
            request.Questions?.Normalized()
        );
        var known = await db.Engagements.FindAsync([request.Id], stop);
        if (known is null)
        {
            Engagement engagement = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Channel = request.Channel,
                InquiredAt = now,
                InquiredBy = caller.PersonId,
                Handover = new() { DueAt = now + TimeSpan.FromMinutes(policies.Value(HandoverClock.Minutes, request.BranchId, now)) },
            };
            db.AddRange(engagement, FilePage.Of(engagement, PageKind.Inquiry, page, caller.PersonId, now));
            HandoverClock.Start(db, engagement);
            db.Publish(new EscortInquiryReceived(engagement.Id, engagement.BranchId, engagement.Channel.ToString(), now), engagement.Id);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/engagements/{engagement.Id}", Answer(engagement));
            known = await db.Engagements.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.BranchId, known.Channel) == (request.BranchId, request.Channel)
            && await db.FirstPageOf(known, PageKind.Inquiry).Matches(db, page, stop)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static Response Answer(Engagement engagement) => new(engagement.Id, engagement.State, engagement.Handover.DueAt);
}
