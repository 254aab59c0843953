namespace Clinic.Registration.Tests.Service;

/// <summary>What PostgreSQL did to answer the desk when years of visits are in the database, as its own statistics tell.</summary>
public sealed class DeskPlanTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const long MostRows = 2_000;
    const string Growing = "'client', 'visit', 'triage_decision', 'triage_entry'";

    [Fact]
    public async Task No_act_of_the_desk_reads_a_growing_table_from_end_to_end()
    {
        var house = await service.OpenHouse();
        var first = await house.Arrives();
        await first.Until("completion");
        await YearsOfVisits.Load(service.Database.Administrator, 3_000, 20_000);
        var before = await Scans();
        await Eventually.Sees(() => house.Desk.Get($"/visits?branch={house.Branch}"), answer => answer.Accepted);

        var client = await house.NewClient();
        var visit = await house.Arrives();
        await visit.Until("completion");
        (await house.CheckIn(client)).Ok();
        (await house.Desk.Get($"/visits?branch={house.Branch}")).Ok();
        (await house.Desk.Get($"/visits/{visit.Id}")).Ok();
        (await house.Desk.Get($"/clients/{client}")).Ok();
        var card = (await house.Desk.Get($"/clients/{client}")).Ok()["visitCardNumber"].GetString();
        foreach (
            var key in new object[]
            {
                new { branchId = house.Branch, name = "Zhang Wei" },
                new { branchId = house.Branch, phone = "13800138000" },
                new { branchId = house.Branch, phoneTail = "8000" },
                new { branchId = house.Branch, visitCardNumber = card },
                new { branchId = house.Branch, idNumber = "A123456789" },
            }
        )
            (await house.Desk.Post("/clients/search", key)).Ok();

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
