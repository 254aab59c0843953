using Clinic.Escort;
using Clinic.Payroll;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A service that has nothing but the plumbing.</summary>
public sealed class EscortService() : ServiceUnderTest<EscortDb>("escort");

/// <summary>A service with acts, reactions and policies.</summary>
public class PayrollService() : ServiceUnderTest<PayrollDb>("payroll")
{
    /// <summary>Opens a branch and tells this service of it.</summary>
    public async Task<Guid> OpenBranch()
    {
        var branch = Guid.CreateVersion7();
        await Bus.Say(
            new Registration.Contracts.BranchOpened(
                branch,
                Registration.Contracts.BranchKind.GeneralClinic,
                "Asia/Shanghai",
                new(2026, 1, 1)
            ),
            branch
        );
        await Eventually.Sees(() => Hire(branch, Guid.CreateVersion7()), answer => answer.Accepted);
        return branch;
    }

    /// <summary>Hires somebody at a branch: an act that says a fact.</summary>
    public Task<Answer> Hire(Guid branch, Guid employee) =>
        At(branch, "employees.hire")
            .Post(
                "/employees",
                new
                {
                    id = employee,
                    branchId = branch,
                    name = "A name",
                    post = "Guide",
                    baseGrade = "G1",
                    basePay = new { amount = 5000.00m, currency = "CNY" },
                    hireDate = "2026-02-01",
                }
            );
}

/// <summary>Another copy of the same service.</summary>
public sealed class SecondPayrollService : PayrollService
{
    public SecondPayrollService(PayrollService first) => Beside = first;
}
