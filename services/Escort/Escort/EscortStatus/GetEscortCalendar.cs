using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// The lead sees the calendar of all escorts of a branch for a period: what each is assigned to, when each is away, and whose suspension is
/// in force, in the order of the escorts' ids. Refused: a branch the reader does not work for (404), a period that ends before it begins or
/// is longer than 62 days.
/// </summary>
public static class GetEscortCalendar
{
    /// <summary>The longest period that is shown at once.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(62);

    public sealed record Line(
        [Employee] Guid EscortId,
        [Place] Guid BranchId,
        ProfileState Status,
        IReadOnlyList<AssignedTime> Assignments,
        IReadOnlyList<AwayTime> Leaves,
        IReadOnlyList<SuspendedTime> Suspensions
    );

    public sealed record AssignedTime(
        Guid EngagementId,
        EngagementState Status,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [Place] Guid? ClinicBranchId
    );

    /// <param name="EndsAt">When the person is back, also ahead of the leave's end.</param>
    public sealed record AwayTime(Guid LeaveId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    /// <summary>A suspension in force, from this instant on.</summary>
    public sealed record SuspendedTime(DateTimeOffset Since, string CategoryCode);

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapGet("calendar", Handle)
            .Needs(Rights.ReadEscorts)
            .WithSummary("The calendar of all escorts of a branch (after: the last escort of the page before)")
            .Refuses(ProfileRefusals.PeriodImpossible);

    /// <param name="from">The beginning of the period.</param>
    /// <param name="to">Its end, at most 62 days later.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        DateTimeOffset from,
        DateTimeOffset to,
        EscortDb db,
        Caller caller,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from.ToUniversalTime(), to.ToUniversalTime());
        if (since >= until || until - since > Longest)
            return ProfileRefusals.PeriodImpossible.AsProblem();
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var page = await db
            .Profiles.AsNoTracking()
            .Where(profile =>
                profile.BranchId == branch && profile.State != ProfileState.NotAnEscort && (after == null || profile.Id > after)
            )
            .OrderBy(profile => profile.Id)
            .ToPage(limit, profile => profile.Id, stop);
        var ids = page.Items.Select(profile => profile.Id).ToArray();
        var assigned = (await Assigned(db, ids, since, until, stop)).ToLookup(engagement => engagement.EscortId);
        var away = (await db.Leaves.AsNoTracking().Where(leave => ids.Contains(leave.PersonId) && leave.EndsAt > since).ToListAsync(stop))
            .Where(leave => leave.Overlaps(since, until))
            .ToLookup(leave => leave.PersonId);
        var suspended = (
            await db
                .Suspensions.AsNoTracking()
                .Where(suspension => ids.Contains(suspension.PersonId) && suspension.LiftedBy == null && suspension.Since < until)
                .ToListAsync(stop)
        ).ToLookup(suspension => suspension.PersonId);
        return TypedResults.Ok(
            new Page<Line>(
                [
                    .. page.Items.Select(profile => new Line(
                        profile.Id,
                        profile.BranchId,
                        profile.State,
                        [.. assigned[profile.Id].OrderBy(engagement => engagement.TimeAndPlace.StartsAt).Select(AssignmentOf)],
                        [.. away[profile.Id].OrderBy(leave => leave.StartsAt).Select(AbsenceOf)],
                        [
                            .. suspended[profile.Id]
                                .OrderBy(suspension => suspension.Since)
                                .Select(suspension => new SuspendedTime(suspension.Since, suspension.CategoryCode)),
                        ]
                    )),
                ],
                page.Next
            )
        );
    }

    static Task<List<Engagement>> Assigned(
        EscortDb db,
        Guid[] escorts,
        DateTimeOffset since,
        DateTimeOffset until,
        CancellationToken stop
    ) =>
        db
            .Engagements.AsNoTracking()
            .Where(engagement =>
                engagement.EscortId != null
                && escorts.Contains(engagement.EscortId.Value)
                && EngagementStates.Agreed.Contains(engagement.State)
                && engagement.TimeAndPlace.StartsAt < until
                && engagement.TimeAndPlace.EndsAt > since
            )
            .ToListAsync(stop);

    static AssignedTime AssignmentOf(Engagement engagement) =>
        new(
            engagement.Id,
            engagement.State,
            engagement.TimeAndPlace.StartsAt!.Value,
            engagement.TimeAndPlace.EndsAt!.Value,
            engagement.Need.ClinicBranchId
        );

    static AwayTime AbsenceOf(KnownLeave leave) => new(leave.Id, leave.StartsAt!.Value, leave.BackAt ?? leave.EndsAt!.Value);
}
