using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

public sealed class RepeatTests(EscortService service) : IClassFixture<EscortService>
{
    [Theory]
    [InlineData(EscortService.Hired)]
    [InlineData(EscortService.AgreementSigned)]
    [InlineData(EscortService.Left)]
    [InlineData(EscortService.Certified)]
    [InlineData(EscortService.Client)]
    [InlineData(EscortService.Merged)]
    [InlineData(EscortService.Separated)]
    [InlineData(EscortService.Booked)]
    [InlineData(EscortService.Refused)]
    [InlineData(EscortService.Visited)]
    [InlineData(EscortService.Registered)]
    [InlineData(EscortService.Failed)]
    [InlineData(EscortService.FailedTwice)]
    [InlineData(EscortService.Resit)]
    [InlineData(EscortService.Overturned)]
    [InlineData(EscortService.Opened)]
    [InlineData(EscortService.Voided)]
    [InlineData(EscortService.Passed)]
    [InlineData(EscortService.ResitFailed)]
    [InlineData(EscortService.Corrected)]
    [InlineData(EscortService.AssessmentVoided)]
    [InlineData(EscortService.Decided)]
    [InlineData(EscortService.Dropped)]
    [InlineData(EscortService.CertificateWithdrawn)]
    [InlineData(EscortService.PostChanged)]
    [InlineData(EscortService.Returned)]
    [InlineData(EscortService.HireWithdrawn)]
    [InlineData(EscortService.Leave)]
    [InlineData(EscortService.LeaveCancelled)]
    [InlineData(EscortService.LeaveShortened)]
    [InlineData(EscortService.Complained)]
    [InlineData(EscortService.Found)]
    [InlineData(EscortService.ComplaintClosed)]
    [InlineData(EscortService.Reopened)]
    [InlineData(EscortService.Rated)]
    public async Task A_fact_has_its_effect_once_also_lost_before_the_acknowledgement_or_said_again_under_any_id(string queue)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        var (escort, complaint, newcomer, now) = (
            call.Escort!.Id,
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            service.Clock.GetUtcNow().AddMinutes(1)
        );
        var twice = EligibilityTests.Twice(escort, site.Branch);
        if (queue is EscortService.Resit or EscortService.Overturned)
            await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort, site.Branch, complaint: complaint), escort);
        var (before, lost) = (await Fingerprint(), await service.Database.Count("started WHERE starts >= 1"));
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var id = await Say(null);

        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > lost);
        var after = await Fingerprint();
        Assert.NotEqual(before, after);
        for (var count = 0; count < 3; count++)
            await Say(id);
        await Say(null);
        await Eventually.Is(async () => await service.Bus.Waiting(queue) == 0);
        Assert.Equal(after, await Fingerprint());
        Assert.Equal(0, await service.Database.Count("parked"));

        Task<Guid> Say(Guid? message) =>
            queue switch
            {
                EscortService.Hired => service.Hears(queue, EscortService.HiredAs(newcomer, site.Branch, Post.Escort), newcomer, message),
                EscortService.AgreementSigned => service.Hears(
                    queue,
                    new ConfidentialityAgreementSigned(escort, site.Branch, "2026-2", now),
                    escort,
                    message
                ),
                EscortService.Left => service.Hears(queue, new EmployeeLeft(escort, site.Branch, "moved", now, 2), escort, message),
                EscortService.Certified => service.Hears(
                    queue,
                    new CertificateIssued(escort, site.Branch, "C-2", now, now.AddYears(2)),
                    escort,
                    message
                ),
                EscortService.Client => service.Hears(queue, new ClientRegistered(newcomer, site.Clinic, now, true), newcomer, message),
                EscortService.Merged => service.Hears(
                    queue,
                    new ClientMerged(call.ClientId, site.Clinic, newcomer, now, 1),
                    newcomer,
                    message
                ),
                EscortService.Separated => service.Hears(
                    queue,
                    new ClientSeparated(call.ClientId, site.Clinic, newcomer, now, 1),
                    newcomer,
                    message
                ),
                EscortService.Booked => service.Hears(queue, call.Booking(now), call.Id, message),
                EscortService.Refused => service.Hears(
                    queue,
                    new AppointmentRefused(call.Id, site.Clinic, call.ClientId, "Full", now),
                    call.Id,
                    message
                ),
                EscortService.Visited => service.Hears(
                    queue,
                    AppointmentTests.Visit(site, call.ClientId, call.Id, complaint, now),
                    call.Id,
                    message
                ),
                EscortService.Registered => service.Hears(
                    queue,
                    AppointmentTests.Registration(site, call.ClientId, call.Id, complaint, now),
                    call.Id,
                    message
                ),
                EscortService.Failed => service.Hears(
                    queue,
                    new ExamFailed(complaint, escort, site.Branch, AssessmentPart.Theory, 1, now, 3),
                    escort,
                    message
                ),
                EscortService.FailedTwice => service.Hears(queue, twice, escort, message),
                EscortService.Resit => service.Hears(queue, new ResitPassed(complaint, escort, site.Branch, null, now, 5), escort, message),
                EscortService.Overturned => service.Hears(
                    queue,
                    new ComplaintOverturned(complaint, site.Clinic, escort, "WrongPerson", newcomer, now, 7),
                    complaint,
                    message
                ),
                _ => SayTakenBack(queue, new(site, escort, complaint, newcomer, now), message),
            };
    }

    sealed record Subjects(TestSite Site, Guid Escort, Guid Source, Guid Newcomer, DateTimeOffset At);

    Task<Guid> SayTakenBack(string queue, Subjects of, Guid? message)
    {
        var (escort, branch, at) = (of.Escort, of.Site.Branch, of.At);
        return queue switch
        {
            EscortService.Opened => Say(new BranchOpened(of.Newcomer, BranchKind.EscortCompany, EscortService.TimeZone, new(2026, 1, 1))),
            EscortService.Voided => Say(new VisitVoided(of.Source, of.Site.Clinic, "mistake", at, 2)),
            EscortService.Passed => Say(new ExamPassed(of.Source, escort, branch, Excellent: true, at, 3)),
            EscortService.ResitFailed => Say(new ResitFailed(of.Source, escort, branch, null, at, 5)),
            EscortService.Corrected => Say(new AssessmentCorrected(of.Source, escort, branch, Passed: false, 1, at, 5)),
            EscortService.AssessmentVoided => Say(new AssessmentVoided(of.Source, escort, branch, of.Source, at, 5, 0)),
            EscortService.Decided => Say(new PenaltyImposed(of.Source, escort, branch, "Warning", at, "Violation", of.Newcomer)),
            EscortService.Dropped => Say(new DisciplineCaseDropped(of.Source, escort, branch, "NoFault", at)),
            EscortService.CertificateWithdrawn => Say(
                new CertificateWithdrawn(escort, branch, $"C-{escort.ToString()[^6..]}", "assessment-voided", at)
            ),
            EscortService.PostChanged => Say(new PostAdjusted(escort, branch, Post.Escort, Post.Receptionist, at, 2)),
            EscortService.Returned => Say(new DepartureWithdrawn(escort, branch, Post.Escort, at, 3)),
            EscortService.HireWithdrawn => Say(new HireWithdrawn(escort, branch, at, 2)),
            EscortService.Leave => Say(new LeaveApproved(of.Source, escort, branch, LeaveKind.Sick, at.AddHours(-1), at.AddDays(9), at, 1)),
            EscortService.LeaveCancelled => Say(new LeaveCancelled(of.Source, escort, branch, at, 2)),
            EscortService.LeaveShortened => Say(new LeaveEndedEarly(of.Source, escort, branch, at, at, 2)),
            _ => SayOfClient(queue, of, message),
        };

        Task<Guid> Say<TFact>(TFact fact)
            where TFact : class => service.Hears(queue, fact, escort, message);
    }

    Task<Guid> SayOfClient(string queue, Subjects of, Guid? message)
    {
        var (escort, clinic, at) = (of.Escort, of.Site.Clinic, of.At);
        return queue switch
        {
            EscortService.Complained => Say(
                new ComplaintFiled(of.Source, clinic, null, null, null, ComplaintKind.NonMedical, "Phone", [escort], at, 1)
            ),
            EscortService.Found => Say(
                new ComplaintResponsibilityDetermined(of.Source, clinic, escort, "ServiceAttitude", Severity.Minor, Loss: false, at, 2)
            ),
            EscortService.ComplaintClosed => Say(new ComplaintClosed(of.Source, clinic, Upheld: true, 0, WithinTime: true, at, 3)),
            EscortService.Reopened => Say(new ComplaintReopened(of.Source, clinic, null, 1, "ClientCameBack", at, 4)),
            EscortService.Rated => Say(
                new SurveyResponseReceived(of.Source, of.Site.Branch, null, of.Newcomer, 80m, [new(escort, 80m)], at)
            ),
            _ => throw new ArgumentException(queue),
        };

        Task<Guid> Say<TFact>(TFact fact)
            where TFact : class => service.Hears(queue, fact, of.Source, message);
    }

    // Everything that is known and was said, with the version of every row.
    async Task<string> Fingerprint() =>
        string.Join(
            ' ',
            await service.Database.Sql<string>(
                """
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT engagement::text || xmin::text AS line FROM engagement UNION ALL SELECT escort_profile::text || xmin::text
                    FROM escort_profile
                  UNION ALL SELECT suspension::text || xmin::text FROM suspension UNION ALL SELECT overturned_complaint::text || xmin::text
                    FROM overturned_complaint
                  UNION ALL SELECT known_client::text || xmin::text FROM known_client UNION ALL SELECT appointment::text || xmin::text
                    FROM appointment
                  UNION ALL SELECT service_step::text || xmin::text FROM service_step UNION ALL SELECT assignment_entry::text
                    FROM assignment_entry
                  UNION ALL SELECT held_certificate::text || xmin::text FROM held_certificate UNION ALL
                    SELECT heard_verdict::text || xmin::text FROM heard_verdict
                  UNION ALL SELECT case_outcome::text || xmin::text FROM case_outcome UNION ALL SELECT known_leave::text || xmin::text
                    FROM known_leave
                  UNION ALL SELECT known_complaint::text || xmin::text FROM known_complaint UNION ALL SELECT escort_rating::text
                    FROM escort_rating
                  UNION ALL SELECT client_visit::text || xmin::text FROM client_visit
                   UNION ALL SELECT branch::text || xmin::text FROM branch
                  UNION ALL SELECT trail::text FROM trail WHERE kind = 'fact') AS everything
                """
            )
        );
}
