using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class BackupListTests(TestSite site)
{
    [Fact, Rule("R-108")]
    public async Task Director_and_administrator_see_each_backup_and_whether_it_could_be_put_back_and_nobody_else_does()
    {
        var (good, bad, branch) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await site.Branch());
        foreach (var (id, problem) in new[] { (good, "NULL"), (bad, "'RowsDiffer'") })
        {
            await site.Gateway.Database.Sql<Guid>(
                $"""
                INSERT INTO backup_run (id, database, started_at, ended_at, file, bytes, rows, problem)
                VALUES ('{id}', 'payroll', now(), now(), 'payroll-20261123T060000000Z.backup', 4096, 77, {problem}) RETURNING id
                """
            );
        }
        var (director, officer) = (await site.Staffed(branch, Post.Director), await site.Staffed(branch, Post.HrOfficer));

        foreach (var reader in new[] { director.Person, await site.Admin() })
        {
            var runs = (await reader.Get("/backups?limit=500"))
                .Ok()
                .Body.EnumerateArray()
                .ToDictionary(run => run.GetProperty("id").GetGuid());
            Assert.Equal(
                ("payroll", 4096, 77, System.Text.Json.JsonValueKind.Null),
                (
                    runs[good].GetProperty("database").GetString(),
                    runs[good].GetProperty("bytes").GetInt64(),
                    runs[good].GetProperty("rows").GetInt64(),
                    runs[good].GetProperty("problem").ValueKind
                )
            );
            Assert.Equal("RowsDiffer", runs[bad].GetProperty("problem").GetString());
        }
        Assert.True((await officer.Person.Get("/backups")).Refused("forbidden"));
        Assert.Equal("bad-request", (await director.Person.Get("/backups?limit=0")).Code);
    }
}
