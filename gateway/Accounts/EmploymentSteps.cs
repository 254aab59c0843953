using Clinic.Gateway.Rights;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>What a step of employment changed.</summary>
sealed record EmploymentChange(Employment? Before, Employment After)
{
    /// <summary>True when another post or branch counts than before.</summary>
    public bool IsMove => Before?.Place != After.Place;
}

/// <summary>How steps of employment are noted, and what ends with one.</summary>
static class EmploymentSteps
{
    /// <summary>Notes a step once, in whatever order steps come; null when it was noted before.</summary>
    public static async Task<EmploymentChange?> Take(this IdentityDb db, PostHeld step, CancellationToken stop)
    {
        var steps = await Employment.StepsOf(db, step.EmployeeId, stop);
        if (steps.Exists(known => known.Step.Version == step.Version))
            return null;
        db.Add(step);
        var zone = await db
            .Branches.Where(branch => branch.Id == step.BranchId)
            .Select(branch => branch.TimeZone)
            .FirstOrDefaultAsync(stop);
        return new(Employment.Of(steps), Employment.Of([.. steps, (step, zone)])!);
    }

    /// <summary>Ends every session of a person that is open.</summary>
    public static async Task EndSessions(this IdentityDb db, Guid person, string why, DateTimeOffset now, CancellationToken stop)
    {
        foreach (
            var session in await db
                .Sessions.Where(candidate => candidate.AccountId == person && candidate.EndedAt == null)
                .ToListAsync(stop)
        )
            session.End(why, now);
    }

    /// <summary>What holds at once began no later than it was heard, whatever clock it was told by.</summary>
    public static DateTimeOffset Heard(this TimeProvider clock, DateTimeOffset at) => at < clock.GetUtcNow() ? at : clock.GetUtcNow();
}
