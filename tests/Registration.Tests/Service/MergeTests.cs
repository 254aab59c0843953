using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class MergeTests(RegistrationService service)
{
    [Fact]
    [Rule("R-322")]
    public async Task Visits_and_appointments_follow_the_client_kept_and_exactly_those_go_back_when_it_was_a_mistake()
    {
        var house = await service.OpenHouse();
        var (kept, twin) = (await house.NewClient("張偉"), await house.NewClient("张伟"));
        var (before, of) = ((await house.CheckIn(kept)).Ok()["id"].GetGuid(), (await house.CheckIn(twin)).Ok()["id"].GetGuid());
        foreach (var visit in new[] { before, of })
            await new Steps(house, visit).Until("completion");
        var escort = await EscortDesk.Opened(service, house);
        var booked = await escort.Books(escort.Wants(twin));

        var merge = await Merge(house, twin, kept);

        Assert.Equal(2, merge.Ok()["followed"].GetInt32());
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT DISTINCT client_id FROM visit WHERE id IN ('{before}', '{of}')"));
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT client_id FROM appointment WHERE id = '{booked.AppointmentId}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{kept}' AND type = '{nameof(ClientMerged)}'"));
        var since = (await house.CheckIn(kept)).Ok()["id"].GetGuid();
        await new Steps(house, since).Leave();

        var path = $"/client-merges/{merge["id"].GetGuid()}/separation";
        Assert.True((await house.Desk.Post(path, new { reason = "brothers" })).Refused("forbidden"));
        Assert.Equal(2, (await house.Manager.Post(path, new { reason = "brothers" })).Ok()["wentBack"].GetInt32());
        (await house.Manager.Post(path, new { reason = "brothers" })).Ok();

        Assert.Equal([twin], await service.Database.Sql<Guid>($"SELECT client_id FROM visit WHERE id = '{of}'"));
        Assert.Equal([twin], await service.Database.Sql<Guid>($"SELECT client_id FROM appointment WHERE id = '{booked.AppointmentId}'"));
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT DISTINCT client_id FROM visit WHERE id IN ('{before}', '{since}')"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{kept}' AND type = '{nameof(ClientSeparated)}'"));
        Assert.Single((await house.Manager.Get($"/clients/{kept}/duplicates")).Ok()["merges"].EnumerateArray());
    }

    [Fact]
    public async Task Who_was_merged_is_found_as_the_client_kept_and_comes_in_only_as_that_one()
    {
        var house = await service.OpenHouse(doctors: 0);
        var (kept, twin) = (await house.NewClient("Li Na"), await house.NewClient("Chen Mei"));
        var card = (await house.Desk.Get($"/clients/{twin}")).Ok()["visitCardNumber"].GetString();
        (await Merge(house, twin, kept)).Ok();

        Assert.Equal(
            kept,
            Assert
                .Single(
                    (await house.Desk.Post("/clients/search", new { branchId = house.Branch, visitCardNumber = card }))
                        .Ok()
                        .Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
        Assert.Equal(
            kept,
            Assert
                .Single(
                    (await house.Desk.Post("/clients/search", new { branchId = house.Branch, name = "chen" })).Ok().Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
        Assert.Equal(kept, (await house.Desk.Get($"/clients/{twin}")).Ok()["mergedInto"].GetGuid());
        Assert.Equal(kept, (await house.Manager.Get($"/clients/{twin}/contact?purpose=Visit")).Ok()["id"].GetGuid());
        Assert.True((await house.CheckIn(twin)).Refused("client-merged"));
        var escort = await EscortDesk.Opened(service, house);
        Assert.Equal("client.unknown", (await escort.IsRefused(escort.Wants(twin))).ReasonCode);
        Assert.Equal(0, await service.Database.Count($"visit WHERE client_id = '{twin}'"));
    }

    [Fact]
    public async Task Nobody_is_merged_twice_with_themselves_across_branches_or_while_both_are_in_a_visit()
    {
        var (house, other) = (await service.OpenHouse(doctors: 0), await service.OpenHouse(doctors: 0));
        var (first, second, third, stranger) = (
            await house.NewClient("Li Na"),
            await house.NewClient("Chen Mei"),
            await house.NewClient("Wu Yi"),
            await other.NewClient("Li Na")
        );
        var both = service.As(Guid.CreateVersion7(), (house.Branch, ["clients.merge"]), (other.Branch, ["clients.merge"]));

        Assert.True((await Merge(house, first, stranger)).Refused("not-found"));
        Assert.True(
            (
                await both.Post(
                    $"/clients/{first}/merge",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        intoId = stranger,
                        reason = "same person",
                    }
                )
            ).Refused("merge-impossible")
        );
        Assert.True((await Merge(house, first, first)).Refused("merge-impossible"));
        Assert.True(
            (
                await house.Desk.Post(
                    $"/clients/{first}/merge",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        intoId = second,
                        reason = "same person",
                    }
                )
            ).Refused("forbidden")
        );
        Assert.True(
            (await house.Manager.Post($"/clients/{first}/merge", new { id = Guid.CreateVersion7(), intoId = second })).Refused(
                "bad-request"
            )
        );
        foreach (var client in new[] { first, second })
            (await house.CheckIn(client)).Ok();
        Assert.True((await Merge(house, first, second)).Refused("merge-collides"));
        Assert.Equal(0, await service.Database.Count($"client_merge WHERE branch_id = '{house.Branch}'"));

        var id = Guid.CreateVersion7();
        (await Merge(house, third, second, id)).Ok();
        (await Merge(house, third, second, id)).Ok();
        Assert.True((await Merge(house, third, first)).Refused("client-merged"));
        Assert.True((await Merge(house, first, third)).Refused("client-merged"));
        Assert.Equal(1, await service.Database.Count($"client_merge WHERE branch_id = '{house.Branch}'"));
    }

    [Fact]
    public async Task Checking_in_and_merging_one_client_at_once_leaves_no_visit_behind()
    {
        var house = await service.OpenHouse(doctors: 0);
        var kept = await house.NewClient("Li Na");
        for (var turn = 0; turn < 15; turn++)
        {
            var one = await house.NewClient($"Client {turn}");

            await Task.WhenAll(house.CheckIn(one), Merge(house, one, kept));

            Assert.Equal(
                0,
                await service.Database.Count(
                    $"visit JOIN client ON client.id = visit.client_id WHERE client.id = '{one}' AND merged_into IS NOT NULL"
                )
            );
            foreach (
                var visit in await service.Database.Sql<Guid>($"SELECT id FROM visit WHERE client_id = '{kept}' AND closed_at IS NULL")
            )
                (await new Steps(house, visit).Leave()).Ok();
        }
    }

    [Fact]
    public async Task What_was_merged_and_merged_on_is_separated_from_the_last_one_on()
    {
        var house = await service.OpenHouse(doctors: 0);
        var (a, b, c) = (await house.NewClient("Li Na"), await house.NewClient("Chen Mei"), await house.NewClient("Wu Yi"));
        var first = (await Merge(house, a, b)).Ok()["id"].GetGuid();
        var second = (await Merge(house, b, c)).Ok()["id"].GetGuid();

        Assert.Equal(
            c,
            Assert
                .Single(
                    (await house.Desk.Post("/clients/search", new { branchId = house.Branch, name = "li na" })).Ok().Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
        Assert.True((await house.Manager.Post($"/client-merges/{first}/separation", new { reason = "no" })).Refused("client-merged"));
        (await house.Manager.Post($"/client-merges/{second}/separation", new { reason = "no" })).Ok();
        (await house.Manager.Post($"/client-merges/{first}/separation", new { reason = "no" })).Ok();
        Assert.Equal(
            a,
            Assert
                .Single(
                    (await house.Desk.Post("/clients/search", new { branchId = house.Branch, name = "li na" })).Ok().Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
    }

    static Task<Answer> Merge(House house, Guid merged, Guid kept, Guid? id = null) =>
        house.Manager.Post(
            $"/clients/{merged}/merge",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                intoId = kept,
                reason = "registered twice",
            }
        );
}
