using Clinic.Escort.Branches;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>Whether a person can accompany, looked up: what is known of the person, and the engagements the person has.</summary>
static class EligibilityOfPerson
{
    /// <summary>R-001, R-008, R-053, R-060: judges one person for a span; engagements other than this one must not overlap.</summary>
    public static async Task<Eligibility> EligibilityOf(
        this EscortDb db,
        Guid person,
        Guid branch,
        DateTimeOffset from,
        DateTimeOffset to,
        Guid? but,
        CancellationToken stop
    )
    {
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(escortProfile => escortProfile.Id == person, stop);
        var overlaps = await db.Engagements.AnyAsync(
            engagement =>
                engagement.EscortId == person
                && engagement.Id != but
                && EngagementStates.OccupyingEscort.Contains(engagement.State)
                && engagement.TimeAndPlace.StartsAt < to
                && engagement.TimeAndPlace.EndsAt > from,
            stop
        );
        var leaves = await db.Leaves.AsNoTracking().Where(leave => leave.PersonId == person && leave.EndsAt > from).ToListAsync(stop);
        var away = leaves.Exists(leave => leave.Overlaps(from, to));
        return Eligibility.Judge(profile, person, branch, await db.DayAt(branch, from, stop), to, away, overlaps);
    }
}
