using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>
/// A database server whose disk is really full, where a small disk can be made; elsewhere <see cref="DatabaseAlarmTests"/> stands alone.
/// </summary>
public sealed class FullDiskTests
{
    const int Megabytes = 220,
        MostHires = 400;

    sealed class OnSmallDisk(InstalledServer server) : PayrollService
    {
        protected override async Task<TestDatabase> NewDatabase() => await TestDatabase.On(server.ConnectionString, "payroll");
    }

    [Fact]
    public async Task A_full_disk_and_used_up_connections_of_the_database_are_alarms_while_they_last_and_no_fact_is_lost()
    {
        if (!SmallDisk.CanBeMade)
            return;
        await using var server = await Servers.OwnPostgresAsync(Megabytes);
        OnSmallDisk service = new(server);
        await service.InitializeAsync();
        try
        {
            await service.Bus.Listen<EmployeeHired>();
            await service.Bus.Listen<EmployeeNamed>();
            var branch = await service.OpenBranch();
            // The log of what was written begins a new file, so that only the tables find no room.
            await service.Database.Sql<int>("SELECT 1 FROM pg_switch_wal()");
            (await service.Hire(branch, Guid.CreateVersion7())).Ok();

            server.Disk!.Fill();
            await service.Alarms("database-full");
            List<Guid> hired = [];
            Answer answer;
            do
            {
                var employee = Guid.CreateVersion7();
                answer = await service.Hire(branch, employee);
                if (answer.Accepted)
                    hired.Add(employee);
            } while (answer.Accepted && hired.Count < MostHires);
            Assert.True(answer.Refused("unavailable"), answer.Text);
            server.Disk.Free();

            await service.AlarmIsOver("database-full");
            foreach (var employee in hired)
                await service.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);
            (await service.Hire(branch, Guid.CreateVersion7())).Ok();
            Assert.Equal(0, await service.Database.Count("parked"));

            var others = Enumerable.Range(0, 175).Select(_ => new NpgsqlConnection($"{server.ConnectionString};Pooling=false")).ToList();
            await Task.WhenAll(others.Select(connection => connection.OpenAsync()));
            await service.Alarms("database-connections");
            foreach (var connection in others)
                await connection.DisposeAsync();
            await service.AlarmIsOver("database-connections");
        }
        finally
        {
            await service.DisposeAsync();
        }
    }
}
