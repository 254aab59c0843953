namespace Clinic.Feedback.FollowUps;

/// <summary>Whom the group served, as far as this service has heard of it.</summary>
static class ServedClients
{
    /// <summary>Who was served in this visit or accompanied visit.</summary>
    public static Task<Guid?> ClientServed(this FeedbackDb db, Guid? visit, Guid? engagement, CancellationToken stop) =>
        db
            .FollowUps.Where(call => call.SourceId == visit || call.SourceId == engagement)
            .Select(call => (Guid?)call.ClientId)
            .FirstOrDefaultAsync(stop);
}
