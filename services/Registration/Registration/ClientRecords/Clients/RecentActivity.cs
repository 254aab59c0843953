namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What a client did lately, by which the group is judged.</summary>
/// <param name="Visits">Completed in the last twelve months.</param>
/// <param name="Spent">In the last twelve months.</param>
/// <param name="EverBought">A completed visit with a purchase, whenever.</param>
/// <param name="BoughtLately">The same within the last twelve months.</param>
public sealed record RecentActivity(int Visits, decimal Spent, bool EverBought, bool BoughtLately, DateTimeOffset? LastVisit)
{
    /// <summary>Nothing yet.</summary>
    public static readonly RecentActivity Nothing = new(0, 0, false, false, null);
}
