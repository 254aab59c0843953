using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>At each of the nine most dangerous instants, the first time, the second time, until there is no further time.</summary>
public sealed class FailTheNthTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const int Enough = 20;

    public static TheoryData<string> EveryPoint => [.. FailPoints.All];

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_a_person_is_hired_once_and_told_once(string point)
    {
        await payroll.Tap.Listen<EmployeeHired>();
        await payroll.Tap.Listen<EmployeeNamed>();
        var site = await payroll.OpenBranch();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var id = Guid.CreateVersion7();
            payroll.Fail.Arm(point, nth, FailKind.Throw);

            // The person at the desk presses the button again until it worked.
            await Eventually.Sees(() => site.Hr.Post("/employees", site.Application(id)), answer => answer.Accepted);

            await payroll.Tap.Hears<EmployeeHired>(1, fact => fact.EmployeeId == id);
            await Eventually.Is(async () => await payroll.Waiting(id) == 0);
            Assert.Equal(1, await payroll.Database.Count($"employee WHERE id = '{id}'"));
            Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'EmployeeHired'"));
            Assert.Single(payroll.Tap.Heard<EmployeeHired>(), fact => fact.EmployeeId == id);
            if (payroll.Fail.Reached(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
        // The last charge was not reached and would go off under the preparations of another test.
        payroll.Fail.Arm(point, int.MaxValue, FailKind.Throw);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_a_visit_is_counted_once_and_taken_back_once(string point)
    {
        var site = await payroll.OpenBranch();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var (doctor, nurse) = (await payroll.Member(), await payroll.Member());
            var visit = site.Visit(new Served(doctor, ServicePart.Treatment), new Served(nurse, ServicePart.Triage));
            payroll.Fail.Arm(point, nth, FailKind.Throw);

            var (completed, voided) = (
                await payroll.Tap.Say(visit, visit.VisitId),
                await payroll.Tap.Say(TestSite.Voided(visit), visit.VisitId)
            );

            await payroll.Applied(completed, PayrollService.AccrueQueue);
            await payroll.Applied(voided, PayrollService.ReverseQueue);
            // A visit afterwards goes through the same queues behind whatever came back.
            var last = site.TreatedVisit();
            await payroll.Applied(await payroll.Tap.Say(last, last.VisitId), PayrollService.AccrueQueue);
            Assert.Equal(2, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND kind = 'Worked'"));
            Assert.Equal(2, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND kind = 'Reversed'"));
            Assert.Equal(4, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}' AND kind = 'fact'"));
            Assert.Equal(2, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}' AND kind = 'effect'"));
            if (payroll.Fail.Reached(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
        // The last charge was not reached and would go off under the preparations of another test.
        payroll.Fail.Arm(point, int.MaxValue, FailKind.Throw);
        Assert.Equal(0, await payroll.Database.Count("parked"));
    }
}
