using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>A fact about a branch that was never opened, or somebody who was never hired, waits until there is such a one.</summary>
public sealed class EarlyFactTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_heard_of_a_branch_and_a_person_nobody_knows_has_its_effect_once_when_both_are_known(bool lineIsLost)
    {
        var (branch, person, complaint) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var now = service.Clock.GetUtcNow();
        ComplaintOverturned overturned = new(complaint, branch, person, "WrongPerson", Guid.CreateVersion7(), now, 7);
        ComplaintFiled filed = new(complaint, branch, null, null, null, ComplaintKind.NonMedical, "Desk", [person], now, 1);
        LeaveApproved approved = new(Guid.CreateVersion7(), person, branch, LeaveKind.Annual, now.AddDays(1), now.AddDays(2), now, 1);
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        List<Guid> said =
        [
            await service.Bus.Say(RegistrationService.Hired(person, branch, Post.Doctor), person),
            await service.Bus.Say(new CertificateIssued(person, branch, "C-1", now, now.AddYears(1)), person),
            await service.Bus.Say(new PostAdjusted(person, branch, Post.Doctor, Post.Nurse, now, 2), person),
            await service.Bus.Say(approved, approved.LeaveId),
            await service.Bus.Say(new LeaveCancelled(approved.LeaveId, person, branch, now, 2), approved.LeaveId),
            await service.Bus.Say(filed, complaint),
            await service.Bus.Say(new ComplaintClosed(complaint, branch, true, 1, true, now, 5), complaint),
            await service.Bus.Say(overturned, complaint),
            await service.Bus.Say(new EmployeeLeft(person, branch, "Resigned", now, 3), person),
            await service.Bus.Say(new DepartureWithdrawn(person, branch, Post.Nurse, now, 4), person),
            await service.Bus.Say(new HireWithdrawn(person, branch, now, 5), person),
            await service.Bus.Say(new LeaveEndedEarly(approved.LeaveId, person, branch, now, now, 3), approved.LeaveId),
            await service.Bus.Say(new CertificateWithdrawn(person, branch, "C-1", "Voided", now), person),
            await service.Bus.Say(new OnboardingCompleted(person, branch, "clinic", 40m, now), person),
            await service.Bus.Say(new ComplaintReopened(complaint, branch, null, 2, "Dissatisfied", now, 6), complaint),
        ];
        foreach (var message in said)
            await service.Waits(message);
        await service.Bus.Say(approved, approved.LeaveId, said[3]);
        Assert.Equal(0, await Known());
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 3, FailKind.Throw);

        await service.Open(branch);

        var all = string.Join("','", said);
        await Eventually.Is(async () => await service.Database.Count($"inbox WHERE message_id IN ('{all}')") == said.Count);
        await service.Bus.Say(approved, approved.LeaveId, said[3]);
        await Eventually.Is(async () => await service.Bus.Waiting("registration-note-absence-when-leave-approved") == 0);
        Assert.Equal(3, await Known());
        Assert.Equal(said.Count, await service.Database.Count($"trail WHERE kind = 'effect' AND message_id IN ('{all}')"));
        Assert.Equal((0, 0), (await service.Database.Count("early"), await service.Database.Count("parked")));

        async Task<long> Known() =>
            await service.Database.Count($"staff_member WHERE id = '{person}'")
            + await service.Database.Count($"absence WHERE id = '{approved.LeaveId}'")
            + await service.Database.Count($"complaint_flag WHERE id = '{complaint}'");
    }
}
