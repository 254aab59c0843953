namespace Clinic.Registration.Tests.Service;

public sealed class RecordClosingTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-104")]
    public async Task The_day_is_signed_only_when_every_front_page_is_a_chart_and_every_visit_has_ended()
    {
        var site = await service.OpenSite(doctors: 1);
        AppointmentDesk desk = new(site);
        await service.MoveClock(desk.At(9) - service.Clock.GetUtcNow());
        var (page, closing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Desk.Post(
                "/front-pages",
                new
                {
                    id = page,
                    branchId = site.Branch,
                    page = new { name = "張偉" },
                }
            )
        ).Ok();
        var visit = await site.CheckInNewClient();

        Assert.True((await Sign(site, closing)).Refused("records-unfinished"));
        var lacks = (await Records(site)).Ok();
        Assert.Equal((page, visit.Id), (lacks["pages"][0].GetProperty("id").GetGuid(), lacks["visits"][0].GetProperty("id").GetGuid()));
        (await site.Desk.Post($"/front-pages/{page}/putting-away", new { reason = "went home" })).Ok();
        Assert.True((await Sign(site, closing)).Refused("records-unfinished"));
        (await visit.Leave()).Ok();

        var signed = (await Sign(site, closing)).Ok();
        Assert.False(signed["late"].GetBoolean());
        Assert.Equal(signed.Text, (await Sign(site, closing)).Ok().Text);
        Assert.True((await Records(site)).Ok()["closed"].GetBoolean());

        var another = await site.CheckInNewClient();
        Assert.False((await Records(site)).Ok()["closed"].GetBoolean());
        (await another.Leave()).Ok();
        Assert.False((await Records(site)).Ok()["closed"].GetBoolean());
        (await Sign(site, Guid.CreateVersion7())).Ok();
        Assert.True((await Records(site)).Ok()["closed"].GetBoolean());
        Assert.Equal(2, await service.Database.Count($"record_closing WHERE branch_id = '{site.Branch}'"));
    }

    [Fact]
    [Rule("R-104")]
    public async Task A_day_signed_after_the_reception_closed_counts_as_late_and_a_day_to_come_is_refused()
    {
        var site = await service.OpenSite(doctors: 0);
        AppointmentDesk desk = new(site);
        await service.MoveClock(desk.At(9) - service.Clock.GetUtcNow());

        Assert.True((await Sign(site, Guid.CreateVersion7(), desk.Tomorrow.AddDays(-1))).Ok()["late"].GetBoolean());
        Assert.True((await Sign(site, Guid.CreateVersion7(), desk.Tomorrow.AddDays(1))).Refused("day-to-come"));
        var stranger = await service.OpenSite(doctors: 0);
        Assert.True(
            (await stranger.Desk.Post("/record-closings", new { id = Guid.CreateVersion7(), branchId = site.Branch })).Refused("not-found")
        );
        Assert.True(
            (await site.Guide.Post("/record-closings", new { id = Guid.CreateVersion7(), branchId = site.Branch })).Refused("forbidden")
        );
        Assert.Equal("bad-request", (await site.Desk.Post("/record-closings", new { id = Guid.Empty, branchId = site.Branch })).Code);
        Assert.Equal(1, await service.Database.Count($"record_closing WHERE branch_id = '{site.Branch}'"));
    }

    static Task<Answer> Sign(TestSite site, Guid id, DateOnly? day = null) =>
        site.Desk.Post(
            "/record-closings",
            new
            {
                id,
                branchId = site.Branch,
                day,
            }
        );

    static Task<Answer> Records(TestSite site) => site.Desk.Get($"/record-closings?branch={site.Branch}");
}
