using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// How far an engagement is, when each step was taken, who had it and why: ids, codes and times only. The ETag is its version.
/// </summary>
public static class GetEngagement
{
    /// <param name="OverlapsWith">Other engagements of the same client at this time; an escort is not told of them.</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        EngagementState Status,
        string? NextStep,
        InquiryChannel Channel,
        DateTimeOffset InquiredAt,
        DateTimeOffset HandoverDueAt,
        bool HandoverOverdue,
        [Employee] Guid? LeadId,
        DateTimeOffset? HandedOverAt,
        Guid? ClientId,
        [Place] Guid? ClinicBranchId,
        DateTimeOffset? NeedConfirmedAt,
        DateTimeOffset? DeclinedAt,
        string? AgreementNumber,
        int AgreementVersion,
        DateTimeOffset? AgreedAt,
        [Employee] Guid? AgreedBy,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        decimal? Fee,
        string? Currency,
        bool HighDifficulty,
        bool NewClient,
        [Employee] Guid? ReferrerId,
        [Employee] Guid? EscortId,
        DateTimeOffset? AssignedAt,
        DateTimeOffset? ReadyAt,
        DateTimeOffset? ReconfirmedAt,
        DateTimeOffset? StartedAt,
        int? MinutesLate,
        DateTimeOffset? EndedAt,
        DateTimeOffset? InterruptedAt,
        DateTimeOffset? FeeSettledAt,
        string? InvoiceNumber,
        DateTimeOffset? ReportDueAt,
        bool ReportOverdue,
        DateTimeOffset? ReportedAt,
        bool? ReportOnTime,
        DateTimeOffset? FollowedUpAt,
        DateTimeOffset? ArchivedAt,
        DateTimeOffset? CancelledAt,
        AppointmentLine? Appointment,
        IReadOnlyList<StepLine> Steps,
        IReadOnlyList<AlertLine> Alerts,
        IReadOnlyList<AssignmentLine> Assignments,
        IReadOnlyList<Guid> OverlapsWith
    );

    public sealed record AppointmentLine(
        DateTimeOffset? AskedAt,
        Guid? AppointmentId,
        DateTimeOffset? StartsAt,
        string? RefusedBecause,
        string? OutsideReference,
        string? LostBecause,
        DateTimeOffset? MissedAt,
        bool WithinService,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset? WishedFrom
    );

    public sealed record StepLine(
        ServiceStepKind Kind,
        DateTimeOffset? BeganAt,
        DateTimeOffset? EndedAt,
        Guid? VisitId,
        DateTimeOffset? VisitCompletedAt,
        bool Done
    );

    public sealed record AlertLine(
        Guid Id,
        AlertKind Kind,
        AlertSeverity Severity,
        DateTimeOffset RaisedAt,
        [Employee] Guid? ResolvedBy,
        DateTimeOffset? ResolvedAt
    );

    public sealed record AssignmentLine(
        AssignmentKind Kind,
        [Employee] Guid EscortId,
        string? ReasonCode,
        bool? ClientTold,
        [Employee] Guid By,
        DateTimeOffset At,
        Eligibility? Eligibility
    );

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements.MapGet("{engagementId:guid}", OfBranch).Needs(Rights.ReadEngagements).WithSummary("How far an engagement is");
        engagements.MapGet("own/{engagementId:guid}", Own).Needs(Rights.ReadOwnEngagements).WithSummary("How far an engagement of mine is");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfBranch(
        Guid engagementId,
        HttpContext http,
        EscortDb db,
        CancellationToken stop
    ) =>
        await db.Engagements.FindAsync([engagementId], stop) is { } engagement
            ? await Read(engagement, [.. (await db.OverlapsOfClients([engagementId], stop))[engagementId]], http, db, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Own(
        Guid engagementId,
        HttpContext http,
        EscortDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        await db.Own(engagementId, caller, stop) is { } engagement
            ? await Read(engagement, [], http, db, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Read(
        Engagement engagement,
        Guid[] overlaps,
        HttpContext http,
        EscortDb db,
        CancellationToken stop
    )
    {
        var appointment = await db.Appointments.AsNoTracking().FirstOrDefaultAsync(line => line.EngagementId == engagement.Id, stop);

        var steps = await db
            .Steps.AsNoTracking()
            .Where(step => step.EngagementId == engagement.Id)
            .OrderBy(step => step.Kind)
            .ToListAsync(stop);
        var alerts = await db
            .Alerts.AsNoTracking()
            .Where(alert => alert.EngagementId == engagement.Id)
            .OrderBy(alert => alert.RaisedAt)
            .Select(alert => new AlertLine(alert.Id, alert.Kind, alert.Severity, alert.RaisedAt, alert.ResolvedBy, alert.ResolvedAt))
            .ToListAsync(stop);
        var assignments = await db
            .Assignments.AsNoTracking()
            .Where(entry => entry.EngagementId == engagement.Id)
            .OrderBy(entry => entry.Round)
            .ThenBy(entry => entry.Kind)
            .ToListAsync(stop);
        IfMatch.Tell(http.Response, engagement);
        return TypedResults.Ok(
            new Response(
                engagement.Id,
                engagement.BranchId,
                engagement.State,
                engagement.State.StepAfter(),
                engagement.Channel,
                engagement.InquiredAt,
                engagement.Handover.DueAt,
                engagement.Handover.IsOverdue,
                engagement.Handover.LeadId,
                engagement.Handover.At,
                engagement.ClientId,
                engagement.Need.ClinicBranchId,
                engagement.Need.ConfirmedAt,
                engagement.DeclinedAt,
                engagement.AgreementNumber,
                engagement.Agreement.Version,
                engagement.Agreement.SignedAt,
                engagement.Agreement.SignedBy,
                engagement.TimeAndPlace.StartsAt,
                engagement.TimeAndPlace.EndsAt,
                engagement.Fee.Amount,
                engagement.Fee.Currency,
                engagement.Agreement.HighDifficulty,
                engagement.Agreement.NewClient,
                engagement.Agreement.ReferrerId,
                engagement.EscortId,
                engagement.Assignment.AssignedAt,
                engagement.Assignment.ReadyAt,
                engagement.Confirmation.At,
                engagement.Day.StartedAt,
                engagement.Day.MinutesLate,
                engagement.Day.EndedAt,
                engagement.Day.InterruptedAt,
                engagement.Fee.SettledAt,
                engagement.InvoiceNumber,
                engagement.Report.DueAt,
                engagement.Report.IsOverdue,
                engagement.Report.SubmittedAt,
                engagement.Report.IsOnTime,
                engagement.FollowedUpAt,
                engagement.ArchivedAt,
                engagement.CancelledAt,
                appointment is null ? null : LineOf(appointment, engagement),
                [
                    .. steps.Select(step => new StepLine(
                        step.Kind,
                        step.BeganAt,
                        step.EndedAt,
                        step.VisitId,
                        step.VisitCompletedAt,
                        step.IsDone
                    )),
                ],
                alerts,
                [
                    .. assignments.Select(entry => new AssignmentLine(
                        entry.Kind,
                        entry.EscortId,
                        entry.ReasonCode,
                        entry.ClientTold,
                        entry.By,
                        entry.At,
                        entry.Eligibility
                    )),
                ],
                overlaps
            )
        );
    }

    static AppointmentLine LineOf(Appointment appointment, Engagement engagement) =>
        new(
            appointment.AskedAt,
            appointment.AppointmentId,
            appointment.StartsAt,
            appointment.RefusedBecause,
            appointment.OutsideReference,
            appointment.LostBecause,
            appointment.MissedAt,
            appointment.Serves(engagement.TimeAndPlace),
            appointment.DepartmentId,
            appointment.DoctorId,
            appointment.WishedFrom
        );
}
