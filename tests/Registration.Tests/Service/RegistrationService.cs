using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>Registration as deployed, and the people who come to work there.</summary>
public class RegistrationService() : ServiceUnderTest<RegistrationDb>("registration")
{
    /// <summary>What the data keys of its clients are wrapped under.</summary>
    public const string ClientSecret = "a-secret-of-tests-that-wraps-keys";

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Clients:Secret", ClientSecret)];

    /// <summary>Opens a branch with a department and doctors on duty.</summary>
    public async Task<TestSite> OpenSite(int doctors = 2, string timeZone = "Asia/Shanghai")
    {
        var branch = await OpenBranch(timeZone);
        TestSite site = new(this, branch);
        (
            await site.Manager.Post(
                "/departments",
                new
                {
                    id = site.Department,
                    branchId = branch,
                    code = "GEN",
                    name = "General",
                }
            )
        ).Ok();
        for (var count = 0; count < doctors; count++)
            await site.DoctorOnDuty();
        return site;
    }

    /// <summary>Payroll says that somebody was hired, and the staff list knows it.</summary>
    public async Task<Guid> Hire(Guid branch, Post post, Guid? employee = null, int version = 1)
    {
        var id = employee ?? Guid.CreateVersion7();
        await Bus.Say(Hired(id, branch, post, version), id);
        await Eventually.Is(async () => await Database.Count($"staff_member WHERE id = '{id}' AND post_version >= {version}") == 1);
        return id;
    }

    /// <summary>Everything the trail says of a case, as text.</summary>
    public async Task<string> Trail(Guid caseId) =>
        string.Join('\n', await Database.Sql<string>($"SELECT trail::text FROM trail WHERE case_id = '{caseId}'"));

    /// <summary>Opens the branch of this id and nothing else.</summary>
    public async Task Open(Guid branch, string timeZone = "Asia/Shanghai") =>
        (
            await InGroup("branches.open")
                .Post(
                    "/branches",
                    new
                    {
                        id = branch,
                        name = $"Branch {branch:N}",
                        kind = "GeneralClinic",
                        timeZone,
                        from = "2026-01-01",
                    }
                )
        ).Ok();

    /// <summary>Opens a branch and nothing else.</summary>
    public async Task<Guid> OpenBranch(string timeZone = "Asia/Shanghai")
    {
        var branch = Guid.CreateVersion7();
        await Open(branch, timeZone);
        return branch;
    }

    /// <summary>Waits until a message waits for somebody or for a branch.</summary>
    public Task Waits(Guid message) => Eventually.Is(async () => await Database.Count($"early WHERE message_id = '{message}'") == 1);

    /// <summary>Waits until a message had its effect.</summary>
    public Task Applied(Guid message, string queue) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id = '{message}' AND reaction = '{queue}'") == 1);

    /// <summary>The fact of a hiring.</summary>
    public static EmployeeHired Hired(Guid employee, Guid branch, Post post, int version = 1) =>
        new(employee, branch, post, null, new(2026, 1, 1), DateTimeOffset.UtcNow, version);
}

/// <summary>Shared by the classes that need no service of their own; which those are says <see cref="ServiceUnderTest{TDb}"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedService : ICollectionFixture<RegistrationService>
{
    /// <summary>Of the collection.</summary>
    public const string Name = "the shared service";
}
