using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ChartTests(RegistrationService service)
{
    [Fact]
    [Rule("R-320")]
    public async Task A_lost_card_is_replaced_and_the_old_number_still_finds_the_client()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, card) = (await site.NewClient(), Guid.CreateVersion7());

        var replaced = (await site.Desk.Post($"/clients/{client}/visit-cards", new { id = card, reason = "Lost" })).Ok();

        Assert.Equal("V00000001-2", replaced["visitCardNumber"].GetString());
        Assert.Equal(replaced.Text, (await site.Desk.Post($"/clients/{client}/visit-cards", new { id = card, reason = "Lost" })).Ok().Text);
        Assert.True((await site.Desk.Post($"/clients/{client}/visit-cards", new { id = card, reason = "Damaged" })).Refused("id-taken"));
        Assert.True(
            (await site.Desk.Post($"/clients/{client}/visit-cards", new { id = Guid.CreateVersion7(), reason = "First" })).Refused(
                "first-card-once"
            )
        );
        foreach (var number in new[] { "V00000001", "V00000001-2" })
            Assert.Equal(
                client,
                Assert
                    .Single(
                        (await site.Desk.Post("/clients/search", new { branchId = site.Branch, visitCardNumber = number }))
                            .Ok()
                            .Body.EnumerateArray()
                    )
                    .GetProperty("id")
                    .GetGuid()
            );
        Assert.Equal(2, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(VisitCardIssued)}'"));
    }

    [Fact]
    public async Task Statistics_are_of_the_own_branch_or_of_the_group_and_of_at_most_ninety_two_days_in_order()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        await site.CheckInNewClient();
        var director = service.InGroup("visits.statistics", "clients.statistics");

        Assert.True(
            (await other.Manager.Get($"/reports/first-and-return?branch={site.Branch}&from=2026-01-01&to=2026-01-02")).Refused("not-found")
        );
        Assert.True((await site.Manager.Get("/reports/first-and-return?from=2026-01-01&to=2026-01-02")).Refused("not-found"));
        Assert.True(
            (await site.Manager.Get($"/reports/first-and-return?branch={site.Branch}&from=2026-01-02&to=2026-01-01")).Refused(
                "period-impossible"
            )
        );
        Assert.True(
            (await site.Manager.Get($"/reports/first-and-return?branch={site.Branch}&from=2026-01-01&to=2026-04-03")).Refused(
                "period-impossible"
            )
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await site.Manager.Get($"/reports/first-and-return?branch={site.Branch}&from=yesterday&to=2026-04-03")).Status
        );
        Assert.True((await site.TriageOfficer.Get($"/reports/return-rate?branch={site.Branch}&month=2026-01-01")).Refused("forbidden"));
        Assert.True(
            (await site.Manager.Get($"/reports/return-rate?branch={site.Branch}&month=2026-01-02")).Refused("month-begins-on-the-first")
        );

        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        var all = (await director.Get($"/reports/first-and-return?from={today.AddDays(-1):O}&to={today.AddDays(1):O}")).Ok();
        Assert.Contains(all["lines"].EnumerateArray(), line => line.GetProperty("branchId").GetGuid() == site.Branch);
    }

    [Fact]
    [Rule("R-151")]
    public async Task Who_comes_back_within_the_window_counts_as_returned_once_however_often()
    {
        var site = await service.OpenSite(doctors: 1);
        var month = new DateOnly(2027, 3, 1);
        var (back, once) = (await Treated(month.AddDays(2)), await Treated(month.AddDays(4)));
        await Treated(month.AddDays(9), back);
        await Treated(month.AddDays(40), back);
        await Treated(month.AddDays(200), once);

        var rate = (await site.Manager.Get($"/reports/return-rate?branch={site.Branch}&month=2027-03-01")).Ok();

        Assert.Equal("""{"clients":2,"cameBack":1,"rate":0.5}""", rate["whole"].GetRawText());
        Assert.False(rate["settled"].GetBoolean());
        Assert.Equal(
            """{"clients":2,"cameBack":1,"rate":0.5}""",
            Assert.Single(rate["lines"].EnumerateArray()).GetProperty("share").GetRawText()
        );
        Assert.Equal(
            """{"clients":0,"cameBack":0,"rate":null}""",
            (await site.Manager.Get($"/reports/return-rate?branch={site.Branch}&month=2027-02-01")).Ok()["whole"].GetRawText()
        );

        // The visits are real; only their days are moved, because a test cannot wait for months.
        async Task<Guid> Treated(DateOnly day, Guid? known = null)
        {
            var client = known ?? await site.NewClient();
            var visit = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
            await service.Database.Sql<Guid>(
                $"UPDATE visit SET day = '{day:yyyy-MM-dd}', ticket_number = ticket_number + 1000 WHERE id = '{visit.Id}' RETURNING id"
            );
            return client;
        }
    }

    [Fact]
    [Rule("R-323")]
    public async Task Front_page_identity_card_and_visit_card_go_back_and_the_clerk_rises_unless_others_queue()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, idNumber: TestSite.TaiwanCard))).Ok();
        var path = $"/visits/{(await site.CheckIn(client)).Ok()["id"].GetGuid()}/items-return";

        Assert.True(
            (
                await site.Desk.Post(
                    path,
                    new
                    {
                        frontPage = true,
                        idCard = true,
                        visitCard = true,
                        rose = false,
                        othersQueue = false,
                    }
                )
            ).Refused("rise-unless-others-queue")
        );
        foreach (var (page, id, card) in new[] { (false, true, true), (true, false, true), (true, true, false) })
            Assert.True(
                (
                    await site.Desk.Post(
                        path,
                        new
                        {
                            frontPage = page,
                            idCard = id,
                            visitCard = card,
                            rose = true,
                            othersQueue = false,
                        }
                    )
                ).Refused("items-not-returned")
            );
        Assert.True(
            (
                await site.Guide.Post(
                    path,
                    new
                    {
                        frontPage = true,
                        idCard = true,
                        visitCard = true,
                        rose = true,
                        othersQueue = false,
                    }
                )
            ).Refused("forbidden")
        );
        Assert.Equal(0, await service.Database.Count($"items_returned WHERE branch_id = '{site.Branch}'"));

        (
            await site.Desk.Post(
                path,
                new
                {
                    frontPage = true,
                    idCard = true,
                    visitCard = true,
                    rose = false,
                    othersQueue = true,
                }
            )
        ).Ok();
        (
            await site.Desk.Post(
                path,
                new
                {
                    frontPage = true,
                    idCard = true,
                    visitCard = true,
                    rose = false,
                    othersQueue = true,
                }
            )
        ).Ok();
        Assert.True(
            (
                await site.Desk.Post(
                    path,
                    new
                    {
                        frontPage = true,
                        idCard = true,
                        visitCard = true,
                        rose = true,
                        othersQueue = false,
                    }
                )
            ).Refused("already-recorded")
        );

        var without = await site.CheckInNewClient();
        (
            await site.Desk.Post(
                $"/visits/{without.Id}/items-return",
                new
                {
                    frontPage = true,
                    idCard = false,
                    visitCard = true,
                    rose = true,
                    othersQueue = false,
                }
            )
        ).Ok();
    }

    [Fact]
    public async Task A_mistake_in_a_chart_is_found_by_the_supervisor_said_of_who_opened_it_and_put_right_by_the_desk()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (client, error) = (await site.NewClient(), Guid.CreateVersion7());
        var body = new
        {
            id = error,
            kind = "WrongEntry",
            finding = "phone of the mother",
        };

        Assert.True((await site.Desk.Post($"/clients/{client}/chart-errors", body)).Refused("forbidden"));
        Assert.True((await other.Manager.Post($"/clients/{client}/chart-errors", body)).Refused("not-found"));
        Assert.True(
            (
                await site.Manager.Post(
                    $"/clients/{client}/chart-errors",
                    new
                    {
                        id = error,
                        kind = "Typo",
                        finding = "x",
                    }
                )
            ).Refused("bad-request")
        );
        Assert.True(
            (
                await site.Manager.Post(
                    $"/clients/{client}/chart-errors",
                    new
                    {
                        id = error,
                        kind = "WrongEntry",
                        finding = "x",
                        madeBy = Guid.CreateVersion7(),
                    }
                )
            ).Refused("not-found")
        );
        Assert.Equal(site.Desk.Id, (await site.Manager.Post($"/clients/{client}/chart-errors", body)).Ok()["madeBy"].GetGuid());
        (await site.Manager.Post($"/clients/{client}/chart-errors", body)).Ok();
        Assert.True(
            (
                await site.Manager.Post(
                    $"/clients/{client}/chart-errors",
                    new
                    {
                        id = error,
                        kind = "Duplicate",
                        finding = "phone of the mother",
                    }
                )
            ).Refused("id-taken")
        );
        Assert.Equal(1, await site.Facts(client, nameof(ChartErrorFound)));
        Assert.Single((await site.Manager.Get($"/chart-errors?branch={site.Branch}&open=true")).Ok().Body.EnumerateArray());

        (await site.Desk.Post($"/chart-errors/{error}/correction")).Ok();
        (await site.Desk.Post($"/chart-errors/{error}/correction")).Ok();

        Assert.Empty((await site.Manager.Get($"/chart-errors?branch={site.Branch}&open=true")).Ok().Body.EnumerateArray());
        Assert.Equal(
            site.Desk.Id,
            Assert
                .Single((await site.Manager.Get($"/chart-errors?branch={site.Branch}")).Ok().Body.EnumerateArray())
                .GetProperty("correctedBy")
                .GetGuid()
        );
    }
}
