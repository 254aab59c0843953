namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter asks the guide upstairs by intercom to take a client over, and is free again when somebody did. When nobody
/// answers within the branch's seconds it goes to the supervisor.
/// </summary>
public sealed class HandOff : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid ArrivalId { get; init; }
    public Guid BranchId { get; init; }
    public int Floor { get; init; }

    /// <summary>Helped up the stairs in person .</summary>
    public bool Accompanied { get; init; }

    public Guid RequestedBy { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public Guid? AcceptedBy { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Nobody answered in time, and the supervisor has it.</summary>
    public DateTimeOffset? SupervisorSince { get; private set; }

    public uint Version { get; private set; }

    /// <summary>R-317: somebody else takes the client over.</summary>
    public Refusal? Accept(Guid by, DateTimeOffset now)
    {
        if (by == RequestedBy)
            return VisitRefusals.HandOffToSelf;

        (AcceptedBy, AcceptedAt) = (by, now);
        return null;
    }

    /// <summary>A-78: nobody answered.</summary>
    public void FallToSupervisor(DateTimeOffset now)
    {
        if (AcceptedAt is null)
            SupervisorSince ??= now;
    }
}

/// <summary>The seconds in which a hand-off is answered.</summary>
static class HandOffClock
{
    public const string Kind = "hand-off";

    public static readonly Policy<int> MaxSeconds = new("handoff.maxSeconds", 60, 5, 900, "default, unconfirmed (A-78)");
}

/// <summary>Rings when nobody took the client over: from now on it is the supervisor's.</summary>
[DeadlineKind(HandOffClock.Kind), ActsAs("hand-off-clock", "visits.read")]
sealed class FallToSupervisorWhenNobodyAccepts(RegistrationDb db) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.HandOffs.FindAsync([deadline.SubjectId], stop) is { } handOff)
            handOff.FallToSupervisor(deadline.DueAt);
    }
}
