using System.Reflection;
using Clinic.Provision;
using Clinic.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class RowLevelSecurityTests(EscortService service) : IClassFixture<EscortService>
{
    public static TheoryData<string> Databases => [.. Database.All.Select(database => database.Name)];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_table_has_forced_row_security_or_says_why_not(string name)
    {
        var database = await TestDatabase.New(name);
        var open = await database.Sql<string>(
            """
            SELECT relname::text FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname = 'public' AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)
            """
        );

        await using var model = Database.All.Single(candidate => candidate.Name == name).Open(database.Administrator);
        var excused = model
            .Model.GetEntityTypes()
            .Where(row => row.ClrType.GetCustomAttribute<OutsideScopeAttribute>() is not null)
            .Select(row => row.GetTableName()!);
        Assert.Equal(excused.Append("__EFMigrationsHistory").Distinct().Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_service_login_without_scope_reads_nothing_and_owns_nothing()
    {
        await service.Database.Sql<long>(
            "INSERT INTO audit (id, at, actor, act, kind, record, record_id, branch_id, fields) "
                + $"VALUES (gen_random_uuid(), now(), 'a', 'b', 'read', 'r', '{Guid.NewGuid()}', '{Guid.NewGuid()}', '{{}}') "
                + "RETURNING 1::bigint"
        );

        await using NpgsqlConnection connection = new(service.Database.Login);
        await connection.OpenAsync();
        await using NpgsqlCommand read = new("SELECT count(*) FROM audit", connection);
        Assert.Equal(0L, await read.ExecuteScalarAsync());

        await using NpgsqlCommand owned = new(
            "SELECT count(*) FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = current_user "
                + "OR (rolname = current_user AND (rolbypassrls OR rolsuper))",
            connection
        );
        Assert.Equal(0L, await owned.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_service_login_may_not_change_the_audit()
    {
        await using NpgsqlConnection connection = new(service.Database.Login);
        await connection.OpenAsync();
        await using NpgsqlCommand change = new("UPDATE audit SET actor = 'somebody else'", connection);

        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState
        );
    }
}
