namespace Clinic.Registration.Tests.Service;

/// <summary>What PostgreSQL did to answer the desk when years of visits are in the database, as its own statistics tell.</summary>
public sealed class DeskPlanTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const long MostRows = 2_000;
    const string Growing = "'client', 'visit', 'triage_decision', 'triage_entry'";

    [Fact]
    public async Task No_act_of_the_desk_reads_a_growing_table_from_end_to_end()
    {
        var site = await service.OpenSite();
        var first = await site.CheckInNewClient();
        await first.Until("completion");
        await YearsOfVisits.Load(service.Database.Administrator, 3_000, 20_000);
        var before = await Scans();
        await Eventually.Sees(() => site.Desk.Get($"/visits?branch={site.Branch}"), answer => answer.Accepted);

        var client = await site.NewClient();
        var visit = await site.CheckInNewClient();
        await visit.Until("completion");
        (await site.CheckIn(client)).Ok();
        (await site.Desk.Get($"/visits?branch={site.Branch}")).Ok();
        (await site.Desk.Get($"/visits/{visit.Id}")).Ok();
        (await site.Desk.Get($"/clients/{client}")).Ok();
        var card = (await site.Desk.Get($"/clients/{client}")).Ok()["visitCardNumber"].GetString();
        foreach (
            var key in new object[]
            {
                new { branchId = site.Branch, name = "Zhang Wei" },
                new { branchId = site.Branch, phone = "13800138000" },
                new { branchId = site.Branch, phoneTail = "8000" },
                new { branchId = site.Branch, visitCardNumber = card },
                new { branchId = site.Branch, idNumber = "A123456789" },
            }
        )
            (await site.Desk.Post("/clients/search", key)).Ok();

        var after = await Scans();
        Assert.Equal(before.Select(pair => $"{pair.Key} {pair.Value.Whole}"), after.Select(pair => $"{pair.Key} {pair.Value.Whole}"));
        // An index read from end to end is no better.
        Assert.All(after, pair => Assert.InRange(pair.Value.Rows - before[pair.Key].Rows, 0, MostRows));
        Assert.All(
            ["client", "visit", "triage_decision"],
            table => Assert.True(after[table].ByIndex > before[table].ByIndex, $"Nobody asked for {table}.")
        );
    }

    // A session tells its statistics at the latest when it ends.
    async Task<SortedDictionary<string, (long Whole, long ByIndex, long Rows)>> Scans()
    {
        const string others =
            "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = 'registration_app'";
        var ended = await service.Database.Sql<int>(
            $"WITH all_others AS MATERIALIZED (SELECT pid {others}) SELECT pid FROM all_others WHERE pg_terminate_backend(pid)"
        );
        await Eventually.Sees(() => service.Database.Sql<int>($"SELECT pid {others}"), left => !left.Intersect(ended).Any());
        var lines = await service.Database.Sql<string>(
            "SELECT relname || ' ' || seq_scan || ' ' || coalesce(idx_scan, 0) || ' ' || (SELECT sum(idx_tup_read) "
                + "FROM pg_stat_user_indexes AS one WHERE one.relid = pg_stat_user_tables.relid) FROM pg_stat_user_tables "
                + $"WHERE relname IN ({Growing})"
        );
        return new(
            lines
                .Select(line => line.Split(' '))
                .ToDictionary(
                    cells => cells[0],
                    cells => (long.Parse(cells[1], null), long.Parse(cells[2], null), long.Parse(cells[3], null))
                )
        );
    }
}
