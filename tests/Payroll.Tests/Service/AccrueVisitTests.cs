using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class AccrueVisitTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task Each_distinct_part_of_a_completed_visit_is_counted_once_at_the_units_of_the_branch()
    {
        var site = await payroll.OpenBranch();
        var (doctor, desk) = (await payroll.Member(), await payroll.Member());
        var visit = site.Visit(
            new Served(doctor, ServicePart.Treatment),
            new Served(doctor, ServicePart.Collection),
            new Served(desk, ServicePart.Reception),
            new Served(desk, ServicePart.Greeting),
            new Served(desk, ServicePart.Triage),
            new Served(desk, ServicePart.ChartReception),
            new Served(desk, ServicePart.CheckOut),
            new Served(desk, ServicePart.CheckOut)
        );

        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        var at = $"2024-03-02 {visit.VisitId}";
        string[] expected =
        [
            $"{doctor} Treatment Worked 1.0000 {at}",
            $"{doctor} Collection Worked 0.2000 {at}",
            $"{desk} Reception Worked 0.2000 {at}",
            $"{desk} Greeting Worked 0.1000 {at}",
            $"{desk} Triage Worked 0.2000 {at}",
            $"{desk} ChartReception Worked 0.1000 {at}",
            $"{desk} CheckOut Worked 0.2000 {at}",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await site.Ledger(visit.VisitId)).Order(StringComparer.Ordinal));
        Assert.Equal(7, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}' AND type = 'WorkloadAccrued'"));
    }

    [Fact]
    public async Task The_same_message_twice_counts_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var message = await payroll.Tap.Say(visit, visit.VisitId);
        await payroll.Applied(message, PayrollService.AccrueQueue);

        for (var count = 0; count < 10; count++)
            await payroll.Tap.Say(visit, visit.VisitId, message);

        await CountedOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task The_same_fact_under_new_message_ids_counts_once_also_all_at_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();

        var messages = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => payroll.Tap.Say(visit, visit.VisitId)));

        foreach (var message in messages)
            await payroll.Applied(message, PayrollService.AccrueQueue);
        await CountedOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task A_connection_lost_between_commit_and_acknowledgement_counts_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var before = await payroll.Database.Count("started WHERE starts >= 1");
        payroll.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        await payroll.Tap.Say(visit, visit.VisitId);

        // The line may be lost under this message or under the one before, which is acknowledged a moment after its effect shows.
        await Eventually.Is(async () => await payroll.Database.Count("started WHERE starts >= 1") == before + 1);
        await CountedOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task A_line_cut_while_visits_are_counted_loses_none_and_doubles_none()
    {
        var site = await payroll.OpenBranch();
        var visits = Enumerable.Range(0, 60).Select(_ => site.TreatedVisit()).ToList();

        foreach (var (at, visit) in visits.Index())
        {
            await payroll.Tap.Say(visit, visit.VisitId);
            if (at is 20 or 40)
                payroll.Line.Cut();
            if (at is 30 or 50)
                payroll.Line.Mend();
        }

        await Eventually.Sees(() => payroll.Database.Count($"accrual WHERE branch_id = '{site.Id}'"), count => count >= visits.Count);
        await Eventually.Is(async () => await payroll.Tap.Waiting(PayrollService.AccrueQueue) == 0);
        Assert.Equal(visits.Count, await payroll.Database.Count($"accrual WHERE branch_id = '{site.Id}'"));
    }

    [Fact]
    public async Task While_the_broker_is_gone_nothing_is_counted_and_afterwards_everything()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        payroll.Line.Cut();

        var message = await payroll.Tap.Say(visit, visit.VisitId);
        Assert.Empty(await site.Ledger(visit.VisitId));
        payroll.Line.Mend();

        await payroll.Applied(message, PayrollService.AccrueQueue);
        Assert.Single(await site.Ledger(visit.VisitId));
    }

    [Fact]
    public async Task However_often_the_broker_goes_what_is_said_meanwhile_counts_within_seconds_of_its_return()
    {
        var site = await payroll.OpenBranch();
        for (var time = 0; time < 6; time++)
        {
            payroll.Line.Cut();
            await Eventually.Is(async () => !await payroll.Listens());
            var visit = site.TreatedVisit();
            await payroll.Tap.Say(visit, visit.VisitId);

            payroll.Line.Mend();

            await Eventually.Sees(() => site.Ledger(visit.VisitId), ledger => ledger.Count == 1, within: TimeSpan.FromSeconds(15));
        }
    }

    [Fact]
    public async Task A_person_hired_at_another_branch_is_counted_where_they_helped_out()
    {
        var site = await payroll.OpenBranch();
        var (hired, _) = await site.Hire("Doctor");
        var helper = await payroll.Member();
        var visit = site.Visit(new Served(hired, ServicePart.Treatment), new Served(helper, ServicePart.Triage));

        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        Assert.Equal(1, await payroll.Database.Count($"accrual WHERE person_id = '{helper}' AND branch_id = '{site.Id}'"));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2024-03-02T15:59:59Z", "2024-03-02")]
    [InlineData("Asia/Shanghai", "2024-03-02T16:00:00Z", "2024-03-03")]
    [InlineData("America/New_York", "2024-03-03T04:59:59Z", "2024-03-02")]
    public async Task The_day_of_a_line_is_the_clinic_day_of_the_branch(string zone, string completed, string day)
    {
        var site = await payroll.OpenBranch(zone);
        var visit = site.TreatedVisit() with { CompletedAt = DateTimeOffset.Parse(completed, null) };

        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        Assert.Contains($" {day} ", (await site.Ledger(visit.VisitId)).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_are_those_in_force_when_the_visit_was_completed()
    {
        var site = await payroll.OpenBranch();
        var change = payroll.Clock.GetUtcNow().AddMinutes(10);
        (
            await site.Hr.Put(
                "/policies/workload.units.treatment",
                new
                {
                    branchId = site.Id,
                    value = "1.75",
                    from = change,
                    reason = "longer treatments",
                },
                "\"0\""
            )
        ).Ok();
        var before = site.TreatedVisit() with { CompletedAt = change.AddTicks(-10) };
        var after = site.TreatedVisit() with { CompletedAt = change };
        var elsewhere = (await payroll.OpenBranch()).TreatedVisit() with { CompletedAt = change };

        foreach (var visit in new[] { before, after, elsewhere })
            await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        Assert.Equal(["1.0000", "1.7500", "1.0000"], new[] { await Units(before), await Units(after), await Units(elsewhere) });

        async Task<string> Units(VisitCompleted visit) =>
            (await payroll.Database.Sql<string>($"SELECT units::text FROM accrual WHERE visit_id = '{visit.VisitId}'")).Single();
    }

    [Fact]
    public async Task Money_is_exact_where_binary_fractions_are_not()
    {
        var site = await payroll.OpenBranch();
        var person = await payroll.Member();
        for (var count = 0; count < 10; count++)
        {
            var visit = site.Visit(new Served(person, ServicePart.Greeting));
            await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
        }

        Assert.Equal(1.0m, (await site.Hr.Get($"/accruals?employee={person}")).Ok()["totalUnits"].GetDecimal());
        Assert.Equal(1.0m, (await site.Hr.Get($"/accruals?employee={person}&limit=3")).Ok()["totalUnits"].GetDecimal());
    }

    [Fact]
    public async Task The_trail_of_a_line_leads_back_to_the_visit()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var message = await payroll.Tap.Say(visit, visit.VisitId);
        await payroll.Applied(message, PayrollService.AccrueQueue);

        var line = (await site.Hr.Get($"/accruals?employee={visit.ServedBy[0].EmployeeId}")).Ok()["lines"].EnumerateArray().Single();
        var sources = (await site.Hr.Get($"/accruals/{line.GetProperty("id").GetGuid()}/sources")).Ok();
        var trail = (await site.Hr.Get($"/trail/{sources["caseId"].GetGuid()}")).Ok().Body.EnumerateArray().ToList();

        Assert.Equal((message, visit.VisitId), (sources["causeMessageId"].GetGuid(), sources["visitId"].GetGuid()));
        Assert.Equal((message, visit.VisitId), (line.GetProperty("causeMessageId").GetGuid(), line.GetProperty("caseId").GetGuid()));
        var said = trail.Single(step => step.GetProperty("type").GetString() == "WorkloadAccrued");
        Assert.Equal(message, said.GetProperty("causeId").GetGuid());
        Assert.Contains(
            line.GetProperty("id").GetGuid(),
            said.GetProperty("subjects").EnumerateArray().Select(element => element.GetGuid())
        );
        Assert.Contains(
            trail,
            step => step.GetProperty("type").GetString() == PayrollService.AccrueQueue && step.GetProperty("messageId").GetGuid() == message
        );
    }

    [Fact]
    public async Task The_ledger_cannot_be_changed_by_the_service_itself()
    {
        foreach (var table in new[] { "accrual", "pay_term", "post_change", "agreement" })
        {
            await using Npgsql.NpgsqlConnection connection = new(payroll.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand change = new($"UPDATE {table} SET branch_id = branch_id", connection);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState);
        }
    }

    async Task CountedOnceAfterEverybody(TestSite site, VisitCompleted visit)
    {
        // A queue hands out in order: once a later visit is counted and nothing waits, every earlier copy had its turn.
        var last = site.TreatedVisit();
        await payroll.Applied(await payroll.Tap.Say(last, last.VisitId), PayrollService.AccrueQueue);
        await Eventually.Is(async () => await payroll.Tap.Waiting(PayrollService.AccrueQueue) == 0);
        Assert.Single(await site.Ledger(visit.VisitId));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}' AND type = 'WorkloadAccrued'"));
    }
}
