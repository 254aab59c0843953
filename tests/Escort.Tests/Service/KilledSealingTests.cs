using Clinic.ServiceDefaults;

namespace Clinic.Escort.Tests.Service;

/// <summary>A service that dies, twice, while it seals what an earlier build wrote.</summary>
public sealed class KilledSealingTests
{
    const string Clear = """
        (SELECT 1 FROM engagement WHERE get_byte(place, 0) = 0
          UNION ALL SELECT 1 FROM file_page WHERE get_byte(content, 0) = 0
          UNION ALL SELECT 1 FROM service_note WHERE get_byte(words, 0) = 0) AS clear
        """;

    [Fact]
    [Rule("R-055")]
    public async Task Sealing_that_died_in_the_middle_goes_on_where_it_was_and_each_text_is_sealed_once()
    {
        UpgradedEscort earlier = new();
        var database = await earlier.OfEarlierBuild();
        var amqp = await Servers.NewVirtualHost();
        var left = await database.Count(Clear);
        Assert.Equal(UpgradedEscort.Notes + 2, left);

        // Engagement, page and notes are five slices.
        foreach (var death in new[] { $"{FailPoints.BeforeCommit}:3:kill", $"{FailPoints.AfterCommit}:1:kill" })
        {
            await using var doomed = await ServiceProcess.Start("escort", database, amqp, death);
            await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
            var now = await database.Count(Clear);
            Assert.InRange(now, 1, left - 1);
            left = now;
        }
        await using var after = await ServiceProcess.Start("escort", database, amqp, null);
        await Eventually.Is(async () => await database.Count(Clear) == 0);

        Assert.Equal(
            ["Engagement 1", "FilePage 1", $"ServiceNote {UpgradedEscort.Notes}"],
            await database.Sql<string>(
                "SELECT concat_ws(' ', record, count(*)) FROM audit WHERE actor = 'system:sealing' GROUP BY record ORDER BY record"
            )
        );
        Assert.Equal(1, await database.Count("subject_key"));
        foreach (var words in new[] { "walks with a stick", "12 Garden Road", "13800138000" })
            Assert.Equal([], await database.TablesWith(words));
        var read = (await after.At(earlier.Branch, "engagements.read-file").Get($"/engagements/{earlier.Engagement}/file")).Ok();
        Assert.Equal("張偉", read["pages"].EnumerateArray().Single().GetProperty("content").GetProperty("clientName").GetString());
        Assert.Equal(
            Enumerable.Repeat("walks with a stick", UpgradedEscort.Notes),
            read["notes"].EnumerateArray().Select(note => note.GetProperty("words").GetString())
        );
    }
}
