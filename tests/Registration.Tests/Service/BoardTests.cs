using System.Diagnostics;
using System.Text.Json;

namespace Clinic.Registration.Tests.Service;

public sealed class BoardTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-302", "R-314")]
    public async Task The_waiting_board_shows_tickets_and_masked_names_in_order_and_every_change_at_once()
    {
        var site = await service.OpenSite(doctors: 1);
        var client = await site.NewClient("王小明");
        Steps visit = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());

        await using var screen = await site.Guide.Watch($"/boards/waiting?branch={site.Branch}");
        Assert.Equal("text/event-stream", screen.ContentType);
        var first = await screen.Sees(board => board.GetArrayLength() == 1);
        Assert.Equal(
            ("A001", "王○明", false),
            (
                first[0].GetProperty("ticket").GetString(),
                first[0].GetProperty("name").GetString(),
                first[0].GetProperty("returnVisit").GetBoolean()
            )
        );
        var second = await site.CheckInNewClient();
        await screen.Sees(board => board.GetArrayLength() == 2);
        await visit.Until("doctor-notification");
        await screen.Sees(board => board[0].GetProperty("calledAt").ValueKind == JsonValueKind.String);
        (await site.Guide.Post($"/visits/{visit.Id}/whereabouts", new { id = Guid.CreateVersion7(), away = true })).Ok();
        await screen.Sees(board => board[0].GetProperty("atRisk").GetBoolean());
        (await visit.Collect()).Ok();
        var last = await screen.Sees(board => board.GetArrayLength() == 1);

        Assert.Equal(second.Id, last[0].GetProperty("visitId").GetGuid());
        Assert.All(screen.Shown, shown => Assert.Equal("waiting", shown.Name));
        Assert.DoesNotContain(screen.Shown, shown => shown.Board.GetRawText().Contains('小'));
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record = 'waiting' AND record_id = '{site.Branch}' AND actor = 'person:{site.Guide.Id}'"
            )
        );
    }

    [Fact]
    public async Task The_boards_of_doctors_and_of_what_is_overdue_follow_the_branch()
    {
        var site = await service.OpenSite(doctors: 1);
        var visit = await (await site.CheckInNewClient()).Until("doctor-notification");
        await using var doctors = await site.Desk.Watch($"/boards/doctors?branch={site.Branch}");
        await using var overdue = await site.Desk.Watch($"/boards/overdue?branch={site.Branch}");
        await doctors.Sees(board => board[0].GetProperty("waiting").GetInt32() == 1);
        await overdue.Sees(board => board.GetArrayLength() == 0);

        await site.SetStatus(site.Doctors[0], "Busy");
        await doctors.Sees(board => board[0].GetProperty("status").GetString() == "Busy");
        var unseen = (await site.Guide.Post("/arrivals", new { id = Guid.CreateVersion7(), branchId = site.Branch })).Ok();
        await service.MoveClock(TimeSpan.FromMinutes(5.1));
        var late = await overdue.Sees(board => board.GetArrayLength() == 2);

        Assert.Equal(
            ["Greeting", "Pickup"],
            late.EnumerateArray().Select(line => line.GetProperty("kind").GetString()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            visit.Doctor!.Id,
            late.EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "Pickup").GetProperty("who").GetGuid()
        );
        (await site.Guide.Post($"/arrivals/{unseen["id"].GetGuid()}/greeting")).Ok();
        (await visit.Collect()).Ok();
        await overdue.Sees(board => board.GetArrayLength() == 0);
    }

    [Fact]
    public async Task A_board_that_does_not_change_gives_a_sign_of_life_and_goes_on()
    {
        var site = await service.OpenSite(doctors: 0);
        await using var screen = await site.Desk.Watch($"/boards/waiting?branch={site.Branch}");
        await screen.Sees(board => board.GetArrayLength() == 0);

        await screen.SeesABeat();
        await site.CheckInNewClient();

        await screen.Sees(board => board.GetArrayLength() == 1);
        Assert.Equal(2, screen.Shown.Count);
    }

    [Fact]
    public async Task A_board_is_of_the_own_branch_and_needs_the_right()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        foreach (var board in new[] { "waiting", "doctors", "overdue" })
        {
            Assert.True((await other.Desk.Get($"/boards/{board}?branch={site.Branch}")).Refused("not-found"));
            Assert.True((await service.At(site.Branch, "accruals.read").Get($"/boards/{board}?branch={site.Branch}")).Refused("forbidden"));
            Assert.Equal("bad-request", (await site.Desk.Get($"/boards/{board}?branch=here")).Code);
            Assert.Equal("bad-request", (await site.Desk.Get($"/boards/{board}")).Code);
        }
    }

    [Fact]
    public async Task A_service_that_stops_ends_its_boards_in_order_and_at_once()
    {
        var site = await service.OpenSite(doctors: 0);
        List<LiveScreen> screens = [];
        foreach (var board in new[] { "waiting", "doctors", "overdue" })
        {
            var screen = await site.Desk.Watch($"/boards/{board}?branch={site.Branch}");
            await screen.Sees(shown => shown.GetArrayLength() == 0);
            screens.Add(screen);
        }

        var clock = Stopwatch.StartNew();
        var ended = Task.WhenAll(screens.Select(screen => screen.Ends()));
        await service.Restart();
        await ended;

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 25);
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }
}
