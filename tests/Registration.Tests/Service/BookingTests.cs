using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class BookingTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-201", "R-202", "R-012")]
    public async Task A_wish_by_phone_becomes_a_held_and_then_a_booked_time_and_the_others_hear_of_it_once()
    {
        await service.Bus.Listen<AppointmentBooked>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (client, doctor) = (await desk.TestSite.NewClient(), desk.TestSite.Doctors[0].Id);
        var id = await desk.Wish(client, desk.At(9), doctor);
        Assert.Equal([id], await desk.Work("Requested"));

        var free = await desk.Clerk.Get(
            $"/appointments/slots?departmentId={desk.TestSite.Department}&day={desk.Tomorrow:O}&doctorId={doctor}&clientId={client}"
        );
        var slot = free.Ok().Body.EnumerateArray().First();
        Assert.Equal((desk.At(8), 30), (slot.GetProperty("startsAt").GetDateTimeOffset(), free.Body.GetArrayLength()));

        var held = (await desk.Hold(id, desk.At(8), doctor)).Ok();
        Assert.Equal(held.Text, (await desk.Hold(id, desk.At(8), doctor)).Ok().Text);
        Assert.Equal(
            ("Held", TimeSpan.FromMinutes(20)),
            (held["status"].GetString(), held["endsAt"].GetDateTimeOffset() - held["startsAt"].GetDateTimeOffset())
        );
        Assert.Equal(
            29,
            (await desk.Clerk.Get($"/appointments/slots?departmentId={desk.TestSite.Department}&day={desk.Tomorrow:O}&doctorId={doctor}"))
                .Ok()
                .Body.GetArrayLength()
        );
        var booked = (await desk.Book(id)).Ok();
        Assert.Equal(booked.Text, (await desk.Book(id)).Ok().Text);

        Assert.Equal("Booked", booked["status"].GetString());
        Assert.Empty(await desk.Work("Requested"));
        await service.Bus.Hears<AppointmentBooked>(1, fact => fact.AppointmentId == id);
        var told = service.Bus.Heard<AppointmentBooked>().Single(fact => fact.AppointmentId == id);
        Assert.Equal(
            (client, (Guid?)doctor, desk.At(8), (Guid?)null),
            (told.ClientId, told.DoctorId, told.StartsAt.ToOffset(TimeSpan.FromHours(8)), told.EngagementId)
        );
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{id}' AND type = '{nameof(AppointmentBooked)}'"));
        Assert.Equal(["Requested", "Held", "Booked"], await desk.Steps(id));
    }

    [Fact]
    public async Task Every_conflict_is_named_and_not_only_the_first()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (first, second) = (desk.TestSite.Doctors[0].Id, desk.TestSite.Doctors[1].Id);
        var (chair, client) = (await desk.TestSite.Chair(), await desk.TestSite.NewClient());
        await desk.Booked(desk.At(10), doctor: first);
        await desk.Booked(desk.At(10, 10), doctor: second, room: chair);
        await desk.Booked(desk.At(11), client, second);
        await desk.TestSite.MarkAway(first, desk.At(10, 30), desk.At(12));
        var id = await desk.Wish(client);

        var refused = await desk.Hold(id, desk.At(10), first, chair, minutes: 80);

        Assert.True(refused.Refused("slot-taken"));
        Assert.Equal(["DoctorTaken", "RoomTaken", "ClientTaken", "DoctorAway"], AppointmentDesk.Conflicts(refused));
        Assert.Equal(
            ["DoctorUnknown", "RoomUnknown"],
            AppointmentDesk.Conflicts(await desk.Hold(id, desk.At(15), Guid.CreateVersion7(), Guid.CreateVersion7()))
        );
        Assert.Equal("Requested", await desk.State(id));
        Assert.Equal(["Requested"], await desk.Steps(id));
    }

    [Fact]
    public async Task A_hold_ends_by_itself_and_the_wish_stays()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, other) = (await desk.Wish(), await desk.Wish());
        (await desk.Hold(id, desk.At(9))).Ok();
        Assert.True((await desk.Hold(other, desk.At(9))).Refused("slot-taken"));

        await service.MoveClock(TimeSpan.FromMinutes(6));
        await desk.NoDeadlineIsDue();

        Assert.True((await desk.Book(id)).Refused("appointment-out-of-order"));
        Assert.Equal("Requested", await desk.State(id));
        (await desk.Hold(other, desk.At(9))).Ok();
        Assert.Equal(["Requested", "Held", "LetGo"], await desk.Steps(id));
    }

    [Fact]
    public async Task A_moved_appointment_gives_its_old_time_back_and_is_told_with_both_times()
    {
        await service.Bus.Listen<AppointmentRescheduled>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, other) = (await desk.Booked(desk.At(9)), await desk.Booked(desk.At(10)));
        var before = (await desk.Look(id)).ETag;

        Assert.Equal(["DoctorTaken"], AppointmentDesk.Conflicts(await desk.Reschedule(id, desk.At(10, 10))));
        Assert.True(
            (
                await desk.Clerk.Post(
                    $"/appointments/{id}/reschedule",
                    new { slot = new { doctorId = desk.TestSite.Doctors[0].Id, startsAt = desk.At(14) }, reasonCode = "x" }
                )
            ).Refused("if-match-required")
        );
        var moved = (await desk.Reschedule(id, desk.At(14))).Ok();
        Assert.Equal(moved.Text, (await desk.Reschedule(id, desk.At(14))).Ok().Text);
        Assert.True((await desk.Reschedule(id, desk.At(15), ifMatch: before)).Refused("stale"));

        (await desk.Reschedule(other, desk.At(9))).Ok();
        await service.Bus.Hears<AppointmentRescheduled>(1, fact => fact.AppointmentId == id);
        var told = service.Bus.Heard<AppointmentRescheduled>().Single(fact => fact.AppointmentId == id);
        Assert.Equal(
            (desk.At(9).UtcDateTime, desk.At(14).UtcDateTime, "ClientAsked"),
            (told.OldStartsAt.UtcDateTime, told.StartsAt.UtcDateTime, told.ReasonCode)
        );
        Assert.DoesNotContain("works late", await service.Trail(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_appointment_frees_its_time_and_stays_cancelled()
    {
        await service.Bus.Listen<AppointmentCancelled>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, wish) = (await desk.Booked(desk.At(9)), await desk.Wish());

        var cancelled = (await desk.Cancel(id)).Ok();
        Assert.Equal(cancelled.Text, (await desk.Cancel(id)).Ok().Text);
        (await desk.Cancel(wish)).Ok();

        await desk.Booked(desk.At(9));
        Assert.True((await desk.Book(id)).Refused("appointment-out-of-order"));
        Assert.True((await desk.Hold(id, desk.At(16))).Refused("appointment-out-of-order"));
        Assert.True((await desk.Reschedule(id, desk.At(16))).Refused("appointment-out-of-order"));
        await service.Bus.Hears<AppointmentCancelled>(1, fact => fact.AppointmentId == id);
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{wish}' AND type = '{nameof(AppointmentCancelled)}'"));
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id IN ('{id}', '{wish}')"));
    }

    [Fact]
    [Rule("R-198")]
    public async Task The_client_is_told_at_booking_and_again_a_day_before_and_each_attempt_is_recorded()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var id = await desk.Booked(desk.At(9, days: 4));
        Assert.Equal([id], await desk.Work("ToBeTold"));

        (await Tell(reached: false)).Ok();
        Assert.Equal(("Booked", 1), (await desk.State(id), (await desk.Work("ToBeTold")).Count));
        var notice = Guid.CreateVersion7();
        (await Tell(reached: true, notice)).Ok();
        (await Tell(reached: true, notice)).Ok();
        Assert.True((await Tell(reached: false, notice)).Refused("id-taken"));
        Assert.Equal(("Notified", 0), (await desk.State(id), (await desk.Work("ToBeTold")).Count));
        await desk.WaitUntil(desk.At(8, days: 3));
        await desk.NoDeadlineIsDue();
        Assert.Empty(await desk.Work("ToBeTold"));
        await desk.WaitUntil(desk.At(9, 1, days: 3));
        await Eventually.Sees(() => desk.Work("ToBeTold"), waiting => waiting.Contains(id));
        (await Tell(reached: true)).Ok();

        Assert.Empty(await desk.Work("ToBeTold"));
        Assert.Equal(3, await service.Database.Count($"trail WHERE case_id = '{id}' AND type = '{nameof(AppointmentReminderSent)}'"));

        Task<Answer> Tell(bool reached, Guid? notice = null) =>
            desk.Clerk.Post(
                $"/appointments/{id}/notices",
                new
                {
                    id = notice ?? Guid.CreateVersion7(),
                    channel = "Phone",
                    reached,
                }
            );
    }

    [Fact]
    public async Task Bad_input_of_every_act_is_a_clear_problem_and_changes_nothing()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var other = await service.OpenSite(doctors: 1);
        var (id, client, doctor) = (await desk.Booked(desk.At(9)), await desk.TestSite.NewClient(), desk.TestSite.Doctors[0].Id);
        var wish = await desk.Wish(client);
        var before = await Fingerprint();
        var etag = (await desk.Look(id)).ETag;
        (string Path, object Body, int Status, string? Code)[] bad =
        [
            ("/appointments", desk.WishOf(Guid.Empty, client), 400, null),
            ("/appointments", desk.WishOf(Guid.CreateVersion7(), Guid.CreateVersion7()), 409, "chart-required"),
            ("/appointments", desk.WishOf(Guid.CreateVersion7(), client, service.Clock.GetUtcNow().AddMinutes(-1)), 400, "slot-impossible"),
            ("/appointments", desk.WishOf(Guid.CreateVersion7(), client, doctor: other.Doctors[0].Id), 404, "not-found"),
            ("/appointments", desk.WishOf(wish, client, desk.At(17)), 409, "id-taken"),
            (
                "/appointments",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = desk.TestSite.Branch,
                    clientId = client,
                    departmentId = desk.TestSite.Department,
                    channel = "Escort",
                    wishedFrom = desk.At(9),
                },
                400,
                "escort-asks-itself"
            ),
            (
                "/appointments",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = other.Branch,
                    clientId = client,
                    departmentId = desk.TestSite.Department,
                    channel = "Web",
                    wishedFrom = desk.At(9),
                },
                404,
                "not-found"
            ),
            (
                "/appointments",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = desk.TestSite.Branch,
                    clientId = client,
                    departmentId = desk.TestSite.Department,
                    channel = "Pigeon",
                    wishedFrom = desk.At(9),
                },
                400,
                null
            ),
            ($"/appointments/{wish}/hold", new { doctorId = doctor, startsAt = "2026-03-02T09:00:00" }, 400, null),
            ($"/appointments/{wish}/hold", new { doctorId = doctor, startsAt = desk.At(9).AddSeconds(1) }, 400, "slot-impossible"),
            ($"/appointments/{wish}/hold", new { doctorId = doctor, startsAt = desk.At(9).AddYears(3) }, 400, "slot-impossible"),
            (
                $"/appointments/{wish}/hold",
                new
                {
                    doctorId = doctor,
                    startsAt = desk.At(9),
                    minutes = 4,
                },
                400,
                null
            ),
            ($"/appointments/{Guid.CreateVersion7()}/hold", new { doctorId = doctor, startsAt = desk.At(12) }, 404, "not-found"),
            ($"/appointments/{wish}/booking", new { }, 409, "appointment-out-of-order"),
            ($"/appointments/{id}/cancellation", new { reasonCode = "has blanks" }, 400, null),
            ($"/appointments/{id}/reschedule", new { slot = new { doctorId = doctor, startsAt = desk.At(14) } }, 400, null),
            (
                $"/appointments/{wish}/reschedule",
                new { slot = new { doctorId = doctor, startsAt = desk.At(14) }, reasonCode = "x" },
                428,
                "if-match-required"
            ),
            (
                $"/appointments/{id}/notices",
                new
                {
                    id = Guid.Empty,
                    channel = "Phone",
                    reached = true,
                },
                400,
                null
            ),
            (
                $"/appointments/{wish}/notices",
                new
                {
                    id = Guid.CreateVersion7(),
                    channel = "Phone",
                    reached = true,
                },
                409,
                "appointment-out-of-order"
            ),
            ($"/appointments/{id}/lateness", new { expectedAt = desk.At(8) }, 400, "lateness-impossible"),
            ($"/appointments/{id}/lateness", new { expectedAt = desk.At(18) }, 400, "lateness-impossible"),
            ($"/appointments/{id}/no-show-reversal", new { reason = "was here" }, 409, "appointment-out-of-order"),
            ($"/appointments/{id}/no-show-reversal", new { reason = "  " }, 400, null),
        ];

        foreach (var (path, body, status, code) in bad)
        {
            var answer = await desk.Clerk.Post(path, body, path.EndsWith("cancellation", StringComparison.Ordinal) ? etag : null);
            Assert.True(
                status == (int)answer.Status && (code is null || answer.Refused(code)),
                $"{path} {System.Text.Json.JsonSerializer.Serialize(body)}: {(int)answer.Status} {answer.Text}"
            );
            Assert.True((await desk.TestSite.Guide.Post(path, body)).Refused("forbidden"), path);
        }
        foreach (
            var query in new[]
            {
                "slots?departmentId=x&day=2026-03-02",
                $"slots?departmentId={desk.TestSite.Department}&day=1999-01-01",
                $"work?branchId={desk.TestSite.Branch}&kind=Anything",
                $"work?branchId={desk.TestSite.Branch}&kind=ToBeTold&limit=0",
            }
        )
            Assert.Equal(400, (int)(await desk.Clerk.Get($"/appointments/{query}")).Status);
        Assert.True(
            (await desk.Clerk.Get($"/appointments/slots?departmentId={other.Department}&day={desk.Tomorrow:O}")).Refused("not-found")
        );
        Assert.True((await desk.Clerk.Get($"/appointments/work?branchId={other.Branch}&kind=ToBeTold")).Refused("not-found"));

        Assert.Equal(before, await Fingerprint());

        Task<List<string>> Fingerprint() =>
            service.Database.Sql<string>(
                "SELECT coalesce(string_agg(a::text || a.xmin::text, ';' ORDER BY a.id), '') || (SELECT count(*) FROM appointment_step "
                    + $"WHERE branch_id = '{desk.TestSite.Branch}') FROM appointment AS a WHERE branch_id = '{desk.TestSite.Branch}'"
            );
    }
}
