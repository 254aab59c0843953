using System.Net;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What a service does while its database has no room, and what waits in its tables.</summary>
public sealed class DatabaseAlarmTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull), InlineData(PostgresErrorCodes.OutOfMemory), InlineData(PostgresErrorCodes.IoError)]
    [InlineData(PostgresErrorCodes.QueryCanceled), InlineData(PostgresErrorCodes.ConfigurationLimitExceeded)]
    public async Task A_database_without_room_is_answered_503_with_a_time_to_come_again_and_parks_no_fact(string state)
    {
        var (home, coming) = (await service.OpenBranch(), Guid.CreateVersion7());
        await Fails("employee", state);
        await Fails("branch", state);
        try
        {
            using var refused = await Refused(home);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            await service.Bus.Say(new BranchOpened(coming, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1)), coming);
            if (state is PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError)
                await service.Alarms("database-full");
        }
        finally
        {
            await Works("employee");
            await Works("branch");
        }

        await Eventually.Sees(() => service.Hire(coming, Guid.CreateVersion7()), answer => answer.Accepted);
        Assert.Equal(0, await service.Database.Count("parked"));
        await Eventually.Sees(service.ListAlarms, alarms => !alarms.Contains("database-full"));
    }

    [Fact]
    public async Task A_parked_message_and_a_fact_that_came_an_hour_too_early_are_alarms_until_they_are_settled()
    {
        var id = Guid.CreateVersion7();
        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{id}', 'payroll-do-no-more', '{id}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
            """
        );
        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO early (id, queue, message_id, type, body, content, awaits, awaited_id, since)
            VALUES ('{id}', 'payroll-do-no-more', '{id}', 'a type', '', '', 'Person', '{id}', now() - interval '2 hours') RETURNING id
            """
        );
        await service.Alarms("facts-parked");
        await service.Alarms("facts-early");

        var operators = service.InGroup("ops.parked");
        (await operators.Post($"/ops/parked/{id}/discard", new { reason = "nobody hears it" })).Ok();
        (await operators.Post($"/ops/early/{id}/discard", new { reason = "nobody will come" })).Ok();
        await service.AlarmIsOver("facts-parked");
        await service.AlarmIsOver("facts-early");
    }

    [Fact]
    public async Task Alarms_are_told_to_operators_alone()
    {
        Assert.Equal(System.Text.Json.JsonValueKind.Array, (await service.InGroup("ops.alarms").Get("/ops/alarms")).Ok().Body.ValueKind);
        Assert.True((await service.InGroup("ops.parked", "employees.read").Get("/ops/alarms")).Refused("forbidden"));
    }

    async Task<HttpResponseMessage> Refused(Guid branch)
    {
        var person = Guid.CreateVersion7();
        using HttpRequestMessage request = new(HttpMethod.Post, "/employees")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = branch,
                    name = "A name",
                    post = "Guide",
                    baseGrade = "G1",
                    basePay = new { amount = 5000.00m, currency = "CNY" },
                    hireDate = "2026-02-01",
                }
            ),
        };
        request.Headers.Authorization = new("Bearer", TestKeys.Token(person, service.Clock.GetUtcNow(), (branch, ["employees.hire"])));
        return await service.Anonymous.SendAsync(request);
    }

    // What PostgreSQL says where it has no room, raised by a trigger that only the test makes.
    async Task Fails(string table, string state) =>
        await service.Database.Sql<int>(
            $"""
            CREATE OR REPLACE FUNCTION no_room_{table}() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '{state}'; END $$;
            CREATE OR REPLACE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION no_room_{table}();
            SELECT 1
            """
        );

    async Task Works(string table) => await service.Database.Sql<int>($"DROP TRIGGER no_room ON {table}; SELECT 1");
}
