namespace Clinic.Escort.Engagements;

/// <summary>
/// What an escort announces on the day waits for the leads of the branch at once, until one of them resolves it; the detail of the
/// item is the alert.
/// </summary>
static class AlertWork
{
    public static readonly WorkKind Emergency = new("escort-engagement.emergency", "ResolveAlert", "engagement", Rights.Lead),
        SpecialNeed = new("escort-engagement.special-need", "ResolveAlert", "engagement", Rights.Lead);

    /// <summary>It waits from now on.</summary>
    public static void Ask(EscortDb db, ServiceAlert alert) =>
        db.AskPost(Of(alert), alert.EngagementId, alert.BranchId, alert.RaisedAt, alert.Id);

    /// <summary>A lead resolved it.</summary>
    public static Task Settle(EscortDb db, ServiceAlert alert, CancellationToken stop) =>
        db.SettleWork(Of(alert), alert.EngagementId, stop, alert.Id);

    static WorkKind Of(ServiceAlert alert) => alert.Kind == AlertKind.Emergency ? Emergency : SpecialNeed;
}
