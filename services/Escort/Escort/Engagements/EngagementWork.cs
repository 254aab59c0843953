using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// What waits about an engagement, for whom, until when and until which act. It follows from how far the engagement is, from its
/// appointment and from whether its lead still leads, so it is written down with every save that changes one of them; whatever takes a step
/// back makes what waited before it wait again.
/// </summary>
static class EngagementWork
{
    const string Noun = "engagement";

    /// <summary>From the first second, for whoever takes inquiries; due when the clock of the hand-over rings .</summary>
    public static readonly WorkKind HandOver = new("escort-engagement.handover", "HandOverInquiry", Noun, Rights.Inquire);

    /// <summary>For the lead it was handed to; for every lead of the branch once that one does not lead there any more.</summary>
    public static readonly WorkKind Need = new("escort-engagement.need", "ConfirmNeed", Noun, Rights.Lead),
        Agreement = new("escort-engagement.agreement", "SignAgreement", Noun, Rights.Lead);

    /// <summary>It has no escort: none yet; or none any more, because the one it had cannot come (WF-01 21).</summary>
    public static readonly WorkKind Assignment = new("escort-engagement.assignment", "AssignEscort", Noun, Rights.Lead),
        Reassignment = new("escort-engagement.reassignment", "AssignEscort", Noun, Rights.Lead);

    /// <summary>What the escort who has it does before the client is met .</summary>
    public static readonly WorkKind Preparation = new("escort-engagement.preparation", "StartPreparation", Noun, Rights.Serve),
        Readiness = new("escort-engagement.readiness", "CompletePreparation", Noun, Rights.Serve),
        AppointmentWanted = new("escort-engagement.appointment", "RequestAppointment", Noun, Rights.Serve),
        Reconfirmation = new("escort-engagement.reconfirmation", "ReconfirmVisit", Noun, Rights.Serve);

    /// <summary>The clinic keeps a time outside of what was agreed with the client: the lead agrees on another one .</summary>
    public static readonly WorkKind Moved = new("escort-engagement.appointment-moved", "AmendAgreement", Noun, Rights.Lead);

    /// <summary>
    /// The client did not come to the appointment: the lead looks what happened. Ends also when the no-show is taken back, and with the
    /// service.
    /// </summary>
    public static readonly WorkKind Missed = new("escort-engagement.client-missed", "CancelEngagement", Noun, Rights.Lead);

    /// <summary>What the escort does on the day and after it .</summary>
    public static readonly WorkKind Start = new("escort-engagement.start", "StartVisit", Noun, Rights.Serve),
        End = new("escort-engagement.end", "EndVisit", Noun, Rights.Serve),
        Fee = new("escort-engagement.fee", "SettleFee", Noun, Rights.Serve),
        Report = new("escort-engagement.report", "SubmitReport", Noun, Rights.Serve),
        FollowUp = new("escort-engagement.follow-up", "FollowUpClient", Noun, Rights.Serve),
        Archive = new("escort-engagement.archive", "ArchiveEngagement", Noun, Rights.Serve);

    /// <summary>The same, left undone by an escort who serves here no more: a lead does it in place, or breaks the service off.</summary>
    public static readonly WorkKind EndByLead = new("escort-engagement.end-by-lead", "InterruptVisit", Noun, Rights.Lead),
        FeeByLead = new("escort-engagement.fee-by-lead", "SettleFee", Noun, Rights.Lead),
        ReportByLead = new("escort-engagement.report-by-lead", "SubmitReport", Noun, Rights.Lead),
        FollowUpByLead = new("escort-engagement.follow-up-by-lead", "FollowUpClient", Noun, Rights.Lead),
        ArchiveByLead = new("escort-engagement.archive-by-lead", "ArchiveEngagement", Noun, Rights.Lead);

    static readonly WorkKind[] All =
    [
        HandOver,
        Need,
        Agreement,
        Assignment,
        Reassignment,
        Preparation,
        Readiness,
        AppointmentWanted,
        Reconfirmation,
        Moved,
        Missed,
        Start,
        End,
        Fee,
        Report,
        FollowUp,
        Archive,
        EndByLead,
        FeeByLead,
        ReportByLead,
        FollowUpByLead,
        ArchiveByLead,
    ];

    /// <summary>The engagements that are not over.</summary>
    public static OpenNouns Open(EscortDb db) =>
        OpenNouns.Of(db.Engagements.Where(engagement => !EngagementStates.Over.Contains(engagement.State)), engagement => engagement.Id);

    /// <summary>Writes down what waits about every engagement that this save changes, itself or what it depends on.</summary>
    public static async Task Keep(EscortDb db, CancellationToken stop)
    {
        HashSet<Guid> ids = [.. db.Changing<Engagement>().Select(engagement => engagement.Id)];
        ids.UnionWith(db.Changing<Appointment>().Select(appointment => appointment.EngagementId));
        ids.UnionWith(await OfPeople(db, stop));
        foreach (var id in ids)
        {
            if (await db.Engagements.FindAsync([id], stop) is not { } engagement)
                continue;
            var appointment = EngagementStates.OccupyingEscort.Contains(engagement.State)
                ? await db.Appointments.FindAsync([id], stop)
                : null;
            var (lead, escort) = (await LeadOf(engagement, db, stop), await EscortOf(engagement, db, stop));
            db.KeepWork(id, engagement.BranchId, All, [.. Of(engagement, appointment, lead, escort)]);
        }
    }

    static IEnumerable<WaitingWork> Of(Engagement engagement, Appointment? appointment, Guid? lead, Guid? escort)
    {
        var (from, to) = (engagement.TimeAndPlace.StartsAt, engagement.TimeAndPlace.EndsAt);
        WaitingWork? next = engagement.State switch
        {
            EngagementState.Inquired => new(HandOver, DueAt: engagement.Handover.DueAt),
            EngagementState.HandedToLead => new(Need, lead),
            EngagementState.NeedConfirmed => new(Agreement, lead, from),
            EngagementState.AgreementSigned => new(engagement.Assignment.Round == 0 ? Assignment : Reassignment, DueAt: from),
            EngagementState.Assigned => new(Preparation, escort, from),
            EngagementState.Preparing => new(Readiness, escort, from),
            EngagementState.Ready => new(Reconfirmation, escort, from),
            EngagementState.Reconfirmed => new(Start, escort, from),
            EngagementState.InService => new(escort is null ? EndByLead : End, escort, to),
            EngagementState.ServiceEnded => new(escort is null ? FeeByLead : Fee, escort),
            EngagementState.Reported => new(escort is null ? FollowUpByLead : FollowUp, escort),
            EngagementState.FollowedUp => new(escort is null ? ArchiveByLead : Archive, escort),
            _ => null,
        };
        if (next is not null)
            yield return next;
        if (EngagementStates.ReportExpected.Contains(engagement.State) && engagement.Report.SubmittedAt is null)
            yield return new(escort is null ? ReportByLead : Report, escort, engagement.Report.DueAt);
        if (NeedsAppointment(engagement, appointment))
            yield return new(AppointmentWanted, escort, from);
        if (
            appointment is { IsMade: true }
            && EngagementStates.AssignedNotStarted.Contains(engagement.State)
            && !appointment.Serves(engagement.TimeAndPlace)
        )
            yield return new(Moved, DueAt: from);
        if (appointment?.MissedAt is { } missedAt)
            yield return new(Missed, DueAt: missedAt);
    }

    // There is none within the service, and nobody is asked for one.
    static bool NeedsAppointment(Engagement engagement, Appointment? appointment) =>
        engagement.State is EngagementState.Preparing or EngagementState.Ready
        && appointment?.Serves(engagement.TimeAndPlace) != true
        && appointment?.IsAwaited != true;

    static async Task<Guid?> LeadOf(Engagement engagement, EscortDb db, CancellationToken stop) =>
        engagement.State is EngagementState.HandedToLead or EngagementState.NeedConfirmed
        && engagement.Handover.LeadId is { } lead
        && await db.Profiles.FindAsync([lead], stop) is { } profile
        && profile.Leads(engagement.BranchId)
            ? lead
            : null;

    // The escort who has it; nobody once that one serves here no more and has begun, since what has not begun is taken back.
    static async Task<Guid?> EscortOf(Engagement engagement, EscortDb db, CancellationToken stop) =>
        engagement.EscortId is { } escort
        && EngagementStates.Begun.Contains(engagement.State)
        && (await db.Profiles.FindAsync([escort], stop))?.ServesAt(engagement.BranchId) != true
            ? null
            : engagement.EscortId;

    // Whoever stops leading or serving, or does so again, has or had engagements on the table. Their rows are locked before they are read:
    // what somebody does with one of them at this moment is either seen here or comes after it.
    static async Task<List<Guid>> OfPeople(EscortDb db, CancellationToken stop)
    {
        var people = db.Changing<EscortProfile>().Select(profile => profile.Id).ToArray();
        if (people.Length == 0)
            return [];
        string[] handed = [nameof(EngagementState.HandedToLead), nameof(EngagementState.NeedConfirmed)];
        var begun = EngagementStates.Begun.Select(state => state.ToString()).ToArray();
        return await db
            .Database.SqlQuery<Guid>(
                $"""
                SELECT id AS "Value" FROM engagement
                WHERE (lead_id = ANY ({people}) AND state = ANY ({handed})) OR (escort_id = ANY ({people}) AND state = ANY ({begun}))
                ORDER BY id FOR NO KEY UPDATE
                """
            )
            .ToListAsync(stop);
    }
}
