namespace Clinic.Escort.Engagements;

/// <summary>What an escort sees of the engagements.</summary>
static class OwnEngagements
{
    /// <summary>
    /// An engagement of the one who asks, from the assignment until it is archived; of anyone else there is none.
    /// </summary>
    public static async Task<Engagement?> Own(this EscortDb db, Guid engagement, Caller caller, CancellationToken stop) =>
        await db.Engagements.FindAsync([engagement], stop) is { } own && own.IsWith(caller.PersonId) ? own : null;
}
