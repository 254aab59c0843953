namespace Clinic.Registration.Tests.Service;

/// <summary>What the service does with the clients of the build before.</summary>
public sealed class RewriteTests(EarlierClients service) : IClassFixture<EarlierClients>
{
    [Fact]
    [Rule("R-322")]
    public async Task Clients_of_the_build_before_are_found_at_once_and_rewritten_by_the_service_slice_by_slice()
    {
        var desk = service.At(service.Branch, "clients.read", "clients.contact");
        async Task<Guid[]> Found(object key) =>
            [.. (await desk.Post("/clients/search", key)).Ok().Body.EnumerateArray().Select(client => client.GetProperty("id").GetGuid())];
        Task<Guid[]> ByName(string name) => Found(new { branchId = service.Branch, name });
        async Task AllAreFound()
        {
            Assert.Equal([service.Zeng], await Found(new { branchId = service.Branch, phone = "139 1111 2222" }));
            Assert.Equal([service.Zeng], await Found(new { branchId = service.Branch, phoneTail = "2222" }));
            Assert.Equal([service.Zeng], await Found(new { branchId = service.Branch, idNumber = "a123456789" }));
            Assert.Equal([service.Silva], await Found(new { branchId = service.Branch, phone = "0912 345 678" }));
            Assert.Equal([service.Zeng], await ByName("曾"));
            Assert.Equal([service.Zeng], await ByName("ceng"));
            Assert.Equal([service.Silva], await ByName("Silva"));
        }

        await AllAreFound();
        Assert.Empty(await ByName("zeng"));
        var traces = await Traces();

        await service.LetRewrite();
        await Eventually.Is(async () => await service.Database.Count("client WHERE spelling_edition = 0") == 0);

        await AllAreFound();
        Assert.Equal([service.Zeng], await ByName("zeng xiao"));
        Assert.Equal(traces, await Traces());
        Assert.Equal(["TaiwanCard"], await service.Database.Sql<string>($"SELECT id_kind FROM client WHERE id = '{service.Zeng}'"));
        Assert.Equal("张伟", (await desk.Get($"/clients/{service.Unseen}")).Ok()["name"].GetString());
        Assert.Equal("+8613911112222", (await desk.Get($"/clients/{service.Zeng}/contact?purpose=Visit")).Ok()["phone"].GetString());
        Assert.Equal(
            EarlierClients.Others + 3,
            await service.Database.Count("audit WHERE kind = 'Modified' AND record = 'Client' AND actor = 'system:clients-rewriting'")
        );
        await Eventually.Is(async () => await service.Database.Count("due WHERE kind = 'clients-rewriting'") == 0);
    }

    // What a client is found by stays the same, so that one hash is enough while they are rewritten.
    Task<List<string>> Traces() =>
        service.Database.Sql<string>("SELECT concat_ws(' ', id, phone_trace, phone_tail_trace, id_number_trace) FROM client ORDER BY id");
}
