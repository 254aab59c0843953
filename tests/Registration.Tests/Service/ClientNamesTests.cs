using System.Net;

namespace Clinic.Registration.Tests.Service;

/// <summary>One question for the names of many clients, answered by what each present need opens.</summary>
[Collection(SharedService.Name)]
public sealed class ClientNamesTests(RegistrationService service)
{
    [Fact]
    [Rule("R-107")]
    public async Task Whoever_reads_clients_of_the_branch_gets_masked_names_and_one_audit_row_names_all_of_them()
    {
        var site = await service.OpenSite(doctors: 0);
        List<Guid> clients = [];
        for (var count = 0; count < 20; count++)
            clients.Add(await site.NewClient(count % 2 == 0 ? "張偉" : "Li Na"));
        Guid[] asked = [.. clients, .. Enumerable.Range(0, 180).Select(_ => Guid.CreateVersion7())];
        var reader = service.At(site.Branch, "clients.names", "clients.read");

        var answer = (await ConcernDesk.Ask(reader, asked)).Ok();

        var lines = answer["items"].EnumerateArray().ToList();
        Assert.Equal(clients, lines.Select(line => line.GetProperty("id").GetGuid()));
        Assert.Equal(["張○", "L○○○a"], lines.Take(2).Select(line => line.GetProperty("name").GetString()));
        Assert.Equal(["00000001", "00000002"], lines.Take(2).Select(line => line.GetProperty("chartNumber").GetString()));
        Assert.DoesNotContain("Li Na", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("+86139", answer.Text, StringComparison.Ordinal);
        var fields = Assert.Single(
            await service.Database.Sql<string>(
                $"SELECT array_to_string(fields, ' ') FROM audit WHERE actor = 'person:{reader.Id}' AND branch_id = '{site.Branch}'"
            )
        );
        Assert.StartsWith("purpose:Escort ", fields, StringComparison.Ordinal);
        Assert.All(clients, client => Assert.Contains($"MaskedName:{client}", fields, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Whoever_has_no_need_gets_nothing_and_cannot_tell_why()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, unknown) = (await site.NewClient(), Guid.CreateVersion7());
        var desk = await ConcernDesk.Opened(service);
        await desk.Say(desk.Began(client));

        foreach (
            var person in new[]
            {
                service.At(site.Branch, "clients.names"),
                service.At(desk.Company, "clients.names", "clients.read", "followups.make"),
            }
        )
        {
            var (hidden, missing) = (await ConcernDesk.Ask(person, client), await ConcernDesk.Ask(person, unknown));
            Assert.Equal((HttpStatusCode.OK, missing.Text), (hidden.Status, hidden.Text));
        }
        Assert.True((await ConcernDesk.Ask(service.At(site.Branch, "policies.read"), client)).Refused("forbidden"));
    }

    [Fact]
    public async Task A_client_who_was_merged_is_answered_by_the_record_kept_until_the_two_are_separated()
    {
        var (site, desk) = (await service.OpenSite(doctors: 0), await ConcernDesk.Opened(service));
        var (kept, twin) = (await site.NewClient("Li Na"), await site.NewClient("Chen Mei"));
        await desk.Say(desk.Began(twin));
        Assert.Equal(["Chen Mei"], await Seen(twin));
        Assert.Empty(await Seen(kept));

        var merge = (
            await site.Manager.Post(
                $"/clients/{twin}/merge",
                new
                {
                    id = Guid.CreateVersion7(),
                    intoId = kept,
                    reason = "one person",
                }
            )
        ).Ok();
        Assert.Equal(["Li Na"], await Seen(twin));
        Assert.Equal(["Li Na"], await Seen(kept));
        Assert.Equal(
            kept,
            (await ConcernDesk.Ask(desk.Escort, twin)).Ok()["items"].EnumerateArray().Single().GetProperty("mergedInto").GetGuid()
        );

        (await site.Manager.Post($"/client-merges/{merge["id"].GetGuid()}/separation", new { reason = "sisters" })).Ok();
        Assert.Equal(["Chen Mei"], await Seen(twin));
        Assert.Empty(await Seen(kept));

        async Task<string[]> Seen(Guid client) =>
            [
                .. (await ConcernDesk.Ask(desk.Escort, client))
                    .Ok()["items"]
                    .EnumerateArray()
                    .Select(line => line.GetProperty("fullName").GetString()!),
            ];
    }

    [Fact]
    public async Task More_than_two_hundred_ids_none_or_no_purpose_are_refused()
    {
        var person = service.At((await service.OpenSite(doctors: 0)).Branch, "clients.names");

        foreach (
            var body in new object[]
            {
                new { ids = Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7()), purpose = "Visit" },
                new { ids = Array.Empty<Guid>(), purpose = "Visit" },
                new { purpose = "Visit" },
                new { ids = new[] { Guid.CreateVersion7() }, purpose = "Curiosity" },
                new { ids = new[] { Guid.CreateVersion7() } },
            }
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await person.Post("/clients/names", body)).Status);
    }

    [Fact]
    public async Task No_name_and_no_phone_is_in_the_trail_the_audit_or_a_message()
    {
        var (site, desk) = (await service.OpenSite(doctors: 0), await ConcernDesk.Opened(service));
        var client = await site.NewClient("Canary Person");
        await desk.Say(desk.Began(client));

        Assert.Contains("Canary Person", (await ConcernDesk.Ask(desk.Escort, client)).Ok().Text, StringComparison.Ordinal);

        foreach (var table in new[] { "trail", "audit", "client_concern" })
            Assert.Equal(0, await service.Database.Count($"{table} WHERE {table}::text LIKE '%Canary%' OR {table}::text LIKE '%+86139%'"));
        Assert.Equal(0, await service.Database.Count("outbox WHERE convert_from(body, 'UTF8') LIKE '%Canary%'"));
    }

    [Fact]
    public async Task Lists_of_the_desk_carry_the_masked_name_beside_the_id()
    {
        var site = await service.OpenSite(doctors: 1);
        await site.OpenAroundTheClock();
        var desk = new AppointmentDesk(site);
        var client = await site.NewClient();
        (await site.CheckIn(client)).Ok();
        await desk.Booked(desk.At(10), await site.NewClient());
        await desk.Wish(await site.NewClient(), desk.At(11));
        (
            await site.Desk.Post(
                "/front-pages",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = site.Branch,
                    page = new { name = "Zhang Wei" },
                }
            )
        ).Ok();

        foreach (
            var answer in new[]
            {
                await site.Desk.Get($"/visits?branch={site.Branch}"),
                await desk.Clerk.Get($"/appointments?branchId={site.Branch}&day={desk.Tomorrow:yyyy-MM-dd}"),
                await desk.Clerk.Get($"/appointments/work?branchId={site.Branch}&kind=Requested"),
                await site.Desk.Get($"/front-pages?branch={site.Branch}"),
            }
        )
        {
            Assert.NotEmpty(answer.Ok().Body.EnumerateArray());
            Assert.All(answer.Body.EnumerateArray(), line => Assert.Equal("Z○○○i", line.GetProperty("clientName").GetString()));
            Assert.DoesNotContain("Zhang Wei", answer.Text, StringComparison.Ordinal);
        }
        Assert.Equal(
            2,
            await service.Database.Count(
                $"audit WHERE actor = 'person:{site.Desk.Id}' AND record IN ('visits', 'front-pages') AND record_id = '{site.Branch}'"
            )
        );
    }
}
