using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

public sealed class KilledWhileSayingTests
{
    public static TheoryData<string> Instants => [.. FailPoints.All.Where(instant => !KilledProcess.IsOfReaction(instant))];

    [Theory]
    [MemberData(nameof(Instants))]
    public Task A_process_killed_while_it_acts_and_says_so_loses_no_fact_and_says_nothing_twice(string instant) =>
        KilledProcess.LosesAndDoublesNothing(instant);
}

public sealed class KilledWhileHearingTests
{
    public static TheoryData<string> Instants => [.. FailPoints.All.Where(KilledProcess.IsOfReaction)];

    [Theory]
    [MemberData(nameof(Instants))]
    public Task A_process_killed_while_it_reacts_loses_no_fact_and_does_nothing_twice(string instant) =>
        KilledProcess.LosesAndDoublesNothing(instant);
}

/// <summary>
/// One service that hears a fact and says one, killed at an instant and started again. Two classes, so that two can die at once.
/// </summary>
static class KilledProcess
{
    public static bool IsOfReaction(string instant) => instant.StartsWith("reaction.", StringComparison.Ordinal);

    public static async Task LosesAndDoublesNothing(string instant)
    {
        var database = await TestDatabase.New("payroll");
        var amqp = await Servers.NewVirtualHost();
        await using var bus = await BusTap.Connect(amqp);
        await bus.Listen<EmployeeHired>();
        await bus.Listen<EmployeeNamed>();
        var (branch, employee) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await using (var doomed = await ServiceProcess.Start("payroll", database, amqp, $"{instant}:1:kill"))
        {
            var opened = Guid.CreateVersion7();
            await Eventually.Is(() =>
                bus.SaysToSomebody(new BranchOpened(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1)), branch, opened)
            );
            await Eventually.Is(async () => doomed.HasEnded || await database.Count($"branch WHERE id = '{branch}'") == 1);
            if (!doomed.HasEnded)
                await Hire(doomed);
            await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
        }

        await using var after = await ServiceProcess.Start("payroll", database, amqp, null);
        await Eventually.Is(async () => await database.Count($"branch WHERE id = '{branch}'") == 1);
        // Whoever got no answer asks again, with the same id.
        await Eventually.Is(() => Hire(after));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);
        await Eventually.Is(async () => await database.Count("outbox") == 0);
        // Half of the time for which the dead one was to send.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));

        Assert.Single(bus.Heard<EmployeeHired>(), fact => fact.EmployeeId == employee);
        Assert.Equal(1, await database.Count($"employee WHERE id = '{employee}'"));
        Assert.Equal(1, await database.Count("inbox"));
        Assert.Equal(1, await database.Count($"trail WHERE kind = 'effect' AND case_id = '{branch}'"));
        Assert.Equal(0, await database.Count("parked"));

        async Task<bool> Hire(ServiceProcess service)
        {
            try
            {
                return (
                    await service
                        .At(branch, "employees.hire")
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
                        )
                ).Accepted;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
