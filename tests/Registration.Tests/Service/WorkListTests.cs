using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

/// <summary>What waits for whom at a branch, and which act ends it; reading it never does.</summary>
public sealed class WorkListTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const string ListRight = "worklist.read";

    [Fact]
    [Rule("R-071")]
    public async Task Somebody_at_the_door_waits_to_be_greeted_and_a_late_greeting_for_an_excuse_under_the_arrivals_id()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (greeter, manager) = (At(site, "visits.greet"), At(site, "visits.excuse"));
        var (door, inTime) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var noted = (await site.Guide.Post("/arrivals", new { id = door, branchId = site.Branch })).Ok();
        (await site.Guide.Post("/arrivals", new { id = inTime, branchId = site.Branch })).Ok();

        for (var read = 0; read < 2; read++)
        {
            var item = Assert.Single(await greeter.WorkItems(door));
            Assert.Equal(
                ("registration-arrival.greeting", "Greet"),
                (item.GetProperty("kind").GetString(), item.GetProperty("settledBy").GetString())
            );
            Assert.Equal(noted["greetingDueAt"].GetDateTimeOffset(), item.GetProperty("dueAt").GetDateTimeOffset());
        }
        Assert.Empty(await At(other, "visits.greet").WorkItems(door));
        Assert.Empty(await At(site, "visits.collect").WorkItems(door));
        (await site.Guide.Post($"/arrivals/{inTime}/greeting")).Ok();
        Assert.Equal("", await At(site, "visits.greet", "visits.excuse").Work(inTime));

        await service.MoveClock(TimeSpan.FromSeconds(11));
        await Eventually.Sees(() => manager.Work(door), work => work == "greeting-excuse");
        Assert.Equal("greeting", await greeter.Work(door));
        (await site.Guide.Post($"/arrivals/{door}/greeting")).Ok();
        Assert.Equal("", await greeter.Work(door));
        Assert.Equal("greeting-excuse", await manager.Work(door));
        (await site.Manager.Post($"/visits/{door}/greeting-excuse", new { reason = "two buses at once" })).Ok();
        Assert.Equal("", await manager.Work(door));
    }

    [Fact]
    [Rule("R-317")]
    public async Task A_hand_off_waits_from_its_first_second_for_every_guide_but_whoever_asked_until_one_takes_over()
    {
        var site = await service.OpenSite(doctors: 0);
        await site.SetPolicies(("branch.multiFloor", "true"));
        var asking = service.As(site.Guide.Id, (site.Branch, [ListRight, "visits.guide"]));
        var upstairs = At(site, "visits.guide");
        var (door, asked) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Guide.Post("/arrivals", new { id = door, branchId = site.Branch })).Ok();
        (await site.Guide.Post($"/arrivals/{door}/greeting")).Ok();
        (await site.Guide.Put($"/arrivals/{door}/visit-type", new { kind = "First" })).Ok();
        (await site.Guide.Post($"/arrivals/{door}/lead")).Ok();
        (await site.Guide.Post($"/arrivals/{door}/hand-offs", new { id = asked, floor = 3 })).Ok();

        Assert.Equal(door, Assert.Single(await upstairs.WorkItems(asked)).GetProperty("detail").GetGuid());
        Assert.Empty(await asking.WorkItems(asked));
        (await upstairs.Post($"/hand-offs/{asked}/acceptance")).Ok();
        (await upstairs.Post($"/hand-offs/{asked}/acceptance")).Ok();

        Assert.Empty(await upstairs.WorkItems(asked));
    }

    [Fact]
    [Rule("R-075", "R-080")]
    public async Task A_client_waits_to_be_collected_and_the_chart_to_come_back_and_a_late_collection_for_an_excuse()
    {
        var site = await service.OpenSite();
        var everybody = At(site, "visits.greet", "visits.collect", "visits.receive-chart", "visits.excuse", "waiting.serve");
        var visit = await (await site.CheckInNewClient()).Until("triage");
        Assert.Equal("", await everybody.Work(visit.Id));
        (await visit.Notify()).Ok();
        Assert.Equal("collection", await everybody.Work(visit.Id));

        await service.MoveClock(TimeSpan.FromMinutes(5.1));
        await Eventually.Sees(() => everybody.Work(visit.Id), work => work == "collection pickup-excuse");
        (await visit.Collect()).Ok();
        Assert.Equal("pickup-excuse", await everybody.Work(visit.Id));
        (await site.Manager.Post($"/visits/{visit.Id}/pickup-excuse", new { reason = "an emergency" })).Ok();
        Assert.Equal("", await everybody.Work(visit.Id));

        (await visit.Identify()).Ok();
        (await visit.Plan()).Ok();
        (await visit.Consent()).Ok();
        (await visit.Treat()).Ok();
        Assert.Equal("chart-return", await everybody.Work(visit.Id));
        (await visit.ReturnChart()).Ok();
        Assert.Equal("", await everybody.Work(visit.Id));
    }

    [Fact]
    [Rule("R-259", "R-302")]
    public async Task Whoever_waits_too_long_or_is_out_of_sight_waits_for_the_attendant_and_nobody_who_left_does()
    {
        var site = await service.OpenSite();
        var attendant = At(site, "waiting.serve");
        var visit = await (await site.CheckInNewClient()).Until("triage");
        (await Note("whereabouts", new { id = Guid.CreateVersion7(), away = true })).Ok();
        Assert.Equal("whereabouts", await attendant.Work(visit.Id));
        (await Note("whereabouts", new { id = Guid.CreateVersion7(), away = false })).Ok();
        Assert.Equal("", await attendant.Work(visit.Id));

        await service.MoveClock(TimeSpan.FromMinutes(20.1));
        await Eventually.Sees(() => attendant.Work(visit.Id), work => work == "comfort");
        (await Note("comfort", new { id = Guid.CreateVersion7(), mood = "Calm" })).Ok();
        Assert.Equal("", await attendant.Work(visit.Id));
        await service.MoveClock(TimeSpan.FromMinutes(20.1));
        await Eventually.Sees(() => attendant.Work(visit.Id), work => work == "comfort");
        (await visit.Leave()).Ok();

        Assert.Equal("", await attendant.Work(visit.Id));

        Task<Answer> Note(string what, object body) => site.Guide.Post($"/visits/{visit.Id}/{what}", body);
    }

    [Fact]
    public async Task An_appointment_waits_for_a_time_for_the_client_to_be_told_and_for_another_time_when_the_doctor_is_away()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (clerk, doctor) = (At(desk.TestSite, "appointments.book"), desk.TestSite.Doctors[0].Id);
        var wish = await desk.Wish(from: desk.At(9));
        Assert.Equal("time", await clerk.Work(wish));
        (await desk.Hold(wish, desk.At(9))).Ok();
        Assert.Equal("", await clerk.Work(wish));
        (await desk.Book(wish)).Ok();
        Assert.Equal("notice", await clerk.Work(wish));
        (await Tell(reached: false)).Ok();
        Assert.Equal("notice", await clerk.Work(wish));
        (await Tell(reached: true)).Ok();
        Assert.Equal("", await clerk.Work(wish));

        var absence = Guid.CreateVersion7();
        await desk.TestSite.MarkAway(doctor, desk.At(8), desk.At(12), "OffDuty", absence);
        var item = Assert.Single(await clerk.WorkItems(wish));
        Assert.Equal(
            ("registration-appointment.reschedule", desk.At(9)),
            (item.GetProperty("kind").GetString(), item.GetProperty("dueAt").GetDateTimeOffset())
        );
        (await desk.TestSite.Manager.Post($"/doctors/{doctor}/absences/{absence}/withdrawal")).Ok();
        Assert.Equal("notice", await clerk.Work(wish));
        (await desk.Cancel(wish)).Ok();
        Assert.Equal("", await clerk.Work(wish));

        Task<Answer> Tell(bool reached) =>
            desk.Clerk.Post(
                $"/appointments/{wish}/notices",
                new
                {
                    id = Guid.CreateVersion7(),
                    channel = "Phone",
                    reached,
                }
            );
    }

    [Fact]
    public async Task A_leave_makes_each_item_once_also_when_the_same_message_comes_twice_or_breaks_after_the_commit()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (clerk, doctor) = (At(desk.TestSite, "appointments.book"), desk.TestSite.Doctors[0].Id);
        var booked = await desk.Booked(desk.At(9));
        LeaveApproved approved = new(
            Guid.CreateVersion7(),
            doctor,
            desk.TestSite.Branch,
            LeaveKind.Annual,
            desk.At(8),
            desk.At(18),
            service.Clock.GetUtcNow(),
            1
        );
        const string Queue = "registration-note-absence-when-leave-approved";
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await service.Bus.Say(approved, approved.LeaveId);
        await service.Applied(message, Queue);
        await service.Bus.Say(approved, approved.LeaveId, message);
        await service.Applied(await service.Bus.Say(approved, approved.LeaveId), Queue);

        Assert.Equal("reschedule", await clerk.Work(booked));
        Assert.Equal(1, await service.Database.Count($"work_item WHERE subject_id = '{booked}'"));
    }

    [Fact]
    [Rule("R-254", "R-261")]
    public async Task The_days_board_waits_to_be_checked_floor_by_floor_published_and_read_by_each_guide()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.OpenAroundTheClock();
        var guide = service.As(await service.Hire(site.Branch, Post.Guide), (site.Branch, [ListRight, "boards.acknowledge"]));
        var (checks, triage) = (At(site, "boards.check"), At(site, "boards.publish"));
        var board = (await checks.Post("/status-boards", new { branchId = site.Branch })).Ok();
        var (id, floor) = (board["id"].GetGuid(), board["floors"][0].GetProperty("floorId").GetGuid());
        Assert.Equal(floor, Assert.Single(await checks.WorkItems(id)).GetProperty("detail").GetGuid());
        Assert.Equal("publication", await triage.Work(id));
        Assert.Equal("", await guide.Work(id));

        var doctors = new[] { new { doctorId = site.Doctors[0].Id, status = "Available" } };
        (await checks.Put($"/status-boards/{id}/floors/{floor}", new { doctors })).Ok();
        (await checks.Post($"/status-boards/{id}/floors/{floor}/report")).Ok();
        Assert.Equal("", await checks.Work(id));
        (await triage.Post($"/status-boards/{id}/merge")).Ok();
        (await triage.Post($"/status-boards/{id}/publication")).Ok();
        Assert.Equal("", await triage.Work(id));
        Assert.Equal("acknowledgement", await guide.Work(id));
        Assert.Equal("", await At(site, "boards.acknowledge").Work(id));
        (await guide.Post($"/status-boards/{id}/acknowledgement")).Ok();

        Assert.Equal("", await guide.Work(id));
    }

    [Fact]
    [Rule("R-258")]
    public async Task What_runs_low_and_a_mistake_in_a_chart_wait_until_they_are_put_right()
    {
        var site = await service.OpenSite(doctors: 0);
        var (attendant, clerk) = (At(site, "waiting.serve"), At(site, "clients.correct"));
        var (shortage, error, client) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await site.NewClient());
        (
            await attendant.Post(
                "/waiting-areas/shortages",
                new
                {
                    id = shortage,
                    branchId = site.Branch,
                    floor = 1,
                    item = "Water",
                    left = 2,
                }
            )
        ).Ok();
        (
            await site.Manager.Post(
                $"/clients/{client}/chart-errors",
                new
                {
                    id = error,
                    kind = "WrongEntry",
                    finding = "the street and the town are the wrong way round",
                }
            )
        ).Ok();
        Assert.Equal(("refill", "correction"), (await attendant.Work(shortage), await clerk.Work(error)));
        Assert.Equal(client, Assert.Single(await clerk.WorkItems(error)).GetProperty("detail").GetGuid());

        (await attendant.Post($"/waiting-areas/shortages/{shortage}/refill", new { quantity = 10 })).Ok();
        (await clerk.Post($"/chart-errors/{error}/correction")).Ok();

        Assert.Equal(("", ""), (await attendant.Work(shortage), await clerk.Work(error)));
    }

    [Fact]
    [Rule("R-080")]
    public async Task A_client_whose_return_date_is_near_is_called_back_until_there_is_an_appointment()
    {
        var site = await service.OpenSite();
        var (clerk, client) = (At(site, "appointments.book"), await site.NewClient());
        Steps visit = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await visit.Until("completion");
        Assert.Equal("", await clerk.Work(client));

        await service.MoveClock(TimeSpan.FromDays(14));
        await Eventually.Sees(() => clerk.Work(client), work => work == "return-visit");
        Assert.Equal(visit.Id, Assert.Single(await clerk.WorkItems(client)).GetProperty("detail").GetGuid());
        AppointmentDesk desk = new(site);
        await desk.Booked(desk.At(9), client);

        Assert.Equal("", await clerk.Work(client));
    }

    [Fact]
    public async Task What_nobody_can_do_any_more_lapses_with_the_daily_round_and_an_excuse_after_a_week()
    {
        var site = await service.OpenSite(doctors: 0);
        var (greeter, manager, door) = (At(site, "visits.greet"), At(site, "visits.excuse"), Guid.CreateVersion7());
        (await site.Guide.Post("/arrivals", new { id = door, branchId = site.Branch })).Ok();
        await service.MoveClock(TimeSpan.FromHours(12));
        await Eventually.Sees(() => manager.Work(door), work => work == "greeting-excuse");
        Assert.Equal("greeting", await greeter.Work(door));

        await service.MoveClock(TimeSpan.FromDays(2));
        await Eventually.Sees(() => greeter.Work(door), work => work.Length == 0);
        Assert.Equal("greeting-excuse", await manager.Work(door));
        await service.MoveClock(TimeSpan.FromDays(8));
        await Eventually.Sees(() => manager.Work(door), work => work.Length == 0);
    }

    Person At(TestSite site, params string[] rights) => service.At(site.Branch, [ListRight, .. rights]);
}
