using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// Staff see who is at which post on a day, which posts are empty, and how many guides the branch has of those it should have. The
/// ETag is the roster's version.
/// </summary>
public sealed class GetRoster(RegistrationDb db, PolicyBook policies, TimeProvider clock)
{
    static readonly Policy<int> Headcount = new("headcount.guides", 19, 0, 500, "004 岗位编制 (R-287)");

    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        DutyPost Post,
        [Place] Guid? FloorId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        string? Title,
        bool IsReplacement
    );

    public sealed record Gap(
        Guid Id,
        DutyPost Post,
        [Place] Guid? FloorId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        DateTimeOffset? FilledAt,
        [Employee] Guid? FilledBy
    );

    /// <param name="Guides">Guides who work at the branch.</param>
    /// <param name="GuidesEstablished">Guides the branch should have.</param>
    /// <param name="NewcomersAlone">Who is alone at a post before the onboarding is completed .</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        DateTimeOffset? PublishedAt,
        IReadOnlyList<Line> Shifts,
        IReadOnlyList<Gap> Gaps,
        int Guides,
        int GuidesEstablished,
        IReadOnlyList<NewcomerAlone> NewcomersAlone
    );

    internal static void Map(RouteGroupBuilder rosters) =>
        rosters.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The roster of a branch's day, with empty posts");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly day,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        GetRoster reader,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
        && await db.Rosters.FirstOrDefaultAsync(candidate => candidate.BranchId == branch && candidate.Day == day, stop) is { } roster
            ? TypedResults.Ok(await reader.Answer(roster, http, stop))
            : Refusal.NotFound.AsProblem();

    internal async Task<Response> Answer(Roster roster, HttpContext http, CancellationToken stop)
    {
        IfMatch.Tell(http.Response, roster);
        var shifts = await db
            .Shifts.AsNoTracking()
            .Where(shift => shift.RosterId == roster.Id)
            .OrderBy(shift => shift.StartsAt)
            .ThenBy(shift => shift.Id)
            .ToListAsync(stop);
        var gaps = await db
            .CoverageGaps.AsNoTracking()
            .Where(gap => gap.RosterId == roster.Id)
            .OrderBy(gap => gap.StartsAt)
            .ThenBy(gap => gap.Id)
            .Select(gap => new Gap(gap.Id, gap.Post, gap.FloorId, gap.StartsAt, gap.EndsAt, gap.FilledAt, gap.FilledBy))
            .ToListAsync(stop);
        var guides = await db.Staff.CountAsync(
            member => member.BranchId == roster.BranchId && member.Post == Post.Guide && !member.HasLeft,
            stop
        );
        var people = shifts.Select(shift => shift.EmployeeId).ToHashSet();
        var newcomers = await db
            .Staff.Where(member => people.Contains(member.Id) && member.HiredOn != null && member.OnboardedAt == null)
            .Select(member => member.Id)
            .ToHashSetAsync(stop);
        return new(
            roster.Id,
            roster.BranchId,
            roster.Day,
            roster.PublishedAt,
            [
                .. shifts.Select(shift => new Line(
                    shift.Id,
                    shift.EmployeeId,
                    shift.Post,
                    shift.FloorId,
                    shift.StartsAt,
                    shift.EndsAt,
                    shift.Title,
                    shift.IsReplacement
                )),
            ],
            gaps,
            guides,
            policies.Value(Headcount, roster.BranchId, clock.GetUtcNow()),
            Newcomers.Alone(shifts, newcomers)
        );
    }
}
