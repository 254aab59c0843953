namespace Clinic.Registration.Tests.Service;

/// <summary>What a doctor writes is read through the service by whoever may read charts, and nowhere else.</summary>
[Collection(SharedService.Name)]
public sealed class SealedChartTests(RegistrationService service)
{
    static readonly string[] Canaries =
    [
        "canary of a history",
        "canary of an examination",
        "canary of a plan",
        "canary of a caution",
        "canary of an order",
        "canary of a reaction",
    ];

    [Fact]
    [Rule("R-055")]
    public async Task What_a_doctor_writes_stands_in_no_table_and_is_there_for_who_may_read_the_chart()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("identity-check");
        var doctor = visit.Doctor!;
        object plan = new
        {
            history = Canaries[0],
            examination = Canaries[1],
            plan = Canaries[2],
        };
        (await doctor.Post($"/visits/{visit.Id}/plan", plan)).Ok();
        (await visit.Consent()).Ok();
        object order = new
        {
            id = Guid.CreateVersion7(),
            step = Canaries[4],
            observation = Canaries[5],
        };
        (await doctor.Post($"/visits/{visit.Id}/treatment-steps", order)).Ok();
        (await visit.Treat(Canaries[3])).Ok();

        foreach (var canary in Canaries)
            Assert.Equal([], await service.Database.TablesWith(canary));
        var read = (await doctor.Get($"/visits/{visit.Id}/chart")).Ok().Text;
        Assert.All(Canaries.Take(4), canary => Assert.Contains(canary, read, StringComparison.Ordinal));
        // Said again, each is compared with what was said first.
        (await doctor.Post($"/visits/{visit.Id}/plan", plan)).Ok();
        (await doctor.Post($"/visits/{visit.Id}/treatment-steps", order)).Ok();
        var client = (await service.Database.Sql<Guid>($"SELECT client_id FROM visit WHERE id = '{visit.Id}'"))[0];
        Assert.Equal(1, await service.Database.Count($"subject_key WHERE subject_id = '{client}'"));
    }
}
