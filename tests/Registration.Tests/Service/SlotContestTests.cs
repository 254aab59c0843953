using System.Net;
using System.Net.Http.Json;

namespace Clinic.Registration.Tests.Service;

/// <summary>A service that leaves connections to others while hundreds ask at once.</summary>
public sealed class CrowdedService : RegistrationService
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [.. base.Settings, new("ConnectionStrings:registration", $"{Database.Login};Maximum Pool Size=24;Timeout=60")];
}

public sealed class SlotContestTests(CrowdedService service) : IClassFixture<CrowdedService>
{
    const int Clients = 200,
        Slots = 20,
        Rounds = 25;

    // Twenty-five rounds of twenty slots: five hundred contests of ten clerks each.
    [Fact]
    public async Task Two_hundred_clients_firing_at_the_same_twenty_slots_leave_one_winner_each_in_five_hundred_contests()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 4));
        List<Guid> wishes = [];
        foreach (var few in Enumerable.Range(0, Clients).Chunk(8))
            wishes.AddRange(
                await Task.WhenAll(few.Select(async number => await desk.Wish(await desk.TestSite.NewClient($"Client {number}"))))
            );

        // One token for all: signing one for each of five thousand shots would be most of the work.
        var token = TestKeys.Token(desk.Clerk.Id, service.Clock.GetUtcNow(), [(desk.TestSite.Branch, ["appointments.book"])]);

        for (var round = 0; round < Rounds; round++)
        {
            var day = round;
            var slots = Enumerable
                .Range(0, Slots)
                .Select(slot => (Doctor: desk.TestSite.Doctors[slot % 4].Id, At: desk.At(9 + slot / 4, days: day)))
                .ToList();

            var answers = await Task.WhenAll(
                wishes.Select((wish, number) => Hold(wish, slots[number % Slots].Doctor, slots[number % Slots].At))
            );

            Assert.Equal(
                (Slots, Clients - Slots),
                (answers.Count(answer => answer == HttpStatusCode.OK), answers.Count(answer => answer == HttpStatusCode.Conflict))
            );
            for (var slot = 0; slot < Slots; slot++)
                Assert.Single(answers.Where((answer, number) => number % Slots == slot && answer == HttpStatusCode.OK));
            Assert.Equal(
                Slots,
                await service.Database.Count(
                    $"appointment WHERE branch_id = '{desk.TestSite.Branch}' AND state = 'Held' AND day = '{desk.Tomorrow.AddDays(day):O}'"
                )
            );
        }

        async Task<HttpStatusCode> Hold(Guid wish, Guid doctor, DateTimeOffset at)
        {
            using HttpRequestMessage shot = new(HttpMethod.Post, $"/appointments/{wish}/hold")
            {
                Content = JsonContent.Create(new { doctorId = doctor, startsAt = at }),
            };
            shot.Headers.Authorization = new("Bearer", token);
            using var answer = await service.Anonymous.SendAsync(shot);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_chair_and_a_client_wanted_at_once_by_clerks_of_different_doctors_go_to_one_of_them()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 8));
        var (chair, client) = (await desk.TestSite.Chair(), await desk.TestSite.NewClient());
        var ofOne = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Wish(client)));
        var ofMany = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Wish()));

        var sameClient = await Task.WhenAll(ofOne.Select((wish, number) => desk.Hold(wish, desk.At(9), desk.TestSite.Doctors[number].Id)));
        var sameChair = await Task.WhenAll(
            ofMany.Select((wish, number) => desk.Hold(wish, desk.At(15), desk.TestSite.Doctors[number].Id, chair))
        );

        Assert.Equal((1, 7), (sameClient.Count(answer => answer.Accepted), sameClient.Count(answer => answer.Refused("slot-taken"))));
        Assert.Equal((1, 7), (sameChair.Count(answer => answer.Accepted), sameChair.Count(answer => answer.Refused("slot-taken"))));
        Assert.All(sameChair.Where(answer => !answer.Accepted), answer => Assert.Contains("RoomTaken", AppointmentDesk.Conflicts(answer)));
    }
}
