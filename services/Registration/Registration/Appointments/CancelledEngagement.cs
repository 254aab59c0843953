namespace Clinic.Registration.Appointments;

/// <summary>An accompanied visit that was called off for good: whatever is still asked for it is not booked.</summary>
public sealed class CancelledEngagement : IBranchScoped, IAppendOnly
{
    /// <summary>The code that travels when its appointment is called off or refused because of it.</summary>
    internal const string Code = "engagement-cancelled";

    /// <summary>The engagement.</summary>
    public Guid Id { get; init; }

    /// <summary>The branch that accompanies.</summary>
    public Guid BranchId { get; init; }

    public DateTimeOffset At { get; init; }
}
