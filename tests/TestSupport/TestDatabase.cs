using System.Collections.Concurrent;
using Clinic.Provision;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>A database made by Provision, copied for each started service from one that was migrated once per process.</summary>
public sealed class TestDatabase
{
    /// <summary>The password of every service login in tests.</summary>
    public const string LoginPassword = "a-service-login-of-tests";

    /// <summary>What a service of tests wraps its data keys by, unless the test gives it another secret.</summary>
    public const string SealingSecret = "a-sealing-secret-of-tests";

    static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = [];
    static readonly SemaphoreSlim Copying = new(1, 1);

    readonly Database database;

    TestDatabase(Database database, string administrator, string login) =>
        (this.database, Administrator, Login) = (database, administrator, login);

    /// <summary>Connection string of the administrator, who sees all rows.</summary>
    public string Administrator { get; }

    /// <summary>Connection string of the service.</summary>
    public string Login { get; }

    /// <summary>A fresh database for the service of this name.</summary>
    public static async Task<TestDatabase> New(string service)
    {
        var database = Database.All.Single(candidate => candidate.Name == service);
        var server = await Servers.PostgresAsync();
        var template = await Templates
            .GetOrAdd(
                service,
                _ =>
                    new(async () =>
                    {
                        var made = $"m_{service}_{Guid.NewGuid():N}"[..30];
                        await Provisioner.Prepare(database, With(server, made), LoginPassword);
                        return made;
                    })
            )
            .Value;

        var name = $"t_{service}_{Guid.NewGuid():N}"[..40];
        await Copying.WaitAsync();
        try
        {
            await using NpgsqlConnection connection = new(
                new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString
            );
            await connection.OpenAsync();
            await using NpgsqlCommand copy = new($"CREATE DATABASE {name} TEMPLATE {template} OWNER {service}_owner", connection);
            await copy.ExecuteNonQueryAsync();
            // Who may come in is not copied.
            var rights = $"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {database.Login}";
            await using NpgsqlCommand close = new(rights, connection);
            await close.ExecuteNonQueryAsync();
        }
        finally
        {
            Copying.Release();
        }
        return new(
            database,
            With(server, name),
            new NpgsqlConnectionStringBuilder(With(server, name)) { Username = database.Login, Password = LoginPassword }.ConnectionString
        );
    }

    /// <summary>The database of a service on a server of the test's own, prepared there.</summary>
    /// <param name="server">Connection string of that server's administrator.</param>
    public static async Task<TestDatabase> On(string server, string service)
    {
        var database = Database.All.Single(candidate => candidate.Name == service);
        var administrator = With(server, service);
        await Provisioner.Prepare(database, administrator, LoginPassword);
        return new(
            database,
            administrator,
            new NpgsqlConnectionStringBuilder(administrator) { Username = database.Login, Password = LoginPassword }.ConnectionString
        );
    }

    /// <summary>Runs SQL as the administrator and reads the first column.</summary>
    public async Task<List<T>> Sql<T>(string sql)
    {
        await using NpgsqlConnection connection = new(
            new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    /// <summary>Goes back to a migration, fills the database as a build of then did, and brings it up to date as its owner.</summary>
    /// <param name="from">The name of the migration; nothing for the first.</param>
    public async Task Upgrade(Func<Task> fill, string? from = null)
    {
        await using NpgsqlConnection owner = new(Administrator);
        await owner.OpenAsync();
        await using (NpgsqlCommand become = new($"SET ROLE {database.Name}_owner", owner))
            await become.ExecuteNonQueryAsync();
        await using var model = database.Open(Administrator);
        model.Database.SetDbConnection(owner);
        var migrator = model.GetService<IMigrator>();
        await migrator.MigrateAsync(from ?? model.Database.GetMigrations().First());
        await fill();
        await migrator.MigrateAsync();
        // What the login may do is said anew, as at the start of another build, which is known by this comment.
        await Sql<int>("COMMENT ON SCHEMA public IS NULL");
        await Provisioner.Prepare(database, Administrator, LoginPassword);
    }

    /// <summary>The tables in which a word stands, as letters or as the bytes that it is written with.</summary>
    public async Task<IReadOnlyList<string>> TablesWith(string word)
    {
        var tables = await Sql<string>("SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        var bytes = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(word));
        List<string> found = [];
        foreach (var table in tables)
        {
            var row = $"lower(\"{table}\"::text)";
            if (await Count($"\"{table}\" WHERE strpos({row}, lower('{word}')) > 0 OR strpos({row}, '{bytes}') > 0") > 0)
                found.Add(table);
        }
        return found;
    }

    /// <summary>Counts rows as the administrator.</summary>
    public async Task<long> Count(string fromWhere) => (await Sql<long>($"SELECT count(*) FROM {fromWhere}"))[0];

    static string With(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
}
