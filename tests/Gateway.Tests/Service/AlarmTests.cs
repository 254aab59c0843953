using Clinic.Gateway.Keys;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Tests.Service;

/// <summary>One list for the whole platform. It leaves runs of backups that failed behind, so it has a site of its own.</summary>
public sealed class AlarmTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Director_and_administrator_see_what_is_the_matter_in_every_service_until_it_is_over_and_nobody_else_does()
    {
        var (branch, parked) = (await site.Branch(), Guid.CreateVersion7());
        var (director, officer) = (await site.Staffed(branch, Post.Director), await site.Staffed(branch, Post.HrOfficer));
        await site.Escort.Database.Sql<Guid>(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{parked}', 'escort-do-no-more', '{parked}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
            """
        );

        await site.Gateway.Alarms("facts-parked");
        foreach (var reader in new[] { director.Person, await site.Admin() })
        {
            var list = (await reader.Get("/ops/alarms")).Ok().Body.EnumerateArray();
            var alarm = Assert.Single(list, line => line.GetProperty("code").GetString() == "facts-parked");
            // The site calls the escort service training, too.
            Assert.Equal(["escort", "training"], alarm.GetProperty("services").EnumerateArray().Select(name => name.GetString()));
        }
        Assert.True((await officer.Person.Get("/ops/alarms")).Refused("forbidden"));

        await site.Escort.Database.Sql<Guid>($"DELETE FROM parked WHERE id = '{parked}' RETURNING id");
        await site.Gateway.AlarmIsOver("facts-parked");
    }

    [Fact]
    public async Task What_everybody_can_ask_is_one_word_without_a_cause()
    {
        var health = await Eventually.Sees(() => site.Raw(new(HttpMethod.Get, "/health")), answer => answer.Text.Length > 0);

        Assert.Contains(health.Text, (string[])["Healthy", "Degraded", "Unhealthy"]);
        Assert.True((await (await site.Admin()).Get("/api/escort/health")).Refused("not-found"));
    }

    [Fact, Rule("R-108")]
    public async Task A_database_whose_last_backup_is_no_good_or_old_is_an_alarm_until_there_is_a_good_one()
    {
        await Ran("payroll", "1 hour", "'RowsDiffer'");
        await Ran("escort", "31 hours", "NULL");
        await site.Gateway.Alarms("backup-failed payroll");
        await site.Gateway.Alarms("backup-old escort");

        await Ran("payroll", "1 minute", "NULL");
        await Ran("escort", "1 minute", "NULL");
        await site.Gateway.AlarmIsOver("backup-failed payroll");
        await site.Gateway.AlarmIsOver("backup-old escort");
    }

    [Fact]
    public async Task A_signing_key_without_a_next_one_is_an_alarm_half_a_day_before_its_end()
    {
        SigningKeys keys = new(site.Gateway.Clock);
        var now = site.Gateway.Clock.GetUtcNow();
        var inUse = site.Gateway.Services.GetRequiredService<SigningKeys>().InUse;

        keys.Hold(inUse, new JsonWebKeySet(), now.AddHours(13));
        Assert.Empty(await keys.ListAlarms(default));
        keys.Hold(inUse, new JsonWebKeySet(), now.AddHours(11));
        Assert.Equal("signing-key-ends", Assert.Single(await keys.ListAlarms(default)).Code);
    }

    async Task Ran(string database, string ago, string problem) =>
        await site.Gateway.Database.Sql<Guid>(
            $"""
            INSERT INTO backup_run (id, database, started_at, ended_at, file, bytes, rows, problem)
            VALUES (gen_random_uuid(), '{database}', now() - interval '{ago}', now(), 'a file', 1, 1, {problem}) RETURNING id
            """
        );
}
