namespace Clinic.Registration.Visits.Waiting;

/// <summary>When a waiting area is looked over.</summary>
public enum CheckTime
{
    Opening,
    During,
    Closing,
}

/// <summary>
/// The attendant's look over a waiting area: hygiene, the day's newspapers, media television and drinking-water
/// power on at the opening and off at the closing. What was not in order stands there as such.
/// </summary>
public sealed class AreaCheck : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public int Floor { get; init; }
    public DateOnly Day { get; init; }
    public CheckTime Time { get; init; }
    public bool Clean { get; init; }
    public bool NewspapersArranged { get; init; }

    /// <summary>As it should be at that time: on, and off at the closing.</summary>
    public bool TelevisionSwitched { get; init; }

    /// <summary>As it should be at that time: on, and off at the closing.</summary>
    public bool WaterPowerSwitched { get; init; }

    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}
