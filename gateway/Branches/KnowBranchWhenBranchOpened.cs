using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Branches;

/// <summary>A branch that exists, so that no right is given for one that does not, and when its days begin.</summary>
[OutsideScope("Ids, opening days and time zones of branches; concerns no person.")]
[KnownHere(Awaited.Branch)]
sealed class KnownBranch
{
    public Guid Id { get; init; }
    public DateOnly From { get; init; }

    /// <summary>
    /// Null when an earlier build heard of the branch and nobody has told of it since; its days are those of UTC until then.
    /// </summary>
    public string? TimeZone { get; private set; }

    /// <summary>Notes the time zone; a branch never moves to another.</summary>
    public void IsIn(string timeZone) => TimeZone ??= timeZone;

    /// <summary>The instant at which a day begins where this time zone holds.</summary>
    public static DateTimeOffset StartOf(DateOnly day, string? timeZone)
    {
        // The ends of the calendar have no instants in every zone.
        if (day.Year == DateOnly.MinValue.Year)
            return DateTimeOffset.MinValue;
        return WallClock.StartOf(timeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(timeZone), day);
    }

    /// <summary>The instant at which a day is over where this time zone holds.</summary>
    public static DateTimeOffset EndOf(DateOnly day, string? timeZone) =>
        day.Year == DateOnly.MaxValue.Year ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1), timeZone);
}

/// <summary>A branch opened: from now on rights can be given there, and first and last days are days of its calendar.</summary>
[ActsAs("identity", "branches.read", ForGroup = true)]
[LearnsAnew(2)]
sealed class KnowBranchWhenBranchOpened(IdentityDb db) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        await db.HearPlace(fact.BranchId, fact.Name, version: 1, stop);
        // A time zone nobody knows fails here and parks the fact, rather than every login of the branch later.
        var zone = TimeZoneInfo.FindSystemTimeZoneById(fact.TimeZone).Id;
        var branch = await db.Branches.FirstOrDefaultAsync(known => known.Id == fact.BranchId, stop);
        if (branch is null)
            db.Add(branch = new KnownBranch { Id = fact.BranchId, From = fact.From });
        branch.IsIn(zone);
    }
}
