using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// The appointment of an engagement: asked of a branch of the group and answered by event, or noted as an outside
/// hospital's own. A booking outweighs every refusal, in whichever order they are heard; of what happens to it afterwards the later counts.
/// </summary>
public sealed class Appointment : IBranchScoped
{
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }

    public Guid? DepartmentId { get; private set; }
    public Guid? DoctorId { get; private set; }
    public DateTimeOffset? WishedFrom { get; private set; }
    public DateTimeOffset? AskedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }
    public Guid? AppointmentId { get; private set; }
    public DateTimeOffset? StartsAt { get; private set; }
    public string? RefusedBecause { get; private set; }

    /// <summary>Why there is none any more: called off, or the doctor cannot be there.</summary>
    public string? LostBecause { get; private set; }

    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>The client did not come to it.</summary>
    public DateTimeOffset? MissedAt { get; private set; }

    public string? OutsideReference { get; private set; }

    /// <summary>True once there is an appointment.</summary>
    public bool IsMade => AppointmentId is not null || OutsideReference is not null;

    /// <summary>True once there is one that lies within the agreed service.</summary>
    public bool Serves(TimeAndPlace agreed) => IsMade && StartsAt >= agreed.StartsAt && StartsAt < agreed.EndsAt;

    /// <summary>R-012: what stands against a service whose appointment this is; null when it lies within it.</summary>
    public static Refusal? CheckWithinService(Appointment? appointment, TimeAndPlace agreed) =>
        appointment is not { IsMade: true } ? EngagementRefusals.AppointmentMissing
        : appointment.Serves(agreed) ? null
        : EngagementRefusals.AppointmentElsewhen;

    /// <summary>True while an answer is awaited.</summary>
    public bool IsAwaited => AskedAt is not null && AppointmentId is null && RefusedBecause is null && LostBecause is null;

    /// <summary>True when exactly this was asked for last.</summary>
    public bool Asks(Guid department, Guid? doctor, DateTimeOffset from) =>
        AskedAt is not null && (DepartmentId, DoctorId, WishedFrom) == (department, doctor, from);

    /// <summary>Asks, for the first time or again after a refusal or when what was given is not within the service.</summary>
    public Refusal? Ask(Guid department, Guid? doctor, DateTimeOffset from, TimeAndPlace agreed, DateTimeOffset now)
    {
        if (Serves(agreed) || IsAwaited)
            return EngagementRefusals.AppointmentStands;
        if (OutsideReference is not null)
            (OutsideReference, StartsAt) = (null, null);

        DepartmentId = department;
        DoctorId = doctor;
        WishedFrom = from;
        AskedAt = now;
        RefusedBecause = null;
        LostBecause = null;
        return null;
    }

    /// <summary>The hospital outside gave its own reference.</summary>
    public Refusal? NoteOutside(string reference, DateTimeOffset startsAt, TimeAndPlace agreed)
    {
        if (Serves(agreed) || AppointmentId is not null || IsAwaited)
            return EngagementRefusals.AppointmentStands;

        (OutsideReference, StartsAt) = (reference, startsAt);
        return null;
    }

    /// <summary>The branch keeps a time. True when what was confirmed for it no longer holds .</summary>
    public bool Apply(AppointmentBooked fact)
    {
        if ((AppointmentId is not null && AnsweredAt >= fact.OccurredAt) || LostAt >= fact.OccurredAt)
            return false;
        return Stand(fact.AppointmentId, fact.StartsAt, fact.OccurredAt);
    }

    /// <summary>The branch keeps another time instead. True when what was confirmed for it no longer holds .</summary>
    public bool Apply(AppointmentRescheduled fact) =>
        !(AnsweredAt >= fact.OccurredAt) && Stand(fact.AppointmentId, fact.StartsAt, fact.OccurredAt);

    /// <summary>The branch keeps no time any more. True when what was confirmed for it no longer holds .</summary>
    public bool Lose(string because, DateTimeOffset at)
    {
        if (AnsweredAt >= at)
            return false;
        AnsweredAt = at;
        AppointmentId = null;
        StartsAt = null;
        RefusedBecause = null;
        LostBecause = because;
        LostAt = at;
        MissedAt = null;
        return true;
    }

    /// <summary>The client did not come, or that was taken back.</summary>
    public void Miss(bool missed, DateTimeOffset at)
    {
        if (AnsweredAt >= at)
            return;
        (AnsweredAt, MissedAt) = (at, missed ? at : null);
    }

    /// <summary>The branch says no. The same no again, after it was asked anew, changes nothing.</summary>
    public void Apply(AppointmentRefused fact)
    {
        if (AppointmentId is not null || AnsweredAt >= fact.OccurredAt)
            return;
        (AnsweredAt, RefusedBecause) = (fact.OccurredAt, fact.ReasonCode);
    }

    bool Stand(Guid appointment, DateTimeOffset startsAt, DateTimeOffset at)
    {
        var moved = StartsAt is not null && StartsAt != startsAt;
        AnsweredAt = at;
        AppointmentId = appointment;
        StartsAt = startsAt;
        RefusedBecause = null;
        LostBecause = null;
        MissedAt = null;
        return moved;
    }
}
