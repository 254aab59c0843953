namespace Clinic.Registration.Visits.Arrivals;

/// <summary>One person is ready to receive clients: the five things the dental clinic asks for before .</summary>
public sealed class Preparation : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}
