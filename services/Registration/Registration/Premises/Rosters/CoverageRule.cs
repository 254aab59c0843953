using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>A floor with the posts it needs; a branch without floors is one floor.</summary>
public sealed record FloorNeed(Guid? FloorId, bool IsGround);

/// <summary>Somebody who is really at a post.</summary>
public sealed record AtPost(DutyPost Post, Guid? FloorId, DateTimeOffset From, DateTimeOffset To);

/// <summary>A post nobody is at.</summary>
public sealed record Uncovered(DutyPost Post, Guid? FloorId, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Which posts have to be filled while a branch is open (WF-52 3): on the ground floor registration and triage, a greeter, the waiting area
/// and a dedicated person for retention; on every other floor somebody.
/// </summary>
public static class CoverageRule
{
    static readonly DutyPost[] OfGround = [DutyPost.RegistrationTriage, DutyPost.Greeter, DutyPost.WaitingArea, DutyPost.Retention];

    /// <summary>The parts of an opening at which a post is empty, by floor, post and time.</summary>
    public static IReadOnlyList<Uncovered> Gaps(
        IEnumerable<FloorNeed> floors,
        IReadOnlyCollection<AtPost> present,
        DateTimeOffset opens,
        DateTimeOffset closes
    ) =>
        [
            .. from floor in floors
            from post in floor.IsGround ? OfGround : [DutyPost.FloorGuide]
            from gap in Subtract(
                present
                    .Where(atPost => atPost.FloorId == floor.FloorId && (!floor.IsGround || atPost.Post == post))
                    .Select(atPost => (atPost.From, atPost.To)),
                opens,
                closes
            )
            select new Uncovered(post, floor.FloorId, gap.From, gap.To),
        ];

    /// <summary>What is left of a time without some parts of it.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Subtract(
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> parts,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var covered = from;
        foreach (var part in parts.Where(part => part.To > from && part.From < to).OrderBy(part => part.From))
        {
            if (part.From > covered)
                yield return (covered, part.From);
            if (part.To > covered)
                covered = part.To;
        }
        if (covered < to)
            yield return (covered, to);
    }
}
