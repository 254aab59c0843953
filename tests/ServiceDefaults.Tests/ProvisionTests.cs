using Clinic.Provision;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class ProvisionTests
{
    [Fact]
    public async Task Two_provisions_at_once_and_a_third_one_later_leave_one_database_ready()
    {
        var database = Database.All.Single(one => one.Name == "training");
        var administrator = new NpgsqlConnectionStringBuilder(await Servers.PostgresAsync()) { Database = $"p_{Guid.NewGuid():N}" }.ConnectionString;

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword)));
        await Provisioner.Prepare(database, administrator, TestDatabase.LoginPassword);

        await using NpgsqlConnection login = new(new NpgsqlConnectionStringBuilder(administrator) { Username = database.Login, Password = TestDatabase.LoginPassword, Pooling = false }.ConnectionString);
        await login.OpenAsync();
        Assert.Equal(2L, await Scalar(login, "SELECT count(*) FROM \"__EFMigrationsHistory\""));
        Assert.Equal(0L, await Scalar(login, "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => Scalar(login, "CREATE TABLE mine (id int)"))).SqlState);
    }

    static async Task<object?> Scalar(NpgsqlConnection on, string sql)
    {
        await using NpgsqlCommand command = new(sql, on);
        return await command.ExecuteScalarAsync();
    }
}
