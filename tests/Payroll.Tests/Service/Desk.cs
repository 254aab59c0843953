using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>One branch with the people who deal with cases, each with the own rights only.</summary>
public sealed class Desk
{
    Desk(PayrollService payroll, TestSite site)
    {
        (TestSite, Of) = (site, new(payroll, site.Id));
        Lead = payroll.At(site.Id, "discipline.propose");
        Manager = payroll.At(site.Id, "discipline.read", "discipline.decide");
        Hr = payroll.At(site.Id, "discipline.read", "discipline.execute");
    }

    public TestSite TestSite { get; }
    public OtherServicesFacts Of { get; }
    public Person Lead { get; }
    public Person Manager { get; }
    public Person Hr { get; }

    public static async Task<Desk> In(PayrollService payroll) => new(payroll, await payroll.OpenBranch());

    /// <summary>The only case of the branch, as the manager finds it.</summary>
    public async Task<Guid> Case() =>
        (await Manager.Get($"/discipline-cases?branchId={TestSite.Id}"))
            .Ok()["cases"]
            .EnumerateArray()
            .Single()
            .GetProperty("id")
            .GetGuid();

    /// <summary>How far a case is.</summary>
    public async Task<string?> State(Guid one) => (await Manager.Get($"/discipline-cases/{one}")).Ok()["state"].GetString();

    /// <summary>The manager hears the employee; the version to decide on.</summary>
    public async Task<string?> Hear(Guid one) =>
        (await Manager.Post($"/discipline-cases/{one}/hearing", new { statement = "it was not meant so" })).Ok().ETag;

    /// <summary>What a lead writes down about a broken rule.</summary>
    public static Dictionary<string, object?> Violation(
        Guid employee,
        Guid? id = null,
        string rule = "left-the-client-alone",
        Guid? source = null
    ) =>
        new()
        {
            ["id"] = id ?? Guid.CreateVersion7(),
            ["employeeId"] = employee,
            ["ruleCode"] = rule,
            ["loss"] = "Client",
            ["severity"] = "Major",
            ["account"] = "the client waited an hour without anybody",
            ["sourceId"] = source,
        };
}
