namespace Clinic.Registration.Tests.Service;

public sealed class RecordClosingTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-104")]
    public async Task The_day_is_signed_only_when_every_front_page_is_a_chart_and_every_visit_has_ended()
    {
        var house = await service.OpenHouse(doctors: 1);
        AppointmentDesk desk = new(house);
        await service.MoveClock(desk.At(9) - service.Clock.GetUtcNow());
        var (page, closing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await house.Desk.Post(
                "/front-pages",
                new
                {
                    id = page,
                    branchId = house.Branch,
                    page = new { name = "張偉" },
                }
            )
        ).Ok();
        var visit = await house.Arrives();

        Assert.True((await Sign(house, closing)).Refused("records-unfinished"));
        var lacks = (await Records(house)).Ok();
        Assert.Equal((page, visit.Id), (lacks["pages"][0].GetProperty("id").GetGuid(), lacks["visits"][0].GetProperty("id").GetGuid()));
        (await house.Desk.Post($"/front-pages/{page}/putting-away", new { reason = "went home" })).Ok();
        Assert.True((await Sign(house, closing)).Refused("records-unfinished"));
        (await visit.Leave()).Ok();

        var signed = (await Sign(house, closing)).Ok();
        Assert.False(signed["late"].GetBoolean());
        Assert.Equal(signed.Text, (await Sign(house, closing)).Ok().Text);
        Assert.True((await Records(house)).Ok()["closed"].GetBoolean());

        var another = await house.Arrives();
        Assert.False((await Records(house)).Ok()["closed"].GetBoolean());
        (await another.Leave()).Ok();
        Assert.False((await Records(house)).Ok()["closed"].GetBoolean());
        (await Sign(house, Guid.CreateVersion7())).Ok();
        Assert.True((await Records(house)).Ok()["closed"].GetBoolean());
        Assert.Equal(2, await service.Database.Count($"record_closing WHERE branch_id = '{house.Branch}'"));
    }

    [Fact]
    [Rule("R-104")]
    public async Task A_day_signed_after_the_reception_closed_counts_as_late_and_a_day_to_come_is_refused()
    {
        var house = await service.OpenHouse(doctors: 0);
        AppointmentDesk desk = new(house);
        await service.MoveClock(desk.At(9) - service.Clock.GetUtcNow());

        Assert.True((await Sign(house, Guid.CreateVersion7(), desk.Tomorrow.AddDays(-1))).Ok()["late"].GetBoolean());
        Assert.True((await Sign(house, Guid.CreateVersion7(), desk.Tomorrow.AddDays(1))).Refused("day-to-come"));
        var stranger = await service.OpenHouse(doctors: 0);
        Assert.True(
            (await stranger.Desk.Post("/record-closings", new { id = Guid.CreateVersion7(), branchId = house.Branch })).Refused("not-found")
        );
        Assert.True(
            (await house.Guide.Post("/record-closings", new { id = Guid.CreateVersion7(), branchId = house.Branch })).Refused("forbidden")
        );
        Assert.Equal("bad-request", (await house.Desk.Post("/record-closings", new { id = Guid.Empty, branchId = house.Branch })).Code);
        Assert.Equal(1, await service.Database.Count($"record_closing WHERE branch_id = '{house.Branch}'"));
    }

    static Task<Answer> Sign(House house, Guid id, DateOnly? day = null) =>
        house.Desk.Post(
            "/record-closings",
            new
            {
                id,
                branchId = house.Branch,
                day,
            }
        );

    static Task<Answer> Records(House house) => house.Desk.Get($"/record-closings?branch={house.Branch}");
}
