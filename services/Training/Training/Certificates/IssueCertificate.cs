using Clinic.Training.Assessments;
using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>
/// A trainer issues the certificate of an escort whose onboarding is complete: hours, topics, theory and practice.
/// Whoever has a valid one gets that one answered. In its last days it is renewed ahead, after an assessment passed since, and the new one
/// begins where the old one ends, so that nobody has a gap. A withdrawn one counts as never issued. Numbers go by the year of the branch's
/// calendar. Refuses: <c>own-certificate</c>, <c>employee-left</c>, <c>no-certificate-for-post</c>, <c>onboarding-incomplete</c> with
/// everything that lacks in <c>lacks</c>, <c>renewal-needs-assessment</c>, <c>branch-not-known</c>.
/// </summary>
public static class IssueCertificate
{
    public sealed record Request([property: GivenId] Guid EmployeeId);

    public sealed record Response(string Number, [Employee] Guid EmployeeId, DateTimeOffset IssuedAt, DateTimeOffset ValidUntil);

    static readonly Policy<int> ValidMonths = new("certificate.validMonths", 24, 1, 120, "default, unconfirmed");

    /// <summary>How long before its end a certificate is renewed ahead.</summary>
    internal static readonly Policy<int> RenewalDays = new("certificate.renewalDays", 90, 0, 365, "default, unconfirmed");

    internal static void Map(RouteGroupBuilder certificates) =>
        certificates
            .MapPost("", Handle)
            .Needs(Rights.IssueCertificates)
            .WithSummary("Issues an escort's certificate")
            .Refuses(
                CertificateRefusals.OwnCertificate,
                StaffRefusals.EmployeeLeft,
                CertificateRefusals.NoCertificateForPost,
                CertificateRefusals.OnboardingIncomplete([new("hours", "12 hours of 40")]),
                CertificateRefusals.RenewalNeedsAssessment,
                StaffRefusals.BranchNotKnown
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        TrainingDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(request.EmployeeId, stop);
        if (
            await db.Files.SingleOrDefaultAsync(file => file.PersonId == request.EmployeeId, stop) is not { } person
            || !caller.WorksIn(person.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        if (person.PersonId == caller.PersonId)
            return CertificateRefusals.OwnCertificate.AsProblem();
        var now = clock.GetUtcNow();
        if (person.HasLeft(now))
            return StaffRefusals.EmployeeLeft.AsProblem();
        var last = (await db.StandingCertificates(person.PersonId, stop)).FirstOrDefault();
        var hasPassed = last is not null && await PassedSince(db, last, stop);
        var renewsAt = last?.ValidUntil.AddDays(-policies.Value(RenewalDays, person.BranchId, now));
        if (last is not null && last.IsValid(now) && !(hasPassed && now >= renewsAt))
            return TypedResults.Ok(Answer(last));

        if (await db.PlanOf(person, stop) is not { PathCode: OnboardingPath.EscortCode } plan)
            return CertificateRefusals.NoCertificateForPost.AsProblem();
        if (plan.State != OnboardingState.Completed)
            return Lacking(plan.Lacks(now));
        if (last is not null && !hasPassed)
            return CertificateRefusals.RenewalNeedsAssessment.AsProblem();

        if (await db.Branches.FindAsync([person.BranchId], stop) is not { } branch)
            return StaffRefusals.BranchNotKnown.AsProblem();

        var issuedBefore = await db.Certificates.CountAsync(candidate => candidate.PersonId == person.PersonId, stop);
        var validFrom = last is not null && last.IsValid(now) ? last.ValidUntil : now;
        Certificate certificate = new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = person.BranchId,
            PersonId = person.PersonId,
            Ordinal = issuedBefore + 1,
            Number = await NextNumber(db, branch, now, stop),
            IssuedAt = now,
            ValidUntil = validFrom.AddMonths(policies.Value(ValidMonths, person.BranchId, now)),
            IssuedBy = caller.PersonId,
        };
        db.Add(certificate);
        await RenewalDeadline.Set(
            db,
            certificate,
            certificate.ValidUntil.AddDays(-policies.Value(RenewalDays, person.BranchId, now)),
            stop
        );
        db.Publish(
            new CertificateIssued(
                certificate.PersonId,
                certificate.BranchId,
                certificate.Number,
                certificate.IssuedAt,
                certificate.ValidUntil
            ),
            certificate.PersonId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/certificates?employee={certificate.PersonId}", Answer(certificate));
    }

    static ProblemHttpResult Lacking(IReadOnlyList<MissingRequirement> lacks)
    {
        var problem = Problems.Of(CertificateRefusals.OnboardingIncomplete(lacks));
        problem.Extensions["lacks"] = lacks.Select(lack => lack.Code).ToArray();
        return TypedResults.Problem(problem);
    }

    // The counter's row lock makes certificates of a branch and year wait for each other, so that numbers run without gaps.
    static async Task<string> NextNumber(TrainingDb db, Branch branch, DateTimeOffset now, CancellationToken stop)
    {
        var year = branch.DayOf(now).Year;
        var number = await db.NextNumber(new CertificateCounter { BranchId = branch.Id, Year = year }, stop);
        return $"{branch.Id.ToString()[^6..].ToUpperInvariant()}-{year}-{number:D4}";
    }

    static Task<bool> PassedSince(TrainingDb db, Certificate last, CancellationToken stop) =>
        db.Assessments.AnyAsync(
            assessment =>
                assessment.PersonId == last.PersonId
                && assessment.Kind == AssessmentKind.Combined
                && assessment.State == AssessmentState.Passed
                && assessment.JudgedAt > last.IssuedAt,
            stop
        );

    static Response Answer(Certificate certificate) =>
        new(certificate.Number, certificate.PersonId, certificate.IssuedAt, certificate.ValidUntil);
}
