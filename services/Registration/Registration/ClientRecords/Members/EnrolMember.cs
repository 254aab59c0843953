using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Members;

/// <summary>
/// The desk enrols a client as a member on a level of the branch (WF-33 1); the number is the chart's with an M. Refused without the
/// client's consent to care or marketing, for a merged client, and for somebody who is a member already. The same body again answers the
/// same.
/// </summary>
public static class EnrolMember
{
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid ClientId, [property: GivenId] Guid LevelId);

    /// <param name="ClientName">Masked; in lists only.</param>
    public sealed record Response(
        Guid Id,
        Guid ClientId,
        string Number,
        string LevelCode,
        MemberState Status,
        DateTimeOffset EnrolledAt,
        DateTimeOffset? EndedAt,
        string? EndedBecause,
        string? ClientName = null
    );

    internal static void Map(RouteGroupBuilder members) =>
        members
            .MapPost("", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Enrols a client as a member")
            .Refuses(
                ClientRecordRefusals.ClientIsMerged,
                ClientRecordRefusals.MemberNeedsConsent,
                ClientRecordRefusals.AlreadyMember,
                Refusal.IdTaken
            );

    internal static Response Answer(Member member, MemberLevel level) =>
        new(member.Id, member.ClientId, member.Number, level.Code, member.State, member.EnrolledAt, member.EndedAt, member.EndedBecause);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (client, level) = (
            await db.Clients.FindAsync([request.ClientId], stop),
            await db.MemberLevels.FindAsync([request.LevelId], stop)
        );
        if (client is null || level is null || level.BranchId != client.BranchId)
            return Refusal.NotFound.AsProblem();
        if (await db.Members.FindAsync([request.Id], stop) is { } known)
            return known.ClientId == request.ClientId
                ? TypedResults.Ok(Answer(known, (await db.MemberLevels.FindAsync([known.LevelId], stop))!))
                : Refusal.IdTaken.AsProblem();
        if (client.MergedInto is not null)
            return ClientRecordRefusals.ClientIsMerged.AsProblem();
        if (!client.CareConsent && !client.MarketingConsent)
            return ClientRecordRefusals.MemberNeedsConsent.AsProblem();

        var now = clock.GetUtcNow();
        var member = Member.New(request.Id, client.BranchId, client.Id, $"M{client.ChartNumber}", level, caller.PersonId, now);
        db.Add(member);
        db.Publish(new MemberEnrolled(member.Id, member.BranchId, client.Id, level.Code, now, member.EventVersion), client.Id);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/members/{member.Id}", Answer(member, level));
    }
}
