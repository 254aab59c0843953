using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A service's database login takes messages out of its logs in two ways only.</summary>
public sealed class ForgettingTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.New("escort");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("DELETE FROM outbox")]
    [InlineData("TRUNCATE outbox")]
    [InlineData("UPDATE outbox SET body = ''")]
    [InlineData("UPDATE outbox SET exchange = 'another'")]
    [InlineData("DELETE FROM inbox")]
    [InlineData("TRUNCATE inbox")]
    [InlineData("UPDATE inbox SET at = '2000-01-01'")]
    [InlineData("CREATE TEMP TABLE lease (name text, owner uuid, epoch bigint)")]
    [InlineData("ALTER FUNCTION clinic_forget_heard RESET ALL")]
    public async Task The_service_login_may_not(string statement)
    {
        await Waiting();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsService<int>(statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_message_that_nobody_hears_yet_is_put_off()
    {
        var seq = await Waiting();

        await AsService<long>("UPDATE outbox SET attempts = attempts + 1, not_before = clock_timestamp()");

        Assert.Equal(1, await database.Count($"outbox WHERE seq = {seq} AND attempts = 1"));
    }

    [Fact]
    public async Task A_sent_message_is_forgotten_by_who_holds_the_lease_in_this_epoch()
    {
        var (seq, later, sender) = (await Waiting(), await Waiting(), Guid.NewGuid());
        await AsService<long>(
            $"""
            INSERT INTO lease (name, owner, epoch, until)
            VALUES ('outbox', '{sender}', 7, '2100-01-01'), ('another', '{sender}', 8, '2100-01-01')
            """
        );

        Assert.Equal(0, await Forgotten(seq, Guid.NewGuid(), 7));
        Assert.Equal(0, await Forgotten(seq, sender, 8));
        Assert.Equal(1, await Forgotten(seq, sender, 7));
        Assert.Equal([later], await database.Sql<long>("SELECT seq FROM outbox"));

        Task<long> Forgotten(long one, Guid by, long epoch) => AsService<long>($"SELECT clinic_forget_sent(ARRAY[{one}], '{by}', {epoch})");
    }

    [Theory]
    [InlineData("'infinity'", "44")]
    [InlineData("clock_timestamp() - interval '50 days'", "44,46")]
    [InlineData("clock_timestamp() - interval '70 days'", "44,46,60")]
    public async Task A_heard_message_is_remembered_for_45_days_whatever_the_service_asks_for(string olderThan, string days)
    {
        foreach (var age in new[] { 44, 46, 60 })
            await Heard($"{age}", Now.AddDays(-age));
        // What a service writes itself moves no limit.
        await Heard("later", Now.AddYears(900));

        await AsService<long>($"SELECT clinic_forget_heard({olderThan})");

        Assert.Equal($"{days},later", string.Join(',', await database.Sql<string>("SELECT reaction FROM inbox ORDER BY reaction")));
    }

    Task<int> Heard(string reaction, DateTimeOffset at) =>
        AsService<int>($"INSERT INTO inbox (message_id, reaction, at) VALUES (gen_random_uuid(), '{reaction}', '{at:O}')");

    Task<long> Waiting() =>
        AsService<long>(
            """
            INSERT INTO outbox (message_id, exchange, routing_key, body, attempts, not_before)
            VALUES (gen_random_uuid(), 'a fact', '', '', 0, now()) RETURNING seq
            """
        );

    async Task<T> AsService<T>(string sql)
        where T : struct
    {
        await using NpgsqlConnection connection = new(database.Login);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync() is T answer ? answer : default;
    }
}
