using Clinic.Gateway.Branches;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>What HR told about an employment.</summary>
enum EmploymentStep
{
    Hired,
    Adjusted,
    Left,
    DepartureWithdrawn,
    HireWithdrawn,
}

/// <summary>
/// A step in a person's employment as HR told it. The version orders the steps however they arrive; what they come to is
/// <see cref="Employment"/>.
/// </summary>
[OutsideScope("Ids, posts and times of employees, read to find out what the caller may see.")]
sealed class PostHeld
{
    public Guid EmployeeId { get; init; }
    public int Version { get; init; }
    public EmploymentStep Step { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Null: the person left, or was never hired.</summary>
    public Post? Post { get; init; }

    /// <summary>When HR recorded it.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The first day of a hiring or the last of a departure, by the calendar of the branch; null: at once.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>The same step on a day.</summary>
    public PostHeld On(DateOnly? day)
    {
        Day = day;
        return this;
    }
}

/// <summary>A time at a post; without an end it goes on.</summary>
sealed record Tenure(Post Post, Guid BranchId, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>How it stands at an instant.</summary>
    public GrantState StateAt(DateTimeOffset now) =>
        Until <= now ? GrantState.Ended
        : From > now ? GrantState.Ahead
        : GrantState.InForce;
}

/// <summary>
/// What the steps of an employment come to, taken in the order of their versions: it begins with the first day and ends after the last
/// one, by the calendar of the branch. A departure that was withdrawn leaves no trace in it, a hiring that was withdrawn is over at once.
/// </summary>
sealed class Employment
{
    readonly List<Tenure> tenures = [];
    DateTimeOffset begins;
    DateTimeOffset? ends;

    /// <summary>The posts held one after the other; the last one counts.</summary>
    public IReadOnlyList<Tenure> Tenures => tenures;

    /// <summary>The first day of the last hiring; what an earlier build heard has none.</summary>
    public DateOnly? FirstDay { get; private set; }

    /// <summary>The post and branch that count while the employment is in force.</summary>
    public (Post Post, Guid BranchId)? Place => tenures is [.., var last] ? (last.Post, last.BranchId) : null;

    /// <summary>Whether the person works here at an instant, not yet, or not any more.</summary>
    public GrantState StateAt(DateTimeOffset now) =>
        ends <= now ? GrantState.Ended
        : begins > now ? GrantState.Ahead
        : GrantState.InForce;

    /// <summary>The employment of a person; null for whoever was never hired, such as the first administrator.</summary>
    public static async Task<Employment?> Of(IdentityDb db, Guid person, CancellationToken stop) => Of(await StepsOf(db, person, stop));

    /// <summary>The employments of people; whoever was never hired is not among them.</summary>
    public static async Task<Dictionary<Guid, Employment>> OfAll(IdentityDb db, Guid[] people, CancellationToken stop) =>
        (await StepsOf(db, people, stop))
            .GroupBy(known => known.Step.EmployeeId)
            .ToDictionary(steps => steps.Key, steps => Of([.. steps])!);

    /// <summary>Steps of a person, each with the time zone of its branch.</summary>
    public static Task<List<(PostHeld Step, string? TimeZone)>> StepsOf(IdentityDb db, Guid person, CancellationToken stop) =>
        StepsOf(db, [person], stop);

    static async Task<List<(PostHeld Step, string? TimeZone)>> StepsOf(IdentityDb db, Guid[] people, CancellationToken stop) =>
        [
            .. (
                await (
                    from step in db.PostsHeld.AsNoTracking()
                    where people.Contains(step.EmployeeId)
                    join known in db.Branches on step.BranchId equals known.Id into branches
                    from branch in branches.DefaultIfEmpty()
                    select new { step, branch.TimeZone }
                ).ToListAsync(stop)
            ).Select(row => (row.step, row.TimeZone)),
        ];

    /// <summary>What steps come to, in whatever order they are given.</summary>
    public static Employment? Of(IReadOnlyList<(PostHeld Step, string? TimeZone)> steps)
    {
        if (steps.Count == 0)
            return null;
        Employment employment = new();
        foreach (var (step, zone) in steps.OrderBy(known => known.Step.Version))
            employment.Take(step, zone);
        return employment;
    }

    void Take(PostHeld step, string? timeZone)
    {
        switch (step.Step)
        {
            case EmploymentStep.Hired:
                FirstDay = step.Day;
                (begins, ends) = (step.Day is { } first ? KnownBranch.StartOf(first, timeZone) : step.From, null);
                tenures.Add(new(step.Post!.Value, step.BranchId, begins, null));
                break;
            case EmploymentStep.Adjusted:
                Move(step);
                break;
            case EmploymentStep.DepartureWithdrawn:
                ends = null;
                Move(step);
                break;
            case EmploymentStep.Left:
                ends = step.Day is { } last ? KnownBranch.EndOf(last, timeZone) : step.From;
                break;
            case EmploymentStep.HireWithdrawn:
                ends = step.From;
                break;
        }
        if (tenures is [.., var held])
            tenures[^1] = held with { Until = ends };
    }

    // Whoever changes post before the first day never held the one before.
    void Move(PostHeld step)
    {
        if (Place == (step.Post!.Value, step.BranchId))
            return;
        var from = step.From > begins ? step.From : begins;
        if (tenures is [.., var last])
        {
            if (last.From < from)
                tenures[^1] = last with { Until = from };
            else
                tenures.RemoveAt(tenures.Count - 1);
        }
        tenures.Add(new(step.Post.Value, step.BranchId, from, null));
    }
}
