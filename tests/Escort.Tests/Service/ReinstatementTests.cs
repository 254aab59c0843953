using System.Net;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ReinstatementTests(EscortService service)
{
    [Fact]
    [Rule("R-036")]
    public async Task A_lead_ends_a_suspension_by_hand_with_a_reason_and_a_later_series_suspends_again()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort, site.Branch), escort);
        var act = Body();

        (await Reinstate(site.Lead, escort, act)).Ok();
        (await Reinstate(site.Lead, escort, act)).Ok();

        Assert.Equal("Active", await site.Status(escort));
        Assert.Equal(1, await site.Facts(escort, "EscortReinstated"));
        Assert.Equal([site.Lead.Id], await service.Database.Sql<Guid>($"SELECT by FROM reinstatement WHERE person_id = '{escort}'"));
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort, site.Branch, 6), escort);
        Assert.Equal("Suspended", await site.Status(escort));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_that_is_failed_after_a_reinstatement_by_hand_suspends_again()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var series = EligibilityTests.Twice(escort, site.Branch);
        var disciplineCase = Guid.CreateVersion7();
        await service.Hears(EscortService.FailedTwice, series, escort);
        await service.Hears(
            EscortService.Decided,
            new Payroll.Contracts.PenaltyImposed(
                disciplineCase,
                escort,
                site.Branch,
                "RetrainAndResit",
                service.Clock.GetUtcNow(),
                "ConsecutiveFailures",
                series.AssessmentIds[^1]
            ),
            escort
        );
        (await Reinstate(site.Lead, escort, Body())).Ok();
        Assert.Equal("Active", await site.Status(escort));

        await service.Hears(
            EscortService.ResitFailed,
            new Training.Contracts.ResitFailed(
                Guid.CreateVersion7(),
                escort,
                site.Branch,
                disciplineCase,
                service.Clock.GetUtcNow().AddSeconds(1),
                5
            ),
            escort
        );

        Assert.Equal("Suspended", await site.Status(escort));
    }

    [Fact]
    [Rule("R-036")]
    public async Task Nobody_ends_the_own_suspension_and_only_one_that_is_in_force_is_ended()
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var escort = (await site.ActiveEscort()).Id;
        Assert.True((await Reinstate(site.Lead, escort, Body())).Refused("not-suspended"));
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort, site.Branch), escort);
        var before = await service.Database.Sql<string>($"SELECT escort_profile::text FROM escort_profile WHERE id = '{escort}'");

        Assert.True(
            (await Reinstate(service.As(escort, (site.Branch, ["escorts.reinstate"])), escort, Body())).Refused("own-reinstatement")
        );
        Assert.True((await Reinstate(other.Lead, escort, Body())).Refused("not-found"));
        Assert.True((await Reinstate(site.Lead, site.Lead.Id, Body())).Refused("not-found"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Reinstate(service.At(site.Branch, "escorts.read"), escort, Body())).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Reinstate(site.Lead, escort, new { id = Guid.CreateVersion7(), reason = " " })).Status
        );

        Assert.Equal(before, await service.Database.Sql<string>($"SELECT escort_profile::text FROM escort_profile WHERE id = '{escort}'"));
        var act = Guid.CreateVersion7();
        (await Reinstate(site.Lead, escort, new { id = act, reason = "one" })).Ok();
        Assert.True((await Reinstate(site.Lead, escort, new { id = act, reason = "another" })).Refused("id-taken"));
    }

    static object Body() => new { id = Guid.CreateVersion7(), reason = "spoke with them" };

    static Task<Answer> Reinstate(Person by, Guid escort, object body) => by.Post($"/escorts/{escort}/reinstatement", body);
}
