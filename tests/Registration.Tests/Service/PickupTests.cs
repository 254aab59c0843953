using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class PickupTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-074", "R-075")]
    public async Task Nobody_comes_within_five_minutes_and_it_is_said_once()
    {
        var site = await service.OpenSite();
        var waiting = await (await site.CheckInNewClient()).Until("triage");
        var told = (await waiting.Notify()).Ok();
        Assert.Equal(TimeSpan.FromMinutes(5), told["dueAt"].GetDateTimeOffset() - told["notifiedAt"].GetDateTimeOffset());
        var inTime = await (await site.CheckInNewClient()).Until("collection");

        await service.MoveClock(TimeSpan.FromMinutes(5.1));
        await Eventually.Sees(() => site.Facts(waiting.Id, nameof(DoctorPickupOverdue)), facts => facts == 1);
        Assert.True((await waiting.Look())["pickupOverdue"].GetBoolean());
        var collected = (await waiting.Collect()).Ok();
        Assert.True(collected["late"].GetBoolean());
        Assert.InRange(collected["seconds"].GetInt32(), 306, 400);
        await service.MoveClock(TimeSpan.FromMinutes(6));
        await NoClockIsLeft();

        Assert.Equal(1, await site.Facts(waiting.Id, nameof(DoctorPickupOverdue)));
        Assert.Equal(0, await site.Facts(inTime.Id, nameof(DoctorPickupOverdue)));
        Assert.False((await inTime.Look())["pickupOverdue"].GetBoolean());
    }

    [Fact]
    [Rule("R-075")]
    public async Task Nothing_is_said_before_the_five_minutes_are_over_and_then_the_queue_shows_it()
    {
        var (site, hasty) = (await service.OpenSite(), await service.OpenSite());
        (
            await hasty.Manager.Put(
                "/policies/pickup.maxMinutes",
                new
                {
                    branchId = hasty.Branch,
                    value = "4",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "a small site",
                },
                "\"0\""
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));
        var waiting = await (await site.CheckInNewClient()).Until("doctor-notification");
        var sooner = await (await hasty.CheckInNewClient()).Until("doctor-notification");

        // The clock was looked at after four and a half minutes, because the one of four minutes rang.
        await service.MoveClock(TimeSpan.FromMinutes(4.5));
        await Eventually.Sees(() => hasty.Facts(sooner.Id, nameof(DoctorPickupOverdue)), facts => facts == 1);
        Assert.Equal(0, await site.Facts(waiting.Id, nameof(DoctorPickupOverdue)));
        Assert.False(await Shown());

        await service.MoveClock(TimeSpan.FromMinutes(0.6));
        await Eventually.Sees(() => site.Facts(waiting.Id, nameof(DoctorPickupOverdue)), facts => facts == 1);
        Assert.True(await Shown());
        Assert.Equal(
            1,
            await service.Database.Count(
                $"trail JOIN visit ON visit.id = trail.case_id WHERE visit.id = '{waiting.Id}' "
                    + $"AND trail.type = '{nameof(DoctorPickupOverdue)}' AND trail.at > visit.pickup_due_at"
            )
        );

        async Task<bool> Shown() =>
            (await site.Desk.Get($"/visits?branch={site.Branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Single(line => line.GetProperty("id").GetGuid() == waiting.Id)
                .GetProperty("pickupOverdue")
                .GetBoolean();
    }

    [Fact]
    [Rule("R-075")]
    public async Task A_nurse_of_the_branch_may_collect_and_another_doctor_may_not()
    {
        var site = await service.OpenSite();
        var nurse = await site.NurseOnDuty();
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");
        var otherDoctor = site.Doctors.First(doctor => doctor.Id != visit.Doctor!.Id);

        Assert.True((await visit.Collect(otherDoctor)).Refused("not-doctor-or-nurse"));
        (await visit.Collect(nurse)).Ok();

        Assert.Equal(nurse.Id, (await visit.Look())["collectedBy"].GetGuid());
    }

    [Fact]
    [Rule("R-075")]
    public async Task A_changed_limit_rules_the_next_notice_and_not_the_clock_that_runs()
    {
        var site = await service.OpenSite();
        var running = await (await site.CheckInNewClient()).Until("doctor-notification");
        (
            await site.Manager.Put(
                "/policies/pickup.maxMinutes",
                new
                {
                    branchId = site.Branch,
                    value = "2",
                    from = service.Clock.GetUtcNow().AddSeconds(5),
                    reason = "a small site",
                },
                "\"0\""
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromSeconds(6));
        var next = await (await site.CheckInNewClient()).Until("doctor-notification");

        Assert.Equal(TimeSpan.FromMinutes(5), await Limit(running));
        Assert.Equal(TimeSpan.FromMinutes(2), await Limit(next));
        await service.MoveClock(TimeSpan.FromMinutes(2.5));
        await Eventually.Sees(() => site.Facts(next.Id, nameof(DoctorPickupOverdue)), facts => facts == 1);
        Assert.Equal(0, await site.Facts(running.Id, nameof(DoctorPickupOverdue)));

        async Task<TimeSpan> Limit(Steps visit)
        {
            var look = (await visit.Look()).Ok();
            return look["pickupDueAt"].GetDateTimeOffset() - look["notifiedAt"].GetDateTimeOffset();
        }
    }

    [Fact]
    public async Task A_clock_outlives_a_restart_of_the_service()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");

        await service.Restart();
        await service.MoveClock(TimeSpan.FromMinutes(5.1));

        await Eventually.Is(async () =>
            await service.Database.Count($"trail WHERE case_id = '{visit.Id}' AND type = 'DoctorPickupOverdue'") == 1
        );
    }

    Task NoClockIsLeft() => Eventually.Is(async () => await service.Database.Count("due WHERE kind = 'doctor-pickup'") == 0);
}
