using System.Text.Json;

namespace Clinic.Registration.Tests.Service;

/// <summary>What a branch manager decides about, and the director sees of every branch.</summary>
public sealed class ManagerListTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-071")]
    public async Task Late_greetings_are_listed_with_the_arrival_that_an_excuse_names()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var manager = service.At(site.Branch, "visits.lateness", "visits.excuse");
        List<Steps> visits = [await site.CheckInNewClient(), await site.CheckInNewClient(), await site.CheckInNewClient()];
        await service.MoveClock(TimeSpan.FromSeconds(11));
        foreach (var visit in visits)
            (await visit.Greet()).Ok();
        var inTime = await site.CheckInNewClient();
        (await inTime.Greet()).Ok();
        var path = $"/arrivals/late-greetings?branch={site.Branch}";

        var late = await Pages.All(manager, path, 2);

        Assert.Equal(visits.Select(visit => visit.Id).Reverse(), late.Ids());
        Assert.All(late, line => Assert.Equal(site.Guide.Id, line.GetProperty("greetedBy").GetGuid()));
        Assert.All(late, line => Assert.InRange(line.GetProperty("seconds").GetInt32(), 11, 600));
        (await manager.Post($"/visits/{late[1].GetProperty("id").GetGuid()}/greeting-excuse", new { reason = "the fire alarm rang" })).Ok();
        var excused = Assert.Single((await manager.Get($"{path}&excused=true")).Items());
        Assert.Equal((visits[1].Id, manager.Id), (excused.GetProperty("id").GetGuid(), excused.GetProperty("excusedBy").GetGuid()));
        Assert.DoesNotContain("fire", excused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([visits[2].Id, visits[0].Id], (await manager.Get($"{path}&excused=false")).Items().Ids());
        Assert.Equal(3, (await manager.Get($"{path}&person={site.Guide.Id}")).Items().Count);
        Assert.Empty((await manager.Get($"{path}&person={site.Desk.Id}")).Items());
        var day = DayOf(late[0]);
        Assert.Equal(3, (await manager.Get($"{path}&from={day:O}&to={day:O}")).Items().Count);
        Assert.Empty((await manager.Get($"{path}&from={day.AddDays(1):O}")).Items());

        await OthersSeeNothing(path, "/arrivals/late-greetings", "visits.lateness", site, other, 3);
    }

    [Fact]
    public async Task Absences_are_listed_by_time_person_and_kind_without_their_reason()
    {
        var (site, other) = (await service.OpenSite(doctors: 2), await service.OpenSite(doctors: 0));
        var manager = service.At(site.Branch, "absences.read");
        var (first, second, now) = (site.Doctors[0].Id, site.Doctors[1].Id, service.Clock.GetUtcNow());
        var soon = (await site.MarkAway(first, now.AddHours(1), now.AddHours(5)))["id"].GetGuid();
        var later = (await site.MarkAway(first, now.AddDays(3), now.AddDays(4), "OffDuty"))["id"].GetGuid();
        var colleague = (await site.MarkAway(second, now.AddDays(1), now.AddDays(2)))["id"].GetGuid();
        var withdrawn = (await site.MarkAway(second, now.AddDays(8), now.AddDays(9)))["id"].GetGuid();
        (await site.Manager.Post($"/doctors/{second}/absences/{withdrawn}/withdrawal")).Ok();
        var path = $"/absences?branch={site.Branch}";

        Assert.Equal([later, colleague, soon], (await Pages.All(manager, path, 1)).Ids());
        Assert.Equal([later, soon], (await manager.Get($"{path}&person={first}")).Items().Ids());
        Assert.Equal([later], (await manager.Get($"{path}&kind=OffDuty")).Items().Ids());
        Assert.Equal(3, (await manager.Get($"{path}&kind=OffDuty&kind=OnLeave")).Items().Count);
        Assert.Equal([withdrawn], (await manager.Get($"{path}&stands=false")).Items().Ids());
        Assert.Equal([colleague, soon], (await manager.Get($"{path}&to={At(now.AddDays(2))}")).Items().Ids());
        Assert.Equal([later], (await manager.Get($"{path}&from={At(now.AddDays(2))}")).Items().Ids());
        Assert.DoesNotContain("family", (await manager.Get(path)).Ok().Text, StringComparison.Ordinal);
        foreach (var query in new[] { "kind=Asleep", "kind=1", "stands=perhaps" })
            Assert.True((await manager.Get($"{path}&{query}")).Refused("bad-request"), query);

        await OthersSeeNothing(path, "/absences", "absences.read", site, other, 3);
    }

    [Fact]
    public async Task Unmaskings_say_who_saw_what_of_whom_and_why_and_not_what_was_shown()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var manager = service.At(site.Branch, "clients.unmaskings");
        var (client, neighbour) = (await site.NewClient(), await site.NewClient("Li Na"));
        foreach (var (who, reason) in new[] { (client, "insurance asks"), (neighbour, "a letter came back"), (client, "asks again") })
            (await site.Manager.Post($"/clients/{who}/unmasking", new { fields = new[] { "Phone", "Address" }, reason })).Ok();
        var path = $"/unmaskings?branch={site.Branch}";

        var seen = await Pages.All(manager, path, 1);

        Assert.Equal(["asks again", "a letter came back", "insurance asks"], seen.Texts("reason"));
        Assert.All(seen, line => Assert.Equal(site.Manager.Id, line.GetProperty("shownTo").GetGuid()));
        Assert.Equal(["Phone", "Address"], seen[0].GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal(["Z○○○i", "L○○○a", "Z○○○i"], seen.Texts("clientName"));
        foreach (var hidden in new[] { "Garden", "Zhang", "Li Na" })
            Assert.All(seen, line => Assert.DoesNotContain(hidden, line.GetRawText(), StringComparison.Ordinal));
        Assert.Equal(["asks again", "insurance asks"], (await manager.Get($"{path}&client={client}")).Items().Texts("reason"));
        Assert.Equal(3, (await manager.Get($"{path}&person={site.Manager.Id}")).Items().Count);
        Assert.Empty((await manager.Get($"{path}&person={site.Desk.Id}")).Items());
        Assert.Empty((await manager.Get($"{path}&to={At(service.Clock.GetUtcNow().AddHours(-1))}")).Items());
        Assert.Equal(3, (await manager.Get($"{path}&from={At(service.Clock.GetUtcNow().AddHours(-1))}")).Items().Count);
        Assert.InRange(
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record = 'Unmasking' AND record_id = '{neighbour}' AND actor = 'person:{manager.Id}' "
                    + "AND 'MaskedName' = ANY (fields)"
            ),
            1,
            20
        );

        await OthersSeeNothing(path, "/unmaskings", "clients.unmaskings", site, other, 3);
    }

    [Fact]
    public async Task Lost_clients_are_listed_by_day_doctor_and_reason_and_each_look_is_audited()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var manager = service.At(site.Branch, "clients.lost");
        List<Steps> lost = [await site.CheckInNewClient(), await site.CheckInNewClient(), await site.CheckInNewClient()];
        (await lost[1].Triage()).Ok();
        var stays = await site.CheckInNewClient();
        foreach (var (visit, reason) in lost.Zip(new[] { "WaitedTooLong", "WaitedTooLong", "TooExpensive" }))
            (await visit.Leave(reason)).Ok();
        var path = $"/lost-clients?branch={site.Branch}";

        var seen = await Pages.All(manager, path, 2);

        Assert.Equal(lost.Select(visit => visit.Id).Reverse(), seen.Ids());
        Assert.DoesNotContain(stays.Id, seen.Ids());
        Assert.All(seen.Texts("clientName"), name => Assert.Equal("Z○○○i", name));
        Assert.Equal([lost[1].Id, lost[0].Id], (await manager.Get($"{path}&reasonCode=WaitedTooLong")).Items().Ids());
        Assert.Equal([lost[1].Id], (await manager.Get($"{path}&person={site.Doctors[0].Id}")).Items().Ids());
        var day = DayOf(seen[0]);
        Assert.Equal(3, (await manager.Get($"{path}&from={day:O}&to={day:O}")).Items().Count);
        Assert.Empty((await manager.Get($"{path}&to={day.AddDays(-1):O}")).Items());
        Assert.True((await manager.Get($"{path}&reasonCode=a%20word")).Refused("bad-request"));
        var client = seen[0].GetProperty("clientId").GetGuid();
        Assert.InRange(
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{manager.Id}' AND 'MaskedName' = ANY (fields)"
            ),
            1,
            20
        );

        await OthersSeeNothing(path, "/lost-clients", "clients.lost", site, other, 3);
    }

    // Another branch, another post and a wrong question see nothing; the director sees every branch.
    async Task OthersSeeNothing(string path, string list, string right, TestSite site, TestSite other, int lines)
    {
        var (stranger, director) = (service.At(other.Branch, right), service.InGroup(right));
        Assert.True((await stranger.Get(path)).Refused("not-found"));
        Assert.Empty((await stranger.Get(list)).Items());
        Assert.True((await site.Desk.Get(path)).Refused("forbidden"));
        Assert.Equal(lines, (await director.Get(path)).Items().Count);
        Assert.InRange((await director.Get($"{list}?limit=200")).Items().Count, lines, 200);
        foreach (var query in new[] { "limit=0", "limit=201", "after=x", "person=somebody", "colour=red" })
            Assert.True((await service.At(site.Branch, right).Get($"{path}&{query}")).Refused("bad-request"), query);
    }

    static DateOnly DayOf(JsonElement line) =>
        DateOnly.Parse(line.GetProperty("day").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    static string At(DateTimeOffset instant) => Uri.EscapeDataString($"{instant:O}");
}
