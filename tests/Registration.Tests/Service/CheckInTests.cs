using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class CheckInTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-073")]
    public async Task Without_a_chart_there_is_no_visit()
    {
        var site = await service.OpenSite(doctors: 0);

        Assert.True((await site.CheckIn(Guid.CreateVersion7())).Refused("chart-required"));
        Assert.Equal(0, await service.Database.Count($"visit WHERE branch_id = '{site.Branch}'"));
        Assert.Equal("A001", (await site.CheckIn(await site.NewClient())).Ok()["ticket"].GetString());
    }

    [Fact]
    public async Task A_hundred_clerks_checking_in_one_client_at_once_give_one_visit_and_one_ticket()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.CheckIn(client)));

        Assert.Single(answers.Select(answer => (answer.Ok()["id"].GetGuid(), answer["ticket"].GetString())).Distinct());
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(1, await service.Database.Count($"visit WHERE client_id = '{client}'"));
        Assert.Equal(1, await site.Facts(answers[0]["id"].GetGuid(), nameof(ClientArrived)));
        Assert.Equal("A002", (await site.CheckIn(await site.NewClient())).Ok()["ticket"].GetString());
    }

    [Fact]
    public async Task Forty_clients_at_once_get_forty_tickets_without_a_gap()
    {
        var site = await service.OpenSite(doctors: 0);
        var clients = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => site.NewClient($"Client {number}")));

        var tickets = await Task.WhenAll(clients.Select(async client => (await site.CheckIn(client)).Ok()["ticket"].GetString()));

        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"A{number:D3}"), tickets.Order());
    }

    [Fact]
    public async Task The_same_id_again_answers_the_same_visit_even_when_it_is_over_and_is_taken_for_another_client()
    {
        var site = await service.OpenSite();
        var (client, visit) = (await site.NewClient(), Guid.CreateVersion7());
        var first = (await site.CheckIn(client, visit)).Ok();
        await new Steps(site, visit).Until("farewell");

        Assert.Equal(first["ticket"].GetString(), (await site.CheckIn(client, visit)).Ok()["ticket"].GetString());
        Assert.True((await site.CheckIn(await site.NewClient(), visit)).Refused("id-taken"));
    }

    [Fact]
    [Rule("R-322")]
    public async Task A_client_whose_visit_was_completed_comes_back_as_a_returning_one()
    {
        var site = await service.OpenSite();
        var client = await site.NewClient();
        var first = (await site.CheckIn(client)).Ok();
        Assert.Equal("First", first["type"].GetString());
        await new Steps(site, first["id"].GetGuid()).Until("completion");

        var second = (await site.CheckIn(client)).Ok();

        Assert.NotEqual(first["id"].GetGuid(), second["id"].GetGuid());
        Assert.Equal("Return", second["type"].GetString());
    }

    [Fact]
    public async Task An_arrival_is_neither_in_the_future_nor_half_a_day_ago()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        var now = service.Clock.GetUtcNow();

        Assert.True((await At(now.AddMinutes(1))).Refused("arrival-impossible"));
        Assert.True((await At(now.AddHours(-12.1))).Refused("arrival-impossible"));
        Assert.Equal(0, await service.Database.Count($"visit WHERE client_id = '{client}'"));
        (await At(now.AddMinutes(-3))).Ok();

        Task<Answer> At(DateTimeOffset arrivedAt) =>
            site.Desk.Post(
                "/visits",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = site.Branch,
                    clientId = client,
                    arrivedAt,
                }
            );
    }

    [Fact]
    public async Task A_client_whose_visit_was_left_open_is_not_checked_in_again_the_next_morning_and_is_told_which_it_is()
    {
        var site = await service.OpenSite(doctors: 1);
        var client = await site.NewClient();
        var desk = new AppointmentDesk(site);
        await desk.WaitUntil(desk.At(23, 50));
        var open = (await site.CheckIn(client)).Ok();
        var visit = new Steps(site, open["id"].GetGuid());
        await desk.WaitUntil(desk.At(8, days: 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.CheckIn(client)));

        Assert.All(answers, answer => Assert.True(answer.Refused("visit-is-open")));
        var named = answers[0]["visit"];
        Assert.Equal(
            (visit.Id, $"{desk.Tomorrow:yyyy-MM-dd}", "Registered", "triage"),
            (
                named.GetProperty("id").GetGuid(),
                named.GetProperty("day").GetString(),
                named.GetProperty("status").GetString(),
                named.GetProperty("nextStep").GetString()
            )
        );
        Assert.Equal(open.Text, (await site.CheckIn(client, visit.Id)).Ok().Text);
        Assert.Equal(1, await service.Database.Count($"visit WHERE client_id = '{client}'"));
        (await visit.Leave()).Ok();
        Assert.NotEqual(visit.Id, (await site.CheckIn(client)).Ok()["id"].GetGuid());
    }

    [Fact]
    public async Task A_visit_that_was_forgotten_after_the_collection_is_finished_by_its_steps_on_a_later_day()
    {
        var site = await service.OpenSite(doctors: 1);
        var client = await site.NewClient();
        var visit = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("collection");
        await service.MoveClock(TimeSpan.FromDays(1));
        Assert.True((await site.CheckIn(client)).Refused("visit-is-open"));

        foreach (
            var (name, _, _, act) in visit.All.SkipWhile(step => step.Name != "identity-check").TakeWhile(step => step.Name != "farewell")
        )
            Assert.True((await act()).Accepted, name);

        Assert.NotEqual(visit.Id, (await site.CheckIn(client)).Ok()["id"].GetGuid());
    }

    [Fact]
    public async Task A_branch_out_of_sight_looks_like_none_and_its_clients_like_none()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = await site.NewClient();

        Assert.True(
            (
                await other.Desk.Post(
                    "/visits",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = site.Branch,
                        clientId = client,
                    }
                )
            ).Refused("not-found")
        );
        Assert.True((await other.CheckIn(client)).Refused("chart-required"));
    }

    [Fact]
    public async Task The_tickets_of_the_next_clinic_day_begin_anew_and_the_queue_is_in_their_order()
    {
        var site = await service.OpenSite(doctors: 0);
        for (var number = 0; number < 3; number++)
            (await site.CheckIn(await site.NewClient())).Ok();
        var today = (await site.Desk.Get($"/visits?branch={site.Branch}&limit=2")).Ok();
        Assert.Equal(["A001", "A002"], today.Body.EnumerateArray().Select(line => line.GetProperty("ticket").GetString()));
        Assert.Equal("A003", (await site.Desk.Get($"/visits?branch={site.Branch}&after=2")).Ok().Body[0].GetProperty("ticket").GetString());

        await service.MoveClock(TimeSpan.FromDays(1));

        Assert.Equal("A001", (await site.CheckIn(await site.NewClient())).Ok()["ticket"].GetString());
        Assert.Equal(1, (await site.Desk.Get($"/visits?branch={site.Branch}")).Ok().Body.GetArrayLength());
        Assert.Equal("bad-request", (await site.Desk.Get($"/visits?branch={site.Branch}&limit=201")).Code);
    }
}
