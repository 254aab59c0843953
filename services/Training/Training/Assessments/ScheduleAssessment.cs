using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A trainer schedules an assessment over a period of service (WF-17 1), or the exam that ends an onboarding, which follows hours,
/// days and topics. The settings in force now judge it. The same body again answers the same. Refuses: <c>period-impossible</c>,
/// <c>own-exam</c>, <c>employee-left</c>, <c>resit-is-ordered</c>, <c>no-onboarding</c>, <c>not-ready-for-exam</c>,
/// <c>onboarding-complete</c>, <c>onboarding-first</c>, <c>no-special-training</c>, <c>assessment-open</c>.
/// </summary>
public static class ScheduleAssessment
{
    /// <param name="Kind">Onboarding or Combined.</param>
    /// <param name="From">The first instant of the period whose ratings count.</param>
    /// <param name="ComplaintId">The complaint whose special training led to it.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid EmployeeId,
        AssessmentKind Kind,
        DateTimeOffset From,
        DateTimeOffset To,
        [property: GivenId] Guid? ComplaintId = null
    );

    public sealed record Response(Guid Id, AssessmentKind Kind, AssessmentCategory Category, AssessmentState Status);

    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("", Handle)
            .Needs(Rights.Grade)
            .WithSummary("A trainer schedules an assessment")
            .Refuses(
                AssessmentRefusals.PeriodImpossible,
                AssessmentRefusals.OwnExam,
                StaffRefusals.EmployeeLeft,
                AssessmentRefusals.ResitIsOrdered,
                AssessmentRefusals.OnboardingFirst,
                AssessmentRefusals.NoOnboarding,
                AssessmentRefusals.OnboardingIsComplete,
                AssessmentRefusals.NotReadyForExam([new("hours", "12 hours of 40")]),
                AssessmentRefusals.NoSpecialTraining,
                AssessmentRefusals.AssessmentOpen,
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (from, to) = (request.From.ToDatabasePrecision(), request.To.ToDatabasePrecision());
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // A complaint that is being overturned at this moment voids the assessment, or is known to be overturned.
        if (request.ComplaintId is { } complaint)
            await db.LockSubject(complaint, stop);
        await db.LockSubject(request.EmployeeId, stop);
        if (
            await db.Files.SingleOrDefaultAsync(trainingFile => trainingFile.PersonId == request.EmployeeId, stop) is not { } file
            || !caller.WorksIn(file.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        if (await db.Assessments.FindAsync([request.Id], stop) is { } known)
        {
            return
                (known.PersonId, known.Kind, known.PeriodFrom, known.PeriodTo, known.ComplaintId)
                == (request.EmployeeId, request.Kind, from, to, request.ComplaintId)
                ? TypedResults.Ok(Answer(known))
                : Refusal.IdTaken.AsProblem();
        }

        var now = clock.GetUtcNow();
        if (to <= from || to - from > Longest || from > now)
            return AssessmentRefusals.PeriodImpossible.AsProblem();
        if (request.EmployeeId == caller.PersonId)
            return AssessmentRefusals.OwnExam.AsProblem();
        if (file.HasLeft(now))
            return StaffRefusals.EmployeeLeft.AsProblem();
        if (request.Kind == AssessmentKind.Resit)
            return AssessmentRefusals.ResitIsOrdered.AsProblem();
        var plan = await db.PlanOf(file, stop);
        if (CheckOnboarding(request.Kind, plan, now) is { } refusal)
            return refusal.AsProblem();
        var training = await TrainingOf(request, db, stop);
        if (request.ComplaintId is not null && training is null)
            return AssessmentRefusals.NoSpecialTraining.AsProblem();

        Assessment assessment = new()
        {
            Id = request.Id,
            BranchId = file.BranchId,
            PersonId = file.PersonId,
            Kind = request.Kind,
            Category = file.Category,
            PeriodFrom = from,
            PeriodTo = to,
            ComplaintId = request.ComplaintId,
            PathCode = request.Kind == AssessmentKind.Onboarding ? plan!.PathCode : null,
            ComplaintVersion = training?.SourceVersion,
            // An assessment begins a case of its own, unless a complaint led to it.
            CaseId = training?.CaseId ?? request.Id,
            ScheduledAt = now,
            ScheduledBy = caller.PersonId,
        };
        db.Add(assessment);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/assessments/{assessment.Id}", Answer(assessment));
    }

    static Refusal? CheckOnboarding(AssessmentKind kind, OnboardingPlan? plan, DateTimeOffset now)
    {
        if (kind == AssessmentKind.Combined)
            return plan is { State: not OnboardingState.Completed } ? AssessmentRefusals.OnboardingFirst : null;
        if (plan is null)
            return AssessmentRefusals.NoOnboarding;
        if (plan.State == OnboardingState.Completed)
            return AssessmentRefusals.OnboardingIsComplete;
        return plan.LacksForExam(now).ToArray() is { Length: > 0 } lacks ? AssessmentRefusals.NotReadyForExam(lacks) : null;
    }

    static async Task<TrainingSession?> TrainingOf(Request request, TrainingDb db, CancellationToken stop)
    {
        if (request.ComplaintId is not { } complaint || request.Kind != AssessmentKind.Combined)
            return null;
        var person = request.EmployeeId;
        return await db
            .Sessions.AsNoTracking()
            .SingleOrDefaultAsync(
                session => session.SourceId == complaint && session.SourceTakenBackAt == null && session.Audience.Contains(person),
                stop
            );
    }

    static Response Answer(Assessment assessment) => new(assessment.Id, assessment.Kind, assessment.Category, assessment.State);
}
