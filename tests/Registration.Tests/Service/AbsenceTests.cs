using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

public sealed class AbsenceTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const string ApprovedQueue = "registration-note-absence-when-leave-approved",
        CancelledQueue = "registration-end-absence-when-leave-cancelled";

    [Fact]
    public async Task An_approved_leave_turns_the_doctors_appointments_of_that_time_into_a_work_list_and_blocks_new_ones()
    {
        await service.Bus.Listen<AppointmentNeedsReschedule>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (away, other) = (desk.TestSite.Doctors[0].Id, desk.TestSite.Doctors[1].Id);
        var (before, inside, across, others) = (
            await desk.Booked(desk.At(8)),
            await desk.Booked(desk.At(10)),
            await desk.Booked(desk.At(9, 50).AddMinutes(-10)),
            await desk.Booked(desk.At(10), doctor: other)
        );
        var held = await desk.Wish();
        (await desk.Hold(held, desk.At(11))).Ok();

        await Say(Approved(desk, away, desk.At(9, 45), desk.At(12)));

        Assert.Equal([across, inside], await desk.Work("NeedsReschedule"));
        Assert.Equal(("Booked", "Booked", "Requested"), (await desk.State(before), await desk.State(others), await desk.State(held)));
        await service.Bus.Hears<AppointmentNeedsReschedule>(2, fact => fact.DoctorId == away && fact.ReasonCode == "doctor-on-leave");
        Assert.Equal(["DoctorAway"], AppointmentDesk.Conflicts(await desk.Hold(held, desk.At(11))));
        var free = (
            await desk.Clerk.Get($"/appointments/slots?departmentId={desk.TestSite.Department}&day={desk.Tomorrow:O}&doctorId={away}")
        )
            .Ok()
            .Body.EnumerateArray();
        Assert.DoesNotContain(
            free,
            slot =>
                slot.GetProperty("startsAt").GetDateTimeOffset() < desk.At(12)
                && slot.GetProperty("endsAt").GetDateTimeOffset() > desk.At(9, 45)
        );

        (await desk.Reschedule(inside, desk.At(14), away)).Ok();
        (await desk.Cancel(across)).Ok();
        Assert.Empty(await desk.Work("NeedsReschedule"));
        Assert.Equal("Booked", await desk.State(inside));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_leave_that_is_taken_back_ends_the_same_in_either_order_and_what_nobody_moved_stands_again(bool turned)
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var doctor = desk.TestSite.Doctors[0].Id;
        var (stays, moved, given) = (await desk.Booked(desk.At(9)), await desk.Booked(desk.At(10)), await desk.Booked(desk.At(11)));
        var approved = Approved(desk, doctor, desk.At(8), desk.At(18));
        LeaveCancelled cancelled = new(approved.LeaveId, doctor, desk.TestSite.Branch, service.Clock.GetUtcNow(), 2);

        if (turned)
            await Say(cancelled);
        await Say(approved);
        if (!turned)
        {
            Assert.Equal(3, (await desk.Work("NeedsReschedule")).Count);
            (await desk.Reschedule(moved, desk.At(10, days: 1))).Ok();
            (await desk.Cancel(given)).Ok();
            await Say(cancelled);
        }
        await Say(approved);

        Assert.Empty(await desk.Work("NeedsReschedule"));
        Assert.Equal("Booked", await desk.State(stays));
        Assert.Equal(turned ? 0 : 1, (await desk.Steps(stays)).Count(step => step == "StoodAgain"));
        Assert.Equal(turned ? desk.At(10) : desk.At(10, days: 1), (await desk.Look(moved)).Ok()["startsAt"].GetDateTimeOffset());
        await desk.Booked(desk.At(15));
    }

    [Fact]
    public async Task The_same_leave_twice_under_new_ids_or_over_a_lost_line_has_its_effect_once()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var id = await desk.Booked(desk.At(9));
        var approved = Approved(desk, desk.TestSite.Doctors[0].Id, desk.At(8), desk.At(18));
        var before = await service.Database.Count($"started WHERE queue = '{ApprovedQueue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await Say(approved);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{ApprovedQueue}'") > before);
        for (var count = 0; count < 5; count++)
            await service.Bus.Say(approved, approved.LeaveId, message);
        foreach (var copy in await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => service.Bus.Say(approved, approved.LeaveId))))
            await service.Applied(copy, ApprovedQueue);

        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{id}' AND type = '{nameof(AppointmentNeedsReschedule)}'"));
        Assert.Equal(["Requested", "Held", "Booked", "NeedsReschedule"], await desk.Steps(id));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    public async Task A_doctor_who_left_leaves_a_work_list_behind()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (gone, stays) = (desk.TestSite.Doctors[0].Id, desk.TestSite.Doctors[1].Id);
        var (first, later, others) = (
            await desk.Booked(desk.At(9)),
            await desk.Booked(desk.At(9, days: 30)),
            await desk.Booked(desk.At(9), doctor: stays)
        );
        EmployeeLeft left = new(gone, desk.TestSite.Branch, "Resigned", service.Clock.GetUtcNow(), 2);

        await service.Applied(await service.Bus.Say(left, gone), "registration-forget-employee-when-employee-left");
        await service.Applied(await service.Bus.Say(left, gone), "registration-forget-employee-when-employee-left");

        Assert.Equal([first, later], await desk.Work("NeedsReschedule"));
        Assert.Equal("Booked", await desk.State(others));
        Assert.Equal(["DoctorAway", "DoctorUnknown"], AppointmentDesk.Conflicts(await desk.Reschedule(first, desk.At(14), gone)));
        (await desk.Reschedule(first, desk.At(14), stays)).Ok();
        Assert.Equal([later], await desk.Work("NeedsReschedule"));
    }

    [Fact]
    public async Task The_desk_notes_an_absence_and_takes_it_back_but_not_a_leave_of_hr()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (doctor, absence) = (desk.TestSite.Doctors[0].Id, Guid.CreateVersion7());
        var id = await desk.Booked(desk.At(9));

        var noted = await desk.TestSite.MarkAway(doctor, desk.At(8), desk.At(12), "OffDuty", absence);
        Assert.Equal(1, noted["needReschedule"].GetInt32());
        Assert.Equal(noted.Text, (await desk.TestSite.MarkAway(doctor, desk.At(8), desk.At(12), "OffDuty", absence)).Text);
        Assert.True(
            (
                await desk.TestSite.Manager.Post(
                    $"/doctors/{doctor}/absences",
                    new
                    {
                        id = absence,
                        kind = "OnLeave",
                        startsAt = desk.At(8),
                        endsAt = desk.At(12),
                        reason = "a family matter",
                    }
                )
            ).Refused("id-taken")
        );
        var back = $"/doctors/{doctor}/absences/{absence}/withdrawal";
        (await desk.TestSite.Manager.Post(back)).Ok();
        (await desk.TestSite.Manager.Post(back)).Ok();
        Assert.Equal("Booked", await desk.State(id));

        var leave = Approved(desk, doctor, desk.At(8), desk.At(18));
        await Say(leave);
        Assert.True((await desk.TestSite.Manager.Post($"/doctors/{doctor}/absences/{leave.LeaveId}/withdrawal")).Refused("leave-is-of-hr"));
        foreach (
            var (from, to) in new[]
            {
                (desk.At(12), desk.At(8)),
                (desk.At(8, days: -2), desk.At(9, days: -2)),
                (desk.At(8), desk.At(8, days: 400)),
                (desk.At(8, days: 500), desk.At(9, days: 500)),
                (desk.At(9, days: -9_000), desk.At(9)),
            }
        )
            Assert.True(
                (
                    await desk.TestSite.Manager.Post(
                        $"/doctors/{doctor}/absences",
                        new
                        {
                            id = Guid.CreateVersion7(),
                            kind = "OnLeave",
                            startsAt = from,
                            endsAt = to,
                            reason = "x",
                        }
                    )
                ).Refused("absence-impossible")
            );
        Assert.True(
            (
                await desk.TestSite.Manager.Post(
                    $"/doctors/{Guid.CreateVersion7()}/absences",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        kind = "OnLeave",
                        startsAt = desk.At(8),
                        endsAt = desk.At(9),
                        reason = "x",
                    }
                )
            ).Refused("not-found")
        );
        Assert.True(
            (
                await desk.Clerk.Post(
                    $"/doctors/{doctor}/absences",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        kind = "OnLeave",
                        startsAt = desk.At(8),
                        endsAt = desk.At(9),
                        reason = "x",
                    }
                )
            ).Refused("forbidden")
        );
    }

    [Fact]
    public async Task Triage_passes_over_a_doctor_from_the_moment_the_absence_begins()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (away, stays) = (desk.TestSite.Doctors[0].Id, desk.TestSite.Doctors[1].Id);
        var now = service.Clock.GetUtcNow();
        await desk.TestSite.MarkAway(away, now.AddMinutes(10), now.AddHours(5));
        Assert.Equal("Available", await Status());

        await service.MoveClock(TimeSpan.FromMinutes(11));
        await Eventually.Sees(Status, status => status == "OnLeave");

        for (var count = 0; count < 3; count++)
            Assert.Equal(stays, (await (await desk.TestSite.CheckInNewClient()).Triage()).Ok()["doctorId"].GetGuid());

        async Task<string?> Status() =>
            (await desk.TestSite.Manager.Get($"/doctors?branch={desk.TestSite.Branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Single(line => line.GetProperty("doctorId").GetGuid() == away)
                .GetProperty("status")
                .GetString();
    }

    [Fact]
    public async Task A_booking_at_the_moment_a_leave_is_heard_is_refused_or_on_the_work_list_and_never_forgotten()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var wishes = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => desk.Wish()));
        var leave = Approved(desk, desk.TestSite.Doctors[0].Id, desk.At(8), desk.At(18));

        var message = service.Bus.Say(leave, leave.LeaveId);
        await Task.WhenAll(
            wishes.Select(
                async (wish, number) =>
                {
                    if ((await desk.Hold(wish, desk.At(8).AddMinutes(20 * number))).Accepted)
                        await desk.Book(wish);
                }
            )
        );
        await service.Applied(await message, ApprovedQueue);

        Assert.Equal(
            0,
            await service.Database.Count(
                $"appointment WHERE branch_id = '{desk.TestSite.Branch}' AND state IN ('Held', 'Booked', 'Notified')"
            )
        );
    }

    LeaveApproved Approved(AppointmentDesk desk, Guid doctor, DateTimeOffset from, DateTimeOffset to) =>
        new(Guid.CreateVersion7(), doctor, desk.TestSite.Branch, LeaveKind.Annual, from, to, service.Clock.GetUtcNow(), 1);

    async Task<Guid> Say<TFact>(TFact fact)
        where TFact : class
    {
        var message = await service.Bus.Say(fact, Guid.CreateVersion7());
        await service.Applied(message, fact is LeaveApproved ? ApprovedQueue : CancelledQueue);
        return message;
    }
}
