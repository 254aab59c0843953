using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class CheckInTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-073")]
    public async Task Without_a_chart_there_is_no_visit()
    {
        var house = await service.OpenHouse(doctors: 0);

        Assert.True((await house.CheckIn(Guid.CreateVersion7())).Refused("chart-required"));
        Assert.Equal(0, await service.Database.Count($"visit WHERE branch_id = '{house.Branch}'"));
        Assert.Equal("A001", (await house.CheckIn(await house.NewClient())).Ok()["ticket"].GetString());
    }

    [Fact]
    public async Task A_hundred_clerks_checking_in_one_client_at_once_give_one_visit_and_one_ticket()
    {
        var house = await service.OpenHouse(doctors: 0);
        var client = await house.NewClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => house.CheckIn(client)));

        Assert.Single(answers.Select(answer => (answer.Ok()["id"].GetGuid(), answer["ticket"].GetString())).Distinct());
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(1, await service.Database.Count($"visit WHERE client_id = '{client}'"));
        Assert.Equal(1, await house.Facts(answers[0]["id"].GetGuid(), nameof(ClientArrived)));
        Assert.Equal("A002", (await house.CheckIn(await house.NewClient())).Ok()["ticket"].GetString());
    }

    [Fact]
    public async Task Forty_clients_at_once_get_forty_tickets_without_a_gap()
    {
        var house = await service.OpenHouse(doctors: 0);
        var clients = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => house.NewClient($"Client {number}")));

        var tickets = await Task.WhenAll(clients.Select(async client => (await house.CheckIn(client)).Ok()["ticket"].GetString()));

        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"A{number:D3}"), tickets.Order());
    }

    [Fact]
    public async Task The_same_id_again_answers_the_same_visit_even_when_it_is_over_and_is_taken_for_another_client()
    {
        var house = await service.OpenHouse();
        var (client, visit) = (await house.NewClient(), Guid.CreateVersion7());
        var first = (await house.CheckIn(client, visit)).Ok();
        await new Steps(house, visit).Until("farewell");

        Assert.Equal(first["ticket"].GetString(), (await house.CheckIn(client, visit)).Ok()["ticket"].GetString());
        Assert.True((await house.CheckIn(await house.NewClient(), visit)).Refused("id-taken"));
    }

    [Fact]
    [Rule("R-322")]
    public async Task A_client_whose_visit_was_completed_comes_back_as_a_returning_one()
    {
        var house = await service.OpenHouse();
        var client = await house.NewClient();
        var first = (await house.CheckIn(client)).Ok();
        Assert.Equal("First", first["type"].GetString());
        await new Steps(house, first["id"].GetGuid()).Until("completion");

        var second = (await house.CheckIn(client)).Ok();

        Assert.NotEqual(first["id"].GetGuid(), second["id"].GetGuid());
        Assert.Equal("Return", second["type"].GetString());
    }

    [Fact]
    public async Task An_arrival_is_neither_in_the_future_nor_half_a_day_ago()
    {
        var house = await service.OpenHouse(doctors: 0);
        var client = await house.NewClient();
        var now = service.Clock.GetUtcNow();

        Assert.True((await At(now.AddMinutes(1))).Refused("arrival-impossible"));
        Assert.True((await At(now.AddHours(-12.1))).Refused("arrival-impossible"));
        Assert.Equal(0, await service.Database.Count($"visit WHERE client_id = '{client}'"));
        (await At(now.AddMinutes(-3))).Ok();

        Task<Answer> At(DateTimeOffset arrivedAt) =>
            house.Desk.Post(
                "/visits",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = house.Branch,
                    clientId = client,
                    arrivedAt,
                }
            );
    }

    [Fact]
    public async Task A_branch_out_of_sight_looks_like_none_and_its_clients_like_none()
    {
        var (house, other) = (await service.OpenHouse(doctors: 0), await service.OpenHouse(doctors: 0));
        var client = await house.NewClient();

        Assert.True(
            (
                await other.Desk.Post(
                    "/visits",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = house.Branch,
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
        var house = await service.OpenHouse(doctors: 0);
        for (var number = 0; number < 3; number++)
            (await house.CheckIn(await house.NewClient())).Ok();
        var today = (await house.Desk.Get($"/visits?branch={house.Branch}&limit=2")).Ok();
        Assert.Equal(["A001", "A002"], today.Body.EnumerateArray().Select(line => line.GetProperty("ticket").GetString()));
        Assert.Equal(
            "A003",
            (await house.Desk.Get($"/visits?branch={house.Branch}&after=2")).Ok().Body[0].GetProperty("ticket").GetString()
        );

        await service.MoveClock(TimeSpan.FromDays(1));

        Assert.Equal("A001", (await house.CheckIn(await house.NewClient())).Ok()["ticket"].GetString());
        Assert.Equal(1, (await house.Desk.Get($"/visits?branch={house.Branch}")).Ok().Body.GetArrayLength());
        Assert.Equal("bad-request", (await house.Desk.Get($"/visits?branch={house.Branch}&limit=201")).Code);
    }
}
