namespace Clinic.Escort.Engagements;

/// <summary>
/// What an escort announces on the day waits for the leads of the branch at once, until one of them resolves it; the detail of the
/// item is the alert.
/// </summary>
static class AlertWork
{
    public static readonly WorkKind Emergency = new("escort-engagement.emergency", "ResolveAlert", "engagement", Rights.Lead),
        SpecialNeed = new("escort-engagement.special-need", "ResolveAlert", "engagement", Rights.Lead);

    /// <summary>The alerts that nobody resolved.</summary>
    public static OpenNouns Open(EscortDb db) =>
        OpenNouns.Of(db.Alerts.Where(alert => alert.ResolvedAt == null), alert => alert.Id, alert => alert.EngagementId);

    /// <summary>Writes down what waits about every alert that this save changes.</summary>
    public static async Task Keep(EscortDb db, CancellationToken stop)
    {
        foreach (var alert in db.Changing<ServiceAlert>())
        {
            if (alert.ResolvedAt is null)
                db.AskPost(Of(alert), alert.EngagementId, alert.BranchId, alert.RaisedAt, alert.Id);
            else
                await db.SettleWork(Of(alert), alert.EngagementId, stop, alert.Id);
        }
    }

    static WorkKind Of(ServiceAlert alert) => alert.Kind == AlertKind.Emergency ? Emergency : SpecialNeed;
}
