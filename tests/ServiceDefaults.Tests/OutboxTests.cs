using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class OutboxTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task Two_copies_of_a_service_send_each_fact_once_and_the_second_takes_over_when_the_first_is_gone()
    {
        SecondPayrollService second = new(service);
        await second.InitializeAsync();
        await second.Bus.Listen<EmployeeHired>();
        await second.Bus.Listen<EmployeeNamed>();
        var branch = await service.OpenBranch();

        var hired = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToArray();
        await Task.WhenAll(hired.Select((employee, at) => (at % 2 == 0 ? service : (PayrollService)second).Hire(branch, employee)));
        await second.Bus.Hears<EmployeeHired>(40, fact => hired.Contains(fact.EmployeeId));
        Assert.Equal(
            40,
            second
                .Bus.Envelopes<EmployeeHired>()
                .Count(envelope => hired.Contains(envelope.GetProperty("message").GetProperty("employeeId").GetGuid()))
        );

        await service.Restart();
        var later = Guid.CreateVersion7();
        (await second.Hire(branch, later)).Ok();
        await second.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == later);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task The_lease_of_a_sender_that_is_gone_is_not_waited_for()
    {
        var branch = await service.OpenBranch();
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();

        await Leased(Guid.CreateVersion7(), "'infinity'");
        (await service.Hire(branch, Guid.CreateVersion7())).Ok();

        await Eventually.Is(NothingIsLeft);
    }

    [Fact]
    public async Task A_sender_that_was_replaced_forgets_nothing_before_the_lease_of_one_that_does_not_answer_ends()
    {
        var (branch, silent) = (await service.OpenBranch(), Guid.CreateVersion7());
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        await using NpgsqlConnection kept = new(
            new NpgsqlConnectionStringBuilder(service.Database.Administrator)
            {
                ApplicationName = $"outbox {silent}",
                Pooling = false,
            }.ConnectionString
        );
        await kept.OpenAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Leased(silent, "clock_timestamp() + interval '3 seconds'");
        (await service.Hire(branch, Guid.CreateVersion7())).Ok();

        await Eventually.Is(NothingIsLeft);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(3), Eventually.Patience);
    }

    [Fact]
    public async Task Facts_said_one_after_the_other_do_not_wait_for_the_sender_to_look_by_itself()
    {
        const int facts = 20;
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        var branch = await service.OpenBranch();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        for (var nth = 0; nth < facts; nth++)
        {
            var employee = Guid.CreateVersion7();
            (await service.Hire(branch, employee)).Ok();
            await service.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);
        }

        // By itself the sender looks once a second, so that each of them would have waited about that long.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(facts / 2));
    }

    [Fact]
    public async Task A_fact_whose_listener_is_not_there_yet_waits_and_holds_up_nobody()
    {
        await service.Bus.Listen<ConfidentialityAgreementSigned>();
        var branch = await service.OpenBranch();
        var employee = Guid.CreateVersion7();
        (await service.Hire(branch, employee)).Ok();

        // Nobody listens to EmployeeLeft here; the agreement, signed afterwards, arrives all the same.
        var left = Guid.CreateVersion7();
        (await service.Hire(branch, left)).Ok();
        var etag = (await service.At(branch, "employees.read").Get($"/employees/{left}")).Ok().ETag;
        (await service.At(branch, "employees.leave").Post($"/employees/{left}/departure", new { reasonCode = "Resigned" }, etag)).Ok();
        (
            await service
                .At(branch, "employees.sign")
                .Post($"/employees/{employee}/confidentiality-agreement", new { documentVersion = "1" })
        ).Ok();

        await service.Bus.Hears<ConfidentialityAgreementSigned>(1, fact => fact.EmployeeId == employee);
        Assert.Equal(1, await service.Database.Count("outbox WHERE exchange LIKE '%:EmployeeLeft'"));

        await service.Bus.Listen<EmployeeLeft>();
        await service.Bus.Hears<EmployeeLeft>(1, fact => fact.EmployeeId == left);
    }

    [Fact]
    public async Task A_refused_save_leaves_neither_a_fact_nor_a_trail_nor_an_audit()
    {
        var branch = await service.OpenBranch();
        var employee = Guid.CreateVersion7();
        (await service.Hire(branch, employee)).Ok();
        var before = await Rows();

        var other = await service
            .At(branch, "employees.hire")
            .Post(
                "/employees",
                new
                {
                    id = employee,
                    branchId = branch,
                    name = "Somebody else",
                    post = "Doctor",
                    baseGrade = "G2",
                    basePay = new { amount = 1.00m, currency = "CNY" },
                    hireDate = "2026-02-01",
                }
            );

        Assert.True(other.Refused("id-taken"));
        Assert.Equal(before, await Rows());

        async Task<long> Rows() =>
            await service.Database.Count($"trail WHERE '{employee}' = ANY (subjects)")
            + await service.Database.Count($"audit WHERE record_id = '{employee}' AND kind <> 'read'");
    }

    async Task<bool> NothingIsLeft() => await service.Database.Count("outbox") == 0;

    Task<List<long>> Leased(Guid sender, string until) =>
        service.Database.Sql<long>(
            $"UPDATE lease SET owner = '{sender}', epoch = epoch + 1, until = {until} WHERE name = 'outbox' RETURNING epoch"
        );
}
