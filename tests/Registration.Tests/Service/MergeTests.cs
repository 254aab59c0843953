using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class MergeTests(RegistrationService service)
{
    [Fact]
    [Rule("R-322")]
    public async Task Visits_and_appointments_follow_the_client_kept_and_exactly_those_go_back_when_it_was_a_mistake()
    {
        var site = await service.OpenSite();
        var (kept, twin) = (await site.NewClient("張偉"), await site.NewClient("张伟"));
        var (before, of) = ((await site.CheckIn(kept)).Ok()["id"].GetGuid(), (await site.CheckIn(twin)).Ok()["id"].GetGuid());
        foreach (var visit in new[] { before, of })
            await new Steps(site, visit).Until("completion");
        var escort = await EscortDesk.Opened(service, site);
        var booked = await escort.Books(escort.Wants(twin));

        var merge = await Merge(site, twin, kept);

        Assert.Equal(2, merge.Ok()["followed"].GetInt32());
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT DISTINCT client_id FROM visit WHERE id IN ('{before}', '{of}')"));
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT client_id FROM appointment WHERE id = '{booked.AppointmentId}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{kept}' AND type = '{nameof(ClientMerged)}'"));
        var since = (await site.CheckIn(kept)).Ok()["id"].GetGuid();
        await new Steps(site, since).Leave();

        var path = $"/client-merges/{merge["id"].GetGuid()}/separation";
        Assert.True((await site.Desk.Post(path, new { reason = "brothers" })).Refused("forbidden"));
        Assert.Equal(2, (await site.Manager.Post(path, new { reason = "brothers" })).Ok()["wentBack"].GetInt32());
        (await site.Manager.Post(path, new { reason = "brothers" })).Ok();

        Assert.Equal([twin], await service.Database.Sql<Guid>($"SELECT client_id FROM visit WHERE id = '{of}'"));
        Assert.Equal([twin], await service.Database.Sql<Guid>($"SELECT client_id FROM appointment WHERE id = '{booked.AppointmentId}'"));
        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT DISTINCT client_id FROM visit WHERE id IN ('{before}', '{since}')"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{kept}' AND type = '{nameof(ClientSeparated)}'"));
        Assert.Single((await site.Manager.Get($"/clients/{kept}/duplicates")).Ok()["merges"].EnumerateArray());
    }

    [Fact]
    public async Task Who_was_merged_is_found_as_the_client_kept_and_comes_in_only_as_that_one()
    {
        var site = await service.OpenSite(doctors: 0);
        var (kept, twin) = (await site.NewClient("Li Na"), await site.NewClient("Chen Mei"));
        var card = (await site.Desk.Get($"/clients/{twin}")).Ok()["visitCardNumber"].GetString();
        (await Merge(site, twin, kept)).Ok();

        Assert.Equal(
            kept,
            Assert
                .Single(
                    (await site.Desk.Post("/clients/search", new { branchId = site.Branch, visitCardNumber = card }))
                        .Ok()
                        .Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
        Assert.Equal(
            kept,
            Assert
                .Single((await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "chen" })).Ok().Body.EnumerateArray())
                .GetProperty("id")
                .GetGuid()
        );
        Assert.Equal(kept, (await site.Desk.Get($"/clients/{twin}")).Ok()["mergedInto"].GetGuid());
        Assert.Equal(kept, (await site.Manager.Get($"/clients/{twin}/contact?purpose=Visit")).Ok()["id"].GetGuid());
        Assert.True((await site.CheckIn(twin)).Refused("client-merged"));
        var escort = await EscortDesk.Opened(service, site);
        Assert.Equal("client.unknown", (await escort.IsRefused(escort.Wants(twin))).ReasonCode);
        Assert.Equal(0, await service.Database.Count($"visit WHERE client_id = '{twin}'"));
    }

    [Fact]
    public async Task Nobody_is_merged_twice_with_themselves_across_branches_or_while_both_are_in_a_visit()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (first, second, third, stranger) = (
            await site.NewClient("Li Na"),
            await site.NewClient("Chen Mei"),
            await site.NewClient("Wu Yi"),
            await other.NewClient("Li Na")
        );
        var both = service.As(Guid.CreateVersion7(), (site.Branch, ["clients.merge"]), (other.Branch, ["clients.merge"]));

        Assert.True((await Merge(site, first, stranger)).Refused("not-found"));
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
        Assert.True((await Merge(site, first, first)).Refused("merge-impossible"));
        Assert.True(
            (
                await site.Desk.Post(
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
            (await site.Manager.Post($"/clients/{first}/merge", new { id = Guid.CreateVersion7(), intoId = second })).Refused("bad-request")
        );
        foreach (var client in new[] { first, second })
            (await site.CheckIn(client)).Ok();
        Assert.True((await Merge(site, first, second)).Refused("merge-collides"));
        Assert.Equal(0, await service.Database.Count($"client_merge WHERE branch_id = '{site.Branch}'"));

        var id = Guid.CreateVersion7();
        (await Merge(site, third, second, id)).Ok();
        (await Merge(site, third, second, id)).Ok();
        Assert.True((await Merge(site, third, first)).Refused("client-merged"));
        Assert.True((await Merge(site, first, third)).Refused("client-merged"));
        Assert.Equal(1, await service.Database.Count($"client_merge WHERE branch_id = '{site.Branch}'"));
    }

    [Fact]
    [Rule("R-322")]
    public async Task Two_whose_times_overlap_are_not_made_one_client_while_both_times_are_taken()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (kept, twin) = (await desk.TestSite.NewClient("Wang Fang"), await desk.TestSite.NewClient("王芳"));
        var told = await desk.Booked(desk.At(9), kept, desk.TestSite.Doctors[0].Id);
        (
            await desk.Clerk.Post(
                $"/appointments/{told}/notices",
                new
                {
                    id = Guid.CreateVersion7(),
                    channel = "Phone",
                    reached = true,
                }
            )
        ).Ok();
        var held = await desk.Wish(twin, desk.At(9), desk.TestSite.Doctors[1].Id);
        (await desk.Hold(held, desk.At(9), desk.TestSite.Doctors[1].Id)).Ok();

        Assert.True((await Merge(desk.TestSite, twin, kept)).Refused("merge-collides"));

        (await desk.Cancel(held)).Ok();
        (await Merge(desk.TestSite, twin, kept)).Ok();
    }

    [Fact]
    public async Task Checking_in_and_merging_one_client_at_once_leaves_no_visit_behind()
    {
        var site = await service.OpenSite(doctors: 0);
        var kept = await site.NewClient("Li Na");
        for (var turn = 0; turn < 15; turn++)
        {
            var one = await site.NewClient($"Client {turn}");

            await Task.WhenAll(site.CheckIn(one), Merge(site, one, kept));

            Assert.Equal(
                0,
                await service.Database.Count(
                    $"visit JOIN client ON client.id = visit.client_id WHERE client.id = '{one}' AND merged_into IS NOT NULL"
                )
            );
            foreach (
                var visit in await service.Database.Sql<Guid>($"SELECT id FROM visit WHERE client_id = '{kept}' AND closed_at IS NULL")
            )
                (await new Steps(site, visit).Leave()).Ok();
        }
    }

    [Fact]
    public async Task What_was_merged_and_merged_on_is_separated_from_the_last_one_on()
    {
        var site = await service.OpenSite(doctors: 0);
        var (a, b, c) = (await site.NewClient("Li Na"), await site.NewClient("Chen Mei"), await site.NewClient("Wu Yi"));
        var first = (await Merge(site, a, b)).Ok()["id"].GetGuid();
        var second = (await Merge(site, b, c)).Ok()["id"].GetGuid();

        Assert.Equal(
            c,
            Assert
                .Single(
                    (await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "li na" })).Ok().Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
        Assert.True((await site.Manager.Post($"/client-merges/{first}/separation", new { reason = "no" })).Refused("client-merged"));
        (await site.Manager.Post($"/client-merges/{second}/separation", new { reason = "no" })).Ok();
        (await site.Manager.Post($"/client-merges/{first}/separation", new { reason = "no" })).Ok();
        Assert.Equal(
            a,
            Assert
                .Single(
                    (await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "li na" })).Ok().Body.EnumerateArray()
                )
                .GetProperty("id")
                .GetGuid()
        );
    }

    static Task<Answer> Merge(TestSite site, Guid merged, Guid kept, Guid? id = null) =>
        site.Manager.Post(
            $"/clients/{merged}/merge",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                intoId = kept,
                reason = "registered twice",
            }
        );
}
