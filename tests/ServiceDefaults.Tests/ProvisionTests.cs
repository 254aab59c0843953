using Clinic.Provision;
using Clinic.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class ProvisionTests
{
    [Fact]
    public async Task Two_provisions_at_once_and_a_third_one_later_leave_one_database_ready()
    {
        var database = Database.All.Single(candidate => candidate.Name == "training");
        var administrator = new NpgsqlConnectionStringBuilder(await Servers.PostgresAsync())
        {
            Database = $"p_{Guid.NewGuid():N}",
        }.ConnectionString;

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword)));
        await Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword);

        await using NpgsqlConnection login = new(
            new NpgsqlConnectionStringBuilder(administrator)
            {
                Username = database.Login,
                Password = TestDatabase.LoginPassword,
                Pooling = false,
            }.ConnectionString
        );
        await login.OpenAsync();
        await using var model = database.Open(administrator);
        Assert.Equal(model.Database.GetMigrations().LongCount(), await Scalar(login, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(
            0L,
            await Scalar(
                login,
                "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
            )
        );
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => Scalar(login, "CREATE TABLE mine (id int)"))).SqlState
        );
    }

    [Fact]
    public async Task A_database_of_a_build_that_is_too_old_is_refused_and_stays_as_it_is()
    {
        var database = Database.All.Single(candidate => candidate.Name == "training");
        var administrator = new NpgsqlConnectionStringBuilder(await Servers.PostgresAsync())
        {
            Database = $"p_{Guid.NewGuid():N}",
            Pooling = false,
        }.ConnectionString;
        await Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword);
        await using NpgsqlConnection old = new(administrator);
        await old.OpenAsync();
        await Scalar(
            old,
            """
            COMMENT ON SCHEMA public IS 'of another build';
            DELETE FROM "__EFMigrationsHistory";
            INSERT INTO "__EFMigrationsHistory" VALUES ('20260101000000_Initial', '10.0.0') RETURNING 1
            """
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword)
        );

        Assert.Contains("too old", refused.Message, StringComparison.Ordinal);
        Assert.Equal("of another build", await Scalar(old, "SELECT obj_description('public'::regnamespace, 'pg_namespace')"));
    }

    [Fact]
    public async Task A_login_comes_into_its_own_database_alone_also_when_that_was_ready_before_and_others_were_opened_since()
    {
        await using var server = await Servers.OwnPostgresAsync();
        Database[] databases = [.. Database.All.Where(candidate => candidate.Name is "training" or "escort")];
        await Prepare();
        await OnlyItsOwn();
        await using (NpgsqlConnection administrator = new(At("postgres")))
        {
            await administrator.OpenAsync();
            await Scalar(administrator, "GRANT CONNECT ON DATABASE postgres, template1, training TO PUBLIC");
        }

        await Prepare();

        await OnlyItsOwn();

        string At(string name) =>
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false }.ConnectionString;
        string Service(string login, string name) =>
            new NpgsqlConnectionStringBuilder(At(name)) { Username = login, Password = TestDatabase.LoginPassword }.ConnectionString;
        async Task Prepare()
        {
            foreach (var database in databases)
                await Provisioner.Prepare(database, At(database.Name), TestDatabase.LoginPassword);
        }
        async Task OnlyItsOwn()
        {
            foreach (var database in databases)
            {
                foreach (var name in new[] { "training", "escort", "postgres", "template1" })
                {
                    await using NpgsqlConnection login = new(Service(database.Login, name));
                    var refused = name == database.Name ? null : PostgresErrorCodes.InsufficientPrivilege;
                    Assert.Equal(refused, (await Record.ExceptionAsync(login.OpenAsync) as PostgresException)?.SqlState);
                    Assert.Equal(refused is null, login.State == System.Data.ConnectionState.Open);
                }
            }
        }
    }

    static async Task<object?> Scalar(NpgsqlConnection on, string sql)
    {
        await using NpgsqlCommand command = new(sql, on);
        return await command.ExecuteScalarAsync();
    }
}
