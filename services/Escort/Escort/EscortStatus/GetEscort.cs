using Clinic.Escort.Engagements;
using Clinic.Escort.Engagements.Inquiry;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// The lead sees where an escort stands, why suspended, and whether the escort could accompany in a span, with every reason why not;
/// without a span, right now.
/// </summary>
public static class GetEscort
{
    /// <param name="EscortId">The same id, by which the answer names the escort.</param>
    /// <param name="Ratings">How many ratings of clients there are.</param>
    /// <param name="AverageScore">What clients gave on average, 0 to 100; nothing while nobody rated.</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        ProfileState Status,
        string? CertificateNumber,
        DateTimeOffset? CertifiedUntil,
        string? AgreementVersion,
        DateTimeOffset? ActivatedAt,
        int FailuresInRow,
        IReadOnlyList<SuspensionLine> Suspensions,
        bool Eligible,
        IReadOnlyList<string> Reasons,
        [Employee] Guid EscortId,
        int Ratings,
        decimal? AverageScore
    );

    public sealed record SuspensionLine(int SeriesVersion, string CategoryCode, Guid? ComplaintId, DateTimeOffset Since, string? LiftedBy);

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapGet("{escortId:guid}", Handle)
            .Needs(Rights.ReadEscorts)
            .WithSummary("Where an escort stands, and whether they can be assigned")
            .Refuses(EngagementRefusals.TimesImpossible);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid escortId,
        DateTimeOffset? from,
        DateTimeOffset? to,
        EscortDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (
            await db
                .Profiles.AsNoTracking()
                .FirstOrDefaultAsync(escortProfile => escortProfile.Id == escortId && escortProfile.State != ProfileState.NotAnEscort, stop)
            is not { } profile
        )
            return Refusal.NotFound.AsProblem();
        var begins = from ?? clock.GetUtcNow();
        if ((to ?? begins) < begins)
            return EngagementRefusals.TimesImpossible.AsProblem();

        var found = await db.EligibilityOf(escortId, profile.BranchId, begins, to ?? begins.AddHours(1), but: null, stop);
        var suspensions = await db
            .Suspensions.AsNoTracking()
            .Where(suspension => suspension.PersonId == escortId)
            .OrderBy(suspension => suspension.SeriesVersion)
            .ToListAsync(stop);
        var ratings = await db
            .Ratings.Where(rating => rating.PersonId == escortId)
            .GroupBy(rating => rating.PersonId)
            .Select(of => new { Count = of.Count(), Average = of.Average(rating => rating.Score) })
            .SingleOrDefaultAsync(stop);
        var over = suspensions
            .Where(suspension => suspension.LiftedBy is not null)
            .Select(suspension => suspension.SeriesVersion)
            .DefaultIfEmpty()
            .Max();
        return TypedResults.Ok(
            new Response(
                profile.Id,
                profile.BranchId,
                profile.State,
                profile.CertificateNumber,
                profile.CertifiedUntil,
                profile.AgreementVersion,
                profile.ActivatedAt,
                profile.FailedVersion > over ? profile.FailuresInRow : 0,
                [
                    .. suspensions.Select(suspension => new SuspensionLine(
                        suspension.SeriesVersion,
                        suspension.CategoryCode,
                        suspension.ComplaintId,
                        suspension.Since,
                        suspension.LiftedBy
                    )),
                ],
                found.Eligible,
                found.Reasons,
                profile.Id,
                ratings?.Count ?? 0,
                ratings is null ? null : decimal.Round(ratings.Average, 2)
            )
        );
    }
}
