using System.Net;

namespace Clinic.Escort.Tests.Service;

/// <summary>Texts of an earlier build are sealed while the service works, and the secret that wraps their keys changes likewise.</summary>
public sealed class SealedUpgradeTests(UpgradedEscort service) : IClassFixture<UpgradedEscort>
{
    const string SecondSecret = "the-second-secret-of-tests",
        ThirdSecret = "the-third-secret-of-tests";

    [Fact]
    [Rule("R-055")]
    public async Task What_an_earlier_build_wrote_in_clear_is_sealed_by_the_service_itself_and_its_secret_can_be_changed()
    {
        var first = service.Secrets[0];
        await Reads();
        await Eventually.Is(async () => (await service.Database.TablesWith("13800138000")).Count == 0);
        await Eventually.Is(async () => (await service.Database.TablesWith("walks with a stick")).Count == 0);
        await Eventually.Is(async () => (await service.Database.TablesWith("12 Garden Road")).Count == 0);

        Assert.Equal(
            ["Engagement 1", "FilePage 1", $"ServiceNote {UpgradedEscort.Notes}"],
            await service.Database.Sql<string>(
                "SELECT concat_ws(' ', record, count(*)) FROM audit WHERE actor = 'system:sealing' GROUP BY record ORDER BY record"
            )
        );
        await Reads();

        var wrapped = await Wrapped();
        await StartWith(SecondSecret, first);
        await Reads();
        await Eventually.Is(async () => await Wrapped() != wrapped);
        wrapped = await Wrapped();
        await StartWith(ThirdSecret, SecondSecret);
        await Eventually.Is(async () => await Wrapped() != wrapped);
        await StartWith(ThirdSecret);
        await Reads();
        await StartWith(SecondSecret);
        Assert.Equal(HttpStatusCode.InternalServerError, (await File()).Status);
    }

    async Task StartWith(params string[] secrets)
    {
        service.Secrets = secrets;
        await service.Restart();
    }

    async Task<string> Wrapped() => Assert.Single(await service.Database.Sql<string>("SELECT wrapped::text FROM subject_key"));

    async Task Reads()
    {
        var read = (await File()).Ok();
        Assert.Equal("張偉", read["pages"].EnumerateArray().Single().GetProperty("content").GetProperty("clientName").GetString());
        Assert.Equal(
            Enumerable.Repeat("walks with a stick", UpgradedEscort.Notes),
            read["notes"].EnumerateArray().Select(note => note.GetProperty("words").GetString())
        );
    }

    Task<Answer> File() => service.At(service.Branch, "engagements.read-file").Get($"/engagements/{service.Engagement}/file");
}
