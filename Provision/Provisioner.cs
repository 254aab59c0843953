using System.Security.Cryptography;
using System.Text;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Clinic.Provision;

/// <summary>
/// Makes one database ready: the database, its owner, the service's login, the tables, the row-level security. Nobody but that
/// login and the administrator comes into it. Everything is harmless to repeat, and two at once wait for each other.
/// </summary>
public static class Provisioner
{
    const long OneAtATime = 0x636c696e6963;
    const string ServersOwn = "postgres, template1";

    /// <summary>Brings the database of this administrator connection string to the state its service needs.</summary>
    /// <param name="administrator">The server's administrator with the database named in it.</param>
    /// <param name="loginPassword">The password its service logs in with.</param>
    public static async Task Prepare(Database database, string administrator, string loginPassword, CancellationToken stop = default)
    {
        NpgsqlConnectionStringBuilder target = new(administrator) { Pooling = false };
        var name = target.Database ?? database.Name;
        var print = Print(database, loginPassword);
        if (await IsReady(administrator, name, print, stop))
            return;

        var owner = $"{database.Name}_owner";
        await using (
            NpgsqlConnection server = new(
                new NpgsqlConnectionStringBuilder(administrator) { Database = "postgres", Pooling = false }.ConnectionString
            )
        )
        {
            await server.OpenAsync(stop);
            await Run(server, $"SELECT pg_advisory_lock({OneAtATime})", stop);
            await CreateRole(server, owner, "NOLOGIN", stop);
            await CreateRole(server, database.Login, "LOGIN", stop);
            await Run(
                server,
                $"ALTER ROLE {database.Login} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD "
                    + $"'{loginPassword.Replace("'", "''", StringComparison.Ordinal)}'",
                stop
            );
            if (await Scalar(server, $"SELECT 1 FROM pg_database WHERE datname = '{name}'", stop) is null)
                await Run(server, $"CREATE DATABASE \"{name}\" OWNER {owner}", stop);
            // A login comes into its own database and no other, the server's own ones included.
            await Run(server, $"REVOKE ALL ON DATABASE \"{name}\", {ServersOwn} FROM PUBLIC", stop);
            await Run(server, $"GRANT CONNECT ON DATABASE \"{name}\" TO {database.Login}", stop);
        }

        // Tables belong to the owner role, so that forced row-level security binds whoever is not the server's administrator.
        await using NpgsqlConnection inside = new(target.ConnectionString);
        await inside.OpenAsync(stop);
        await Run(inside, $"SELECT pg_advisory_lock({OneAtATime})", stop);
        await Run(
            inside,
            $"ALTER SCHEMA public OWNER TO {owner}; REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE EXTENSION IF NOT EXISTS btree_gist",
            stop
        );
        await Run(inside, $"SET ROLE {owner}", stop);

        await using var model = database.Open(target.ConnectionString);
        model.Database.SetDbConnection(inside);
        await RefuseOlderThanTheFirst(model, name, stop);
        await model.Database.MigrateAsync(stop);
        await using var transaction = await inside.BeginTransactionAsync(stop);
        await Run(inside, RowLevelSecurity.For(model.GetService<IDesignTimeModel>().Model, database.Login), stop);
        await Run(inside, $"COMMENT ON SCHEMA public IS '{print}'", stop);
        await transaction.CommitAsync(stop);
    }

    // Migrations that were put together into one cannot bring up a database that had only some of them.
    static async Task RefuseOlderThanTheFirst(DbContext model, string name, CancellationToken stop)
    {
        var applied = await model.Database.GetAppliedMigrationsAsync(stop);
        if (applied.Any() && !applied.Contains(model.Database.GetMigrations().First()))
            throw new InvalidOperationException(
                $"The database {name} was made by a build too old for this one. Start the last build of November 2026 over it first."
            );
    }

    // A database that this very build made ready before is left alone: a start is quick, and replacing a policy takes a lock that
    // a running service would feel. Unless anybody may come into it or into the server's own databases.
    static async Task<bool> IsReady(string administrator, string name, string print, CancellationToken stop)
    {
        await using NpgsqlConnection server = new(
            new NpgsqlConnectionStringBuilder(administrator) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await server.OpenAsync(stop);
        var closed = await Scalar(
            server,
            $"""
            SELECT bool_and(NOT has_database_privilege('public', oid, 'CONNECT')) AND bool_or(datname = '{name}')
            FROM pg_database WHERE datname = ANY (string_to_array('{ServersOwn}, {name}', ', '))
            """,
            stop
        );
        if (closed is not true)
            return false;
        await using NpgsqlConnection inside = new(new NpgsqlConnectionStringBuilder(administrator) { Pooling = false }.ConnectionString);
        await inside.OpenAsync(stop);
        return await Scalar(inside, "SELECT obj_description('public'::regnamespace, 'pg_namespace')", stop) is string there
            && there == print;
    }

    static string Print(Database database, string loginPassword) =>
        Convert.ToHexString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    $"{database.Model.Module.ModuleVersionId} {typeof(RowLevelSecurity).Module.ModuleVersionId} {loginPassword}"
                )
            )
        );

    static async Task CreateRole(NpgsqlConnection server, string role, string kind, CancellationToken stop)
    {
        if (await Scalar(server, $"SELECT 1 FROM pg_roles WHERE rolname = '{role}'", stop) is null)
            await Run(server, $"CREATE ROLE {role} {kind}", stop);
    }

    static async Task Run(NpgsqlConnection on, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, on);
        await command.ExecuteNonQueryAsync(stop);
    }

    static async Task<object?> Scalar(NpgsqlConnection on, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, on);
        return await command.ExecuteScalarAsync(stop) is { } value and not DBNull ? value : null;
    }
}
