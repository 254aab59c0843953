using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Appointments;

/// <summary>How far an appointment is. In either state its time is taken; a state that frees it stays out of the database's overlap constraints.</summary>
public enum AppointmentState { Booked, CheckedIn }

/// <summary>What somebody would like for a client.</summary>
/// <param name="DoctorId">Only when the client asks for a doctor by name.</param>
/// <param name="AskedAt">Decides which of two wishes is the later one, whichever arrives first.</param>
public sealed record Wish(Guid BranchId, Guid ClientId, Guid DepartmentId, Guid? DoctorId, DateTimeOffset From, DateTimeOffset AskedAt);

/// <summary>A doctor's free time that suits a client.</summary>
public sealed record FreeSlot(Guid DoctorId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly Day);

/// <summary>
/// A time that is kept for a client (WF-03, R-012). It always holds one doctor's time, so that a department is never promised
/// more than its doctors can do; unless the client named that doctor, the triage book still decides on arrival who treats.
/// </summary>
public sealed class Appointment : IOfBranch, IVersioned
{
    public Guid Id { get; init; }

    /// <summary>Where the client is expected.</summary>
    public Guid BranchId { get; private set; }

    public Guid ClientId { get; private set; }

    /// <summary>The accompanied visit it was asked for, if it was.</summary>
    public Guid? EngagementId { get; init; }

    public Guid DepartmentId { get; private set; }

    /// <summary>Whose time is kept.</summary>
    public Guid DoctorId { get; private set; }

    /// <summary>True when the client asked for this doctor.</summary>
    public bool DoctorNamed { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>The clinic day on which it begins.</summary>
    public DateOnly Day { get; private set; }

    public AppointmentState State { get; private set; }

    /// <summary>The visit the client came with.</summary>
    public Guid? VisitId { get; private set; }

    /// <summary>When the wish was said that this answers.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it was last answered anew.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>An appointment of which the desk knows no more than it needs to check the client in.</summary>
    public static Appointment AtTheDesk(Guid id, Guid branch, Guid client, uint version) => new() { Id = id, BranchId = branch, ClientId = client, Version = version };

    /// <summary>True when this wish came after the one answered last, and the client is not here yet.</summary>
    public bool MayYieldTo(Wish wish) => State == AppointmentState.Booked && AsKept(wish.AskedAt) > AskedAt;

    /// <summary>Keeps this time from now on, and gives back the time kept before.</summary>
    public void Keep(FreeSlot slot, Wish wish, DateTimeOffset now)
    {
        (BranchId, ClientId, DepartmentId, DoctorId, DoctorNamed) = (wish.BranchId, wish.ClientId, wish.DepartmentId, slot.DoctorId, wish.DoctorId is not null);
        (StartsAt, EndsAt, Day) = (slot.StartsAt, slot.EndsAt, slot.Day);
        Stay(wish, now);
    }

    /// <summary>Stands as it is although something else was wished for.</summary>
    public void Stay(Wish wish, DateTimeOffset now) => (AskedAt, AnsweredAt) = (AsKept(wish.AskedAt), AsKept(now));

    /// <summary>The client is here.</summary>
    public void CheckIn(Guid visit) => (State, VisitId) = (AppointmentState.CheckedIn, visit);

    /// <summary>The client went again without being treated and may come back for it.</summary>
    public void ExpectAgain() => (State, VisitId) = (AppointmentState.Booked, null);

    /// <summary>The answer, the same words however often it is given.</summary>
    public AppointmentBooked Booked() => new(Id, BranchId, ClientId, DepartmentId, DoctorNamed ? DoctorId : null, StartsAt, EngagementId, AnsweredAt);

    // As exact as the database keeps an instant, so that a wish that comes again is known by its time.
    static DateTimeOffset AsKept(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
