using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>A service begins near the agreed time, and ends once the clinic has seen the client.</summary>
public sealed class DayBoundsTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-014")]
    public async Task A_service_does_not_begin_long_before_the_agreed_time()
    {
        var site = await service.OpenSite();
        await service.SetPolicy("escort.start.minutesBefore", 60, site.Branch);
        var call = await (await site.NewCall()).Until("reconfirmation");
        var before = await call.Fingerprint();

        Assert.True((await call.Start()).Refused("arrival-too-early"));
        Assert.Equal(before, await call.Fingerprint());
        await service.MoveClock(call.Slot.From - service.Clock.GetUtcNow() - TimeSpan.FromMinutes(59));

        (await call.Start()).Ok();
        Assert.Equal(0, (await call.Look()).Ok()["minutesLate"].GetInt32());
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("voided")]
    [InlineData("reason")]
    [Rule("R-016")]
    public async Task While_the_clinic_sees_the_client_the_service_ends_only_with_a_reason(string then)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var (visit, at) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());
        await service.Hears(EscortService.Registered, AppointmentTests.Registration(site, call.ClientId, call.Id, visit, at), call.Id);
        var before = await call.Fingerprint();

        Assert.True((await call.End()).Refused("clinic-visit-open"));
        Assert.Equal(before, await call.Fingerprint());
        if (then == "completed")
            await service.Hears(EscortService.Visited, AppointmentTests.Visit(site, call.ClientId, call.Id, visit, at), call.Id);
        if (then == "voided")
            await service.Hears(EscortService.Voided, new VisitVoided(visit, site.Clinic, "mistake", at, 2), visit);
        var end = new
        {
            documentsInOrder = true,
            cautionsExplained = true,
            cautions = "rest for a day",
            visitOpenBecause = then == "reason" ? "the family took over" : null,
        };

        (await call.Escort!.Post(call.Path("end"), end)).Ok();
        (await call.Escort.Post(call.Path("end"), end)).Ok();
        Assert.Equal("ServiceEnded", await call.State());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-039")]
    public async Task A_voided_visit_leaves_its_client_new_and_the_step_undone_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var (visit, at) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());
        Func<Task>[] facts =
        [
            () => service.Hears(EscortService.Visited, AppointmentTests.Visit(site, call.ClientId, call.Id, visit, at), call.Id),
            () => service.Hears(EscortService.Voided, new VisitVoided(visit, site.Clinic, "mistake", at, 2), visit),
        ];

        foreach (var fact in turned ? facts.Reverse() : facts)
        {
            await fact();
            await fact();
        }
        if (!turned)
            await facts[0]();

        Assert.Equal(0, await service.Database.Count($"known_client WHERE id = '{call.ClientId}' AND visited_at IS NOT NULL"));
        Assert.DoesNotContain(
            (await call.Look()).Ok()["steps"].EnumerateArray(),
            step => step.GetProperty("kind").GetString() == "Consultation" && step.GetProperty("done").GetBoolean()
        );
    }

    [Fact]
    [Rule("R-039")]
    public async Task Of_two_visits_the_voided_one_leaves_the_client_as_known_as_the_other()
    {
        var site = await service.OpenSite();
        var client = await service.Register(site.Clinic);
        var (first, second, at) = (Guid.CreateVersion7(), Guid.CreateVersion7(), service.Clock.GetUtcNow());
        await service.Hears(EscortService.Visited, AppointmentTests.Visit(site, client, null, first, at.AddDays(-2)), client);
        await service.Hears(EscortService.Visited, AppointmentTests.Visit(site, client, null, second, at.AddDays(-1)), client);

        await service.Hears(EscortService.Voided, new VisitVoided(first, site.Clinic, "mistake", at, 2), first);

        Assert.Equal(
            [at.AddDays(-1).ToUnixTimeSeconds()],
            (await service.Database.Sql<DateTime>($"SELECT visited_at FROM known_client WHERE id = '{client}'")).Select(seen =>
                new DateTimeOffset(seen, TimeSpan.Zero).ToUnixTimeSeconds()
            )
        );
    }
}
