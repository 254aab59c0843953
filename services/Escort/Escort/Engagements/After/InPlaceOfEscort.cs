namespace Clinic.Escort.Engagements.After;

/// <summary>What an escort left undone who serves here no more: a lead does it in place of that escort, with a reason.</summary>
static class InPlaceOfEscort
{
    /// <summary>
    /// The engagement, when its escort does not serve at its branch any more: left, never hired, at another post or branch. Else why not;
    /// as long as the escort serves, nobody else does the escort's work.
    /// </summary>
    public static async Task<(Engagement? Engagement, Refusal? Refused)> LeftByEscort(this EscortDb db, Guid id, CancellationToken stop)
    {
        if (await db.Engagements.FindAsync([id], stop) is not { } engagement)
            return (null, Refusal.NotFound);
        if (engagement.EscortId is not { } escort)
            return (null, EngagementRefusals.OutOfOrder(engagement.State));
        return await db.Profiles.FindAsync([escort], stop) is { } profile && profile.ServesAt(engagement.BranchId)
            ? (null, EngagementRefusals.EscortStillServes)
            : (engagement, null);
    }
}
