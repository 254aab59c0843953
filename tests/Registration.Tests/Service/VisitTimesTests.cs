namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class VisitTimesTests(RegistrationService service)
{
    [Fact]
    public async Task Quality_sees_times_and_custody_of_a_visit_that_a_complaint_is_about_and_no_page_of_the_chart()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var visit = await site.CheckInNewClient();
        (await site.Guide.Post($"/visits/{visit.Id}/chart-handover", new { to = "Guide" })).Ok();
        await visit.Until("farewell");
        var complaining = await new Complaining(service, site).About();
        var quality = service.At(site.Branch, "visits.times");
        var path = $"/visits/{visit.Id}/times";
        Assert.True((await quality.Get(path)).Refused("not-found"));

        var complaint = await complaining.Files(null, visit.Id);

        var times = (await quality.Get(path)).Ok();
        Assert.Equal(
            [
                "Arrived",
                "CheckedIn",
                "Registered",
                "Greeted",
                "Triaged",
                "DoctorNotified",
                "Collected",
                "IdentityChecked",
                "Planned",
                "Consented",
                "Treated",
                "ChartReturned",
                "Completed",
                "Farewelled",
            ],
            times["steps"].EnumerateArray().Texts("kind")
        );
        Assert.Equal(["AtDesk", "WithGuide", "WithDoctor", "BackAtDesk"], times["custody"].EnumerateArray().Texts("place"));
        Assert.Equal(visit.Doctor!.Id, Assert.Single(times["doctors"].EnumerateArray()).GetProperty("doctorId").GetGuid());
        foreach (var secret in new[] { "cleaning", "calm", "K02.9", "hot drinks", "Zhang" })
            Assert.DoesNotContain(secret, times.Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record = 'Visit' AND record_id = '{visit.Id}' AND actor = 'person:{quality.Id}'"
            )
        );

        Assert.True((await service.At(other.Branch, "visits.times").Get(path)).Refused("not-found"));
        Assert.True((await service.At(site.Branch, "visits.reports").Get(path)).Refused("forbidden"));
        Assert.True((await service.As(complaining.Accused, (site.Branch, ["visits.times"])).Get(path)).Refused("not-found"));
        Assert.True((await quality.Get($"/visits/{(await site.CheckInNewClient()).Id}/times")).Refused("not-found"));

        await complaining.Overturns(complaint);
        Assert.True((await quality.Get(path)).Refused("not-found"));
    }

    [Fact]
    public async Task A_complaint_about_an_accompanied_visit_opens_the_times_of_the_visit_at_the_clinic()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var wish = escort.Wants(client);
        await escort.Books(wish);
        var visit = (await site.CheckIn(client)).Ok()["id"].GetGuid();
        var complaining = await new Complaining(service, site).About(Payroll.Contracts.Post.Escort);

        await complaining.Files(client, engagement: wish.EngagementId);

        Assert.Equal(visit, (await service.At(site.Branch, "visits.times").Get($"/visits/{visit}/times")).Ok()["id"].GetGuid());
    }
}
