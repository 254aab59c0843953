namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>When a client is accompanied already.</summary>
static class ClientsTime
{
    /// <summary>
    /// Another engagement of the same person that overlaps these terms, under whichever id; null when there is none. The person is held.
    /// What another branch agreed with the same client is in nobody's sight here; the constraint of the database refuses it.
    /// </summary>
    public static async Task<Refusal?> CheckClientIsFree(
        this EscortDb db,
        Engagement engagement,
        List<Guid> person,
        Terms terms,
        CancellationToken stop
    )
    {
        var others = await db
            .Engagements.Where(candidate =>
                candidate.Id != engagement.Id
                && candidate.ClientId != null
                && person.Contains(candidate.ClientId.Value)
                && EngagementStates.OccupyingClient.Contains(candidate.State)
                && candidate.TimeAndPlace.StartsAt < terms.EndsAt
                && candidate.TimeAndPlace.EndsAt > terms.StartsAt
            )
            .OrderBy(candidate => candidate.Id)
            .Select(candidate => candidate.Id)
            .Take(1)
            .ToListAsync(stop);
        return others is [var other] ? EngagementRefusals.ClientIsAccompanied(other) : null;
    }
}
