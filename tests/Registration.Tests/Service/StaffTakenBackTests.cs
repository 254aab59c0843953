using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class StaffTakenBackTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const string Forgets = "registration-forget-employee-when-employee-left",
        Welcomes = "registration-welcome-back-when-departure-withdrawn",
        Unhires = "registration-forget-employee-when-hire-withdrawn",
        Approves = "registration-note-absence-when-leave-approved",
        Shortens = "registration-shorten-absence-when-leave-ended-early",
        Certifies = "registration-note-certificate-when-certificate-issued",
        Drops = "registration-drop-certificate-when-certificate-withdrawn";

    [Fact]
    public async Task A_withdrawn_departure_brings_the_person_back_and_what_nobody_moved_stands_again_once()
    {
        await service.Bus.Listen<AppointmentBooked>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (doctor, other) = (desk.TestSite.Doctors[0], desk.TestSite.Doctors[1].Id);
        var (stays, moved) = (await desk.Booked(desk.At(9)), await desk.Booked(desk.At(10)));
        await Say(Left(desk, doctor.Id, 2), Forgets, doctor.Id);
        (await desk.Reschedule(moved, desk.At(11), other)).Ok();
        Assert.Equal([stays], await desk.Work("NeedsReschedule"));

        DepartureWithdrawn withdrawn = new(doctor.Id, desk.TestSite.Branch, Post.Doctor, service.Clock.GetUtcNow(), 3);
        var message = await Say(withdrawn, Welcomes, doctor.Id);
        await Say(withdrawn, Welcomes, doctor.Id, message);
        await Say(withdrawn, Welcomes, doctor.Id);
        await Say(Left(desk, doctor.Id, 2), Forgets, doctor.Id);

        Assert.Empty(await desk.Work("NeedsReschedule"));
        Assert.Equal(("Booked", "Booked"), (await desk.State(stays), await desk.State(moved)));
        Assert.Equal(["Requested", "Held", "Booked", "NeedsReschedule", "StoodAgain"], await desk.Steps(stays));
        await desk.Booked(desk.At(15));
        var visit = await desk.TestSite.CheckInNewClient();
        Assert.Equal(doctor.Id, (await visit.Triage()).Ok()["doctorId"].GetGuid());
    }

    [Fact]
    public async Task A_departure_that_is_heard_after_its_withdrawal_changes_nothing()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var id = await desk.Booked(desk.At(9));

        await Say(new DepartureWithdrawn(doctor, desk.TestSite.Branch, Post.Doctor, service.Clock.GetUtcNow(), 3), Welcomes, doctor);
        await Say(Left(desk, doctor, 2), Forgets, doctor);

        Assert.Equal("Booked", await desk.State(id));
        Assert.Equal(["f 3"], await Row(doctor));
        await Say(Left(desk, doctor, 4), Forgets, doctor);
        Assert.Equal(("NeedsReschedule", "t 4"), (await desk.State(id), Assert.Single(await Row(doctor))));
    }

    [Fact]
    public async Task Who_leaves_works_through_the_last_day_of_the_branch_and_only_what_lies_behind_it_needs_another_time()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var (last, behind) = (await desk.Booked(desk.At(17)), await desk.Booked(desk.At(9, days: 1)));
        var left = Left(desk, doctor, 2) with { LastDay = desk.Tomorrow };

        var message = await Say(left, Forgets, doctor);
        await Say(left, Forgets, doctor, message);
        await Say(left, Forgets, doctor);

        Assert.Equal([behind], await desk.Work("NeedsReschedule"));
        Assert.Equal(("Booked", "f 2"), (await desk.State(last), Assert.Single(await Row(doctor))));
        var wish = await desk.Wish();
        Assert.Equal(["DoctorAway"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(10, days: 1))));
        (await desk.Hold(wish, desk.At(10))).Ok();

        await desk.WaitUntil(desk.At(0, days: 1).AddMinutes(-1));
        await desk.NoDeadlineIsDue();
        Assert.Equal(["f 2"], await Row(doctor));
        await desk.WaitUntil(desk.At(0, days: 1).AddMinutes(1));
        await Eventually.Is(async () => (await Row(doctor)).Single() == "t 2");
        Assert.Equal(1, (await desk.Steps(behind)).Count(step => step == "NeedsReschedule"));
    }

    [Fact]
    public async Task A_departure_that_lies_ahead_and_is_withdrawn_does_not_come()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var behind = await desk.Booked(desk.At(9, days: 1));
        await Say(Left(desk, doctor, 2) with { LastDay = desk.Tomorrow }, Forgets, doctor);

        await Say(new DepartureWithdrawn(doctor, desk.TestSite.Branch, Post.Doctor, service.Clock.GetUtcNow(), 3), Welcomes, doctor);

        Assert.Equal("Booked", await desk.State(behind));
        await desk.WaitUntil(desk.At(1, days: 1));
        await desk.NoDeadlineIsDue();
        Assert.Equal(["f 3"], await Row(doctor));
    }

    [Fact]
    public async Task What_a_leave_and_a_departure_took_stands_again_only_when_both_are_taken_back()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var id = await desk.Booked(desk.At(9));
        var approved = Approved(desk, doctor, desk.At(8), desk.At(18));
        await Say(approved, Approves, approved.LeaveId);
        await Say(Left(desk, doctor, 2), Forgets, doctor);

        await Say(Ended(approved, desk.At(8), 2), Shortens, approved.LeaveId);
        Assert.Equal("NeedsReschedule", await desk.State(id));
        await Say(new DepartureWithdrawn(doctor, desk.TestSite.Branch, Post.Doctor, service.Clock.GetUtcNow(), 3), Welcomes, doctor);

        Assert.Equal("Booked", await desk.State(id));
    }

    [Fact]
    public async Task Who_was_hired_by_mistake_is_on_the_staff_list_no_more_in_either_order_and_however_often_it_is_said()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var doctor = desk.TestSite.Doctors[0].Id;
        var id = await desk.Booked(desk.At(9));
        HireWithdrawn withdrawn = new(doctor, desk.TestSite.Branch, service.Clock.GetUtcNow(), 2);

        var message = await Say(withdrawn, Unhires, doctor);
        await Say(withdrawn, Unhires, doctor, message);
        await Say(withdrawn, Unhires, doctor);
        await Say(
            RegistrationService.Hired(doctor, desk.TestSite.Branch, Post.Doctor),
            "registration-know-employee-when-employee-hired",
            doctor
        );

        Assert.Equal([id], await desk.Work("NeedsReschedule"));
        Assert.Equal(1, (await desk.Steps(id)).Count(step => step == "NeedsReschedule"));
        Assert.Equal(["t 2"], await Row(doctor));
        Assert.NotEqual(doctor, (await (await desk.TestSite.CheckInNewClient()).Triage()).Ok()["doctorId"].GetGuid());

        var never = Guid.CreateVersion7();
        var early = await service.Bus.Say(new HireWithdrawn(never, desk.TestSite.Branch, service.Clock.GetUtcNow(), 2), never);
        await service.Waits(early);
        await service.Bus.Say(RegistrationService.Hired(never, desk.TestSite.Branch, Post.Nurse), never);
        await service.Applied(early, Unhires);
        Assert.Equal(["t 2"], await Row(never));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_leave_that_ended_early_ends_then_in_either_order_and_what_nobody_moved_stands_again(bool turned)
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var (during, after) = (await desk.Booked(desk.At(9)), await desk.Booked(desk.At(9, days: 3)));
        var approved = Approved(desk, doctor, desk.At(8), desk.At(18, days: 9));
        var ended = Ended(approved, desk.At(8, days: 1), 2);

        if (turned)
            await Say(ended, Shortens, approved.LeaveId);
        await Say(approved, Approves, approved.LeaveId);
        if (!turned)
            Assert.Equal(2, (await desk.Work("NeedsReschedule")).Count);
        var message = await Say(ended, Shortens, approved.LeaveId);
        await Say(ended, Shortens, approved.LeaveId, message);
        await Say(ended, Shortens, approved.LeaveId);
        await Say(approved, Approves, approved.LeaveId);

        Assert.Equal([during], await desk.Work("NeedsReschedule"));
        Assert.Equal("Booked", await desk.State(after));
        Assert.Equal(turned ? 0 : 1, (await desk.Steps(after)).Count(step => step == "StoodAgain"));
        Assert.Equal(["DoctorAway"], AppointmentDesk.Conflicts(await desk.Hold(await desk.Wish(), desk.At(10))));
        await desk.Booked(desk.At(10, days: 5));
    }

    [Fact]
    [Rule("R-321")]
    public async Task Where_the_branch_asks_for_certificates_a_withdrawn_one_holds_no_more_in_either_order()
    {
        var site = await service.OpenSite(doctors: 2);
        var (trained, other) = (site.Doctors[0].Id, site.Doctors[1].Id);
        await site.SetPolicies(("triage.byCertificate", "true"));
        var until = service.Clock.GetUtcNow().AddDays(30);
        await Say(new CertificateIssued(trained, site.Branch, "C-1", until.AddYears(-1), until), Certifies, trained);
        Assert.Equal(trained, (await (await site.CheckInNewClient()).Triage()).Ok()["doctorId"].GetGuid());

        var withdrawn = Withdrawn(trained, "C-1");
        var message = await Say(withdrawn, Drops, trained);
        await Say(withdrawn, Drops, trained, message);
        await Say(withdrawn, Drops, trained);
        await Say(new CertificateIssued(trained, site.Branch, "C-1", until.AddYears(-1), until), Certifies, trained);
        await Say(Withdrawn(other, "C-2"), Drops, other);
        await Say(new CertificateIssued(other, site.Branch, "C-2", until.AddYears(-1), until), Certifies, other);

        var visit = await site.CheckInNewClient();
        Assert.True((await visit.Triage()).Refused("no-doctor-on-duty"));
        await Say(new CertificateIssued(other, site.Branch, "C-3", until.AddYears(-1), until.AddDays(-5)), Certifies, other);
        Assert.Equal(other, (await visit.Triage()).Ok()["doctorId"].GetGuid());

        CertificateWithdrawn Withdrawn(Guid who, string number) => new(who, site.Branch, number, "Voided", service.Clock.GetUtcNow());
    }

    EmployeeLeft Left(AppointmentDesk desk, Guid person, int version) =>
        new(person, desk.TestSite.Branch, "Resigned", service.Clock.GetUtcNow(), version);

    LeaveApproved Approved(AppointmentDesk desk, Guid doctor, DateTimeOffset from, DateTimeOffset to) =>
        new(Guid.CreateVersion7(), doctor, desk.TestSite.Branch, LeaveKind.Annual, from, to, service.Clock.GetUtcNow(), 1);

    LeaveEndedEarly Ended(LeaveApproved leave, DateTimeOffset at, int version) =>
        new(leave.LeaveId, leave.EmployeeId, leave.BranchId, at, service.Clock.GetUtcNow(), version);

    Task<List<string>> Row(Guid person) =>
        service.Database.Sql<string>($"SELECT has_left::text::char(1) || ' ' || presence_version FROM staff_member WHERE id = '{person}'");

    async Task<Guid> Say<TFact>(TFact fact, string queue, Guid caseId, Guid? messageId = null)
        where TFact : class
    {
        var message = await service.Bus.Say(fact, caseId, messageId);
        await service.Applied(message, queue);
        return message;
    }
}
