using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class DaysOfClients(RunningPlatform platform)
{
    static readonly TimeSpan ADay = TimeSpan.FromSeconds(60);

    [Fact]
    [Rule("R-072", "R-260", "R-317")]
    public async Task A_day_of_clients_at_a_dental_branch()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("DentalClinic")).Staffed();
        var floorGuide = await group.Hire(branch.Id, "Guide");
        DoorToRoomStory site = new(branch);
        var clock = Stopwatch.StartNew();
        await site.Decides(("branch.receptionVariant", "Dental"), ("branch.multiFloor", "true"));
        await site.Opens();
        await using var waiting = await site.Board("waiting");
        await waiting.Sees(board => board.GetArrayLength() == 0);

        var door = await site.AtTheDoor();
        var led = await site.Receives(door, "First");
        Assert.Equal(("Led", "Lift", true), (led["guiding"].GetString(), led["wayUp"].GetString(), led["needsHandOff"].GetBoolean()));
        var handOff = (await site.HandsOff(door, floor: 2)).Ok()["id"].GetGuid();
        Assert.True((await branch.Guide.Post($"/api/registration/hand-offs/{handOff}/acceptance")).Refused("hand-off-to-self"));
        (await floorGuide.Post($"/api/registration/hand-offs/{handOff}/acceptance")).Ok();
        (await site.Seats(door)).Ok();
        var visit = branch.Arrives(await branch.NewClient(), door);
        (await visit.CheckIn()).Ok();
        Assert.Equal(door, visit.Id);
        (await site.Serves(visit.Id)).Ok();
        (
            await branch.Receptionist.Put(
                $"/api/registration/visits/{visit.Id}/reception",
                new { nameAsked = true, appointmentLookedUp = true }
            )
        ).Ok();
        Assert.True((await branch.Receptionist.Get($"/api/registration/visits/{visit.Id}/reception")).Ok()["complete"].GetBoolean());
        var shown = await waiting.Sees(board => board.GetArrayLength() == 1);
        Assert.Contains('○', shown[0].GetProperty("name").GetString()!);
        (await visit.Triage()).Ok();
        Assert.Equal(
            "Given",
            (await branch.TriageOfficer.Get($"/api/registration/visits/{visit.Id}/triage/{visit.Doctor!.Id}")).Ok()["answer"].GetString()
        );
        (await visit.Notify()).Ok();
        Assert.True((await site.LeadsIn(visit.Id)).Refused("station-out-of-order"));
        Assert.Equal("Direct", (await site.Places(visit.Id)).Ok()["place"].GetString());
        Assert.Equal("Collected", (await site.LeadsIn(visit.Id)).Ok()["status"].GetString());
        await waiting.Sees(board => board.GetArrayLength() == 0);
        await Ends(visit, from: "identity-check");

        var left = branch.Arrives(await branch.NewClient());
        await left.Until("triage");
        (await branch.Receptionist.Post($"/api/registration/visits/{left.Id}/departure", new { reasonCode = "WaitedTooLong" })).Ok();
        var unseen = await site.AtTheDoor();
        await group.Platform.MoveClock(group.Administrator, TimeSpan.FromSeconds(11));
        await Eventually.Sees(() => site.Facts(unseen), facts => facts.Count(fact => fact == "GreetingLate") == 1);

        Assert.All(await site.Way(visit.Id), stop => Assert.True(stop.Passed, stop.Station));
        Assert.Equal(
            ["Door", "TriageDesk", "GuidanceDesk", "TreatmentRoom", "FrontDesk"],
            (await site.Way(visit.Id)).Select(stop => stop.Station)
        );
        Assert.DoesNotContain("GreetingLate", await site.Facts(visit.Id));
        var counts = (await branch.Manager.Get($"/api/registration/reports/triage-counts?branch={branch.Id}"))
            .Ok()["doctors"]
            .EnumerateArray()
            .ToList();
        Assert.Equal(
            (1, 0m),
            (counts.Sum(line => line.GetProperty("total").GetInt32()), counts.Sum(line => line.GetProperty("deviation").GetDecimal()))
        );
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, ADay);
    }

    [Fact]
    [Rule("R-200", "R-259", "R-080")]
    public async Task A_day_of_clients_at_a_general_clinic()
    {
        var group = platform.Group;
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        DoorToRoomStory site = new(branch);
        var clock = Stopwatch.StartNew();
        await site.Decides(("branch.payTiming", "Before"), ("visit.registrationFee", "20"));
        await site.Opens();
        await using (var overdue = await site.Board("overdue"))
        {
            await overdue.Sees(board => board.GetArrayLength() == 0);
            var first = await Registered(branch, site);
            var second = await Registered(branch, site);
            (await first.Triage()).Ok();
            (await second.Triage()).Ok();
            Assert.Equal("Waiting", (await site.Places(second.Id)).Ok()["place"].GetString());
            (await site.Serves(second.Id)).Ok();
            (await first.Notify()).Ok();
            (await first.Collect()).Ok();
            foreach (var act in new Func<Task<Answer>>[] { first.CheckIdentity, first.Plan, first.Consent })
                (await act()).Ok();
            Assert.True((await first.Treat()).Refused("payment-due"));
            (await site.Charges(first.Id, "Treatment", 300m, paid: true)).Ok();
            (await first.Treat()).Ok();
            Assert.True((await first.Complete()).Refused("visit-step-out-of-order"));
            await Ends(first, from: "chart-return");

            await group.Platform.MoveClock(group.Administrator, TimeSpan.FromMinutes(20.5));
            await overdue.Sees(board =>
                board
                    .EnumerateArray()
                    .Any(line => line.GetProperty("kind").GetString() == "Waiting" && line.GetProperty("id").GetGuid() == second.Id)
            );
            (
                await branch.Guide.Post($"/api/registration/visits/{second.Id}/comfort", new { id = Guid.CreateVersion7(), mood = "Calm" })
            ).Ok();
            await overdue.Sees(board => board.GetArrayLength() == 0);
            Assert.Contains("WaitingTooLong", await site.Facts(second.Id));
            (await second.Notify()).Ok();
            (await second.Collect()).Ok();
            foreach (var act in new Func<Task<Answer>>[] { second.CheckIdentity, second.Plan })
                (await act()).Ok();
            (
                await second.Doctor!.Post(
                    $"/api/registration/visits/{second.Id}/consent",
                    new
                    {
                        disclosures = new
                        {
                            cause = true,
                            prognosis = true,
                            risk = true,
                            price = true,
                            cycle = true,
                        },
                        understood = true,
                        agreed = false,
                        declinedItems = Array.Empty<string>(),
                        declinedBecause = "TooExpensive",
                    }
                )
            ).Ok();
            (await second.ReturnChart()).Ok();
            (
                await branch.Receptionist.Post($"/api/registration/visits/{second.Id}/completion", new { purchased = false, paid = true })
            ).Ok();
            (await second.Farewell()).Ok();
            Assert.Contains("PatientLost", await site.Facts(second.Id));

            var figures = await site.Timeliness();
            Assert.Equal(
                (2, 2),
                (
                    figures.GetProperty("greeting").GetProperty("count").GetInt32(),
                    figures.GetProperty("pickup").GetProperty("count").GetInt32()
                )
            );
            Assert.InRange(figures.GetProperty("waiting").GetProperty("most").GetInt32(), 1200, 1400);
            await group.Platform.MoveClock(group.Administrator, TimeSpan.FromDays(13.5));
            await Eventually.Sees(() => site.Facts(first.Id), facts => facts.Contains("ReturnVisitDue"));
        }

        // Nobody of another branch sees the board.
        var other = await group.OpenBranch("GeneralClinic");
        Assert.True((await branch.Receptionist.Get($"/api/registration/boards/waiting?branch={other.Id}")).Refused("not-found"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, ADay);
    }

    static async Task<VisitStory> Registered(Branch branch, DoorToRoomStory site)
    {
        var door = await site.AtTheDoor();
        await site.Receives(door, "First");
        (await site.Seats(door)).Ok();
        var visit = branch.Arrives(await branch.NewClient(), door);
        (await visit.CheckIn()).Ok();
        Assert.True((await visit.Triage()).Refused("station-out-of-order"));
        Assert.True((await branch.Receptionist.Post($"/api/registration/visits/{door}/registration")).Refused("registration-fee-due"));
        (await site.Charges(door, "Registration", 20m, paid: true)).Ok();
        (await branch.Receptionist.Post($"/api/registration/visits/{door}/registration")).Ok();
        return visit;
    }

    static async Task Ends(VisitStory visit, string from)
    {
        foreach (var (_, act) in visit.Steps.SkipWhile(step => step.Name != from))
            (await act()).Ok();
        (await visit.Farewell()).Ok();
    }
}
