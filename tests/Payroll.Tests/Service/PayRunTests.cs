using System.Net;
using Clinic.Payroll.Performance;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class PayRunTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    static readonly string[] PayTables =
    [
        "pay_run",
        "pay_calculation",
        "pay_lock",
        "pay_input",
        "pay_claim",
        "pay_claim_entry",
        "payslip",
        "payslip_line",
        "grade_line",
    ];

    [Fact]
    [Rule("R-037", "R-038", "R-042")]
    public async Task A_payslip_has_base_performance_and_insurances_and_every_line_names_its_sources()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var visit = pay.TestSite.Visit(new Served(person, ServicePart.Treatment));
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
        var (engagement, response, complaint) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await pay.Enter(person, PerformanceKind.Engagement, 9m, "2024-03-31", source: engagement);
        await pay.Enter(person, PerformanceKind.Rating, 60m, "2024-03-10", source: response);
        await pay.Enter(person, PerformanceKind.UpheldComplaint, 1m, "2024-03-11", source: complaint);

        var run = (await pay.Calculate("2024-03")).Ok();
        var slip = await pay.Slip(run["id"].GetGuid(), person);

        // Quality 90, satisfaction the branch's mean 60, volume 10 of 100: 0.4 × 90 + 0.3 × 60 + 0.3 × 10 = 57 % of 1 000.
        Assert.Equal(
            [
                "Base Base 2024-03 6500.00",
                "Performance Performance 2024-03 570.00",
                "Pension Pension 2024-03 -520.00",
                "Medical Medical 2024-03 -130.00",
                "Unemployment Unemployment 2024-03 -32.50",
                "WorkInjury WorkInjury 2024-03 0.00",
                "Maternity Maternity 2024-03 0.00",
            ],
            await pay.Lines(run["id"].GetGuid(), person)
        );
        Assert.Equal(6387.50m, slip["net"].GetProperty("amount").GetDecimal());
        var performance = slip["lines"].EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "Performance");
        Assert.Equal(
            "BranchMean",
            performance.GetProperty("figures").GetProperty("indicators").GetProperty("satisfactionFrom").GetString()
        );
        var sources = performance
            .GetProperty("sources")
            .EnumerateArray()
            .Select(source => (source.GetProperty("kind").GetString(), source.GetProperty("id").GetGuid()))
            .ToHashSet();
        Assert.Equal(
            [("Visit", visit.VisitId), ("Engagement", engagement), ("SurveyResponse", response), ("Complaint", complaint)],
            sources
        );
        var ofVisit = performance
            .GetProperty("sources")
            .EnumerateArray()
            .Single(source => source.GetProperty("kind").GetString() == "Visit");
        Assert.Equal(visit.VisitId, ofVisit.GetProperty("caseId").GetGuid());
        Assert.True((await pay.TestSite.Hr.Get($"/trail/{ofVisit.GetProperty("caseId").GetGuid()}")).Accepted);
    }

    [Fact]
    [Rule("R-039")]
    public async Task Commission_for_a_referral_and_a_deduction_are_lines_that_name_the_referral_and_the_case()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var (referral, discipline) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await pay.Enter(person, PerformanceKind.Commission, 120.55m, "2024-03-05", source: referral);
        await pay.TakeBack(await pay.Enter(person, PerformanceKind.Commission, 80m, "2024-03-06"));
        await pay.Enter(person, PerformanceKind.Deduction, 200m, "2024-03-07", source: discipline);

        var slip = await pay.Slip((await pay.Calculate("2024-03")).Ok()["id"].GetGuid(), person);

        var lines = slip["lines"]
            .EnumerateArray()
            .Where(line => line.GetProperty("of").GetString() is "Commission" or "Deduction")
            .Select(line =>
                (
                    line.GetProperty("amount").GetProperty("amount").GetDecimal(),
                    line.GetProperty("sources")[0].GetProperty("kind").GetString(),
                    line.GetProperty("sources")[0].GetProperty("id").GetGuid()
                )
            );
        Assert.Equal([(120.55m, "Referral", referral), (-200m, "DisciplineCase", discipline)], lines);
        Assert.Equal(
            slip["net"].GetProperty("amount").GetDecimal(),
            slip["lines"].EnumerateArray().Sum(line => line.GetProperty("amount").GetProperty("amount").GetDecimal())
        );
    }

    [Fact]
    public async Task A_hundred_starts_at_once_give_one_run_and_all_answers_name_it()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => pay.Calculate("2024-03")));

        var run = Assert.Single(answers.Select(answer => answer.Ok()["id"].GetGuid()).Distinct());
        Assert.Equal(1, await payroll.Database.Count($"pay_run WHERE branch_id = '{pay.TestSite.Id}'"));
        Assert.Equal(1, await payroll.Database.Count($"pay_calculation WHERE pay_run_id = '{run}'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{run}' AND type = 'PayrollRunCalculated'"));
    }

    [Fact]
    public async Task Working_out_again_changes_nothing_until_there_is_something_new_and_then_replaces_the_draft()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var first = (await pay.Calculate("2024-03")).Ok();
        var run = first["id"].GetGuid();
        var draft = (await pay.Slip(run, person))["id"].GetGuid();
        var before = await pay.Fingerprint();

        var again = (await pay.Calculate("2024-03", run)).Ok();

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Equal(before, await pay.Fingerprint());

        await pay.Enter(person, PerformanceKind.Commission, 10m, "2024-03-05");
        var third = (await pay.Calculate("2024-03")).Ok();

        Assert.Equal((run, 2), (third["id"].GetGuid(), third["calculation"].GetInt32()));
        Assert.Contains("Commission Commission 2024-03 10.00", await pay.Lines(run, person));
        Assert.True((await pay.Officer.Get($"/payslips/{draft}")).Refused("not-found"));
    }

    [Fact]
    [Rule("R-040")]
    public async Task A_run_locked_by_a_second_person_is_final_and_each_person_then_sees_the_own_payslip()
    {
        var pay = await SitePay.Open(payroll);
        var (person, other) = (await pay.Hire(), await pay.Hire());
        var run = (await pay.Calculate("2024-03")).Ok();
        var id = run["id"].GetGuid();
        var me = payroll.As(person, (pay.TestSite.Id, ["payslips.read-own"]));
        Assert.Equal(0, (await me.Get("/payslips/mine")).Ok()["payslips"].GetArrayLength());

        var unproven = payroll.ProvenBefore(TimeSpan.FromMinutes(6), pay.Approver.Id, (null, ["payruns.lock"]));
        Assert.True((await unproven.Post($"/pay-runs/{id}/lock", ifMatch: run.ETag)).Refused("proof-needed"));
        var locked = (await pay.Approver.Post($"/pay-runs/{id}/lock", ifMatch: run.ETag)).Ok();

        var mine = (await me.Get("/payslips/mine")).Ok()["payslips"].EnumerateArray().Single();
        Assert.Equal(
            (person, "2024-03", "2024-04-10", "Locked"),
            (
                mine.GetProperty("employeeId").GetGuid(),
                mine.GetProperty("month").GetString(),
                mine.GetProperty("paidOn").GetString(),
                mine.GetProperty("state").GetString()
            )
        );
        Assert.Equal(locked.Text, (await pay.Approver.Post($"/pay-runs/{id}/lock", ifMatch: run.ETag)).Ok().Text);
        Assert.True((await payroll.InGroup("payruns.lock").Post($"/pay-runs/{id}/lock", ifMatch: run.ETag)).Refused("run-locked"));
        Assert.True((await pay.Calculate("2024-03")).Refused("run-locked"));
        Assert.Equal(2, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'PayslipIssued'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'PayrollPeriodLocked'"));
        Assert.Equal(
            0,
            (await payroll.As(Guid.CreateVersion7(), (pay.TestSite.Id, ["payslips.read-own"])).Get("/payslips/mine"))
                .Ok()["payslips"]
                .GetArrayLength()
        );
        Assert.NotEqual(person, other);
    }

    [Fact]
    public async Task What_a_run_wrote_cannot_be_changed_by_the_services_own_login()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        await pay.Lock("2024-03");

        foreach (var table in PayTables)
        {
            await using Npgsql.NpgsqlConnection connection = new(payroll.Database.Login);
            await connection.OpenAsync();
            foreach (var statement in new[] { $"DELETE FROM {table}", $"UPDATE {table} SET branch_id = branch_id" })
            {
                await using Npgsql.NpgsqlCommand command = new(statement, connection);
                Assert.Equal(
                    Npgsql.PostgresErrorCodes.InsufficientPrivilege,
                    (await Assert.ThrowsAsync<Npgsql.PostgresException>(command.ExecuteNonQueryAsync)).SqlState
                );
            }
        }
    }

    [Fact]
    public async Task A_run_is_not_locked_by_whoever_worked_it_out_nor_on_another_version_nor_before_the_month_is_over()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var both = payroll.InGroup("payruns.calculate", "payruns.lock");
        var march = (await pay.Calculate("2024-03", by: both)).Ok();
        var path = $"/pay-runs/{march["id"].GetGuid()}/lock";
        await pay.Enter(person, PerformanceKind.Commission, 1m, "2024-03-05");
        var newer = (await pay.Calculate("2024-03", by: both)).Ok();
        var month = payroll.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", null);
        var now = (await pay.Calculate(month)).Ok();

        await Refused(pay, "self-approval", () => both.Post(path, ifMatch: newer.ETag));
        await Refused(pay, "stale", () => pay.Approver.Post(path, ifMatch: march.ETag));
        await Refused(pay, "if-match-required", () => pay.Approver.Post(path));
        await Refused(pay, "month-not-over", () => pay.Approver.Post($"/pay-runs/{now["id"].GetGuid()}/lock", ifMatch: now.ETag));
        await Refused(pay, "not-found", () => pay.Approver.Post($"/pay-runs/{Guid.CreateVersion7()}/lock", ifMatch: now.ETag));
        await Refused(pay, "not-found", () => payroll.At(Guid.CreateVersion7(), "payruns.lock").Post(path, ifMatch: newer.ETag));
        await Refused(pay, "forbidden", () => pay.Officer.Post(path, ifMatch: newer.ETag));
        (await pay.Approver.Post(path, ifMatch: newer.ETag)).Ok();
    }

    [Theory]
    [InlineData(FailPoints.BeforeCommit)]
    [InlineData(FailPoints.AfterCommit)]
    public async Task Wherever_it_breaks_a_run_is_worked_out_once_and_locked_once(string point)
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();

        payroll.Fail.Arm(point, 1, FailKind.Throw);
        var run = await Eventually.Sees(() => pay.Calculate("2024-03"), answer => answer.Accepted);
        payroll.Fail.Arm(point, 1, FailKind.Throw);
        await Eventually.Sees(
            () => pay.Approver.Post($"/pay-runs/{run["id"].GetGuid()}/lock", ifMatch: run.ETag),
            answer => answer.Accepted
        );

        Assert.Equal(1, await payroll.Database.Count($"pay_calculation WHERE branch_id = '{pay.TestSite.Id}'"));
        Assert.Equal(1, await payroll.Database.Count($"pay_lock WHERE branch_id = '{pay.TestSite.Id}'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE branch_id = '{pay.TestSite.Id}' AND type = 'PayslipIssued'"));
    }

    [Theory]
    [InlineData("2024-13", "bad-request")]
    [InlineData("2024-3", "bad-request")]
    [InlineData("1999-01", "bad-request")]
    [InlineData("2098-01", "month-not-begun")]
    public async Task A_month_that_cannot_be_worked_out_is_refused(string month, string code)
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();

        await Refused(pay, code, () => pay.Calculate(month));
    }

    [Fact]
    public async Task Working_out_needs_the_right_in_the_group_a_known_branch_and_grades_of_everybody()
    {
        var pay = await SitePay.Open(payroll);
        var run = (await pay.Calculate("2024-01")).Ok()["id"].GetGuid();
        await Refused(pay, "forbidden", () => pay.Calculate("2024-03", by: pay.Approver));
        await Refused(pay, "not-found", () => pay.Calculate("2024-03", by: payroll.At(Guid.CreateVersion7(), "payruns.calculate")));
        await Refused(pay, "pay-is-of-the-group", () => pay.Calculate("2024-03", by: payroll.At(pay.TestSite.Id, "payruns.calculate")));
        await Refused(
            pay,
            "branch-not-known",
            () =>
                pay.Officer.Post(
                    "/pay-runs",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = Guid.CreateVersion7(),
                        month = "2024-03",
                    }
                )
        );
        await Refused(pay, "id-taken", () => pay.Calculate("2024-03", run));
        await pay.Enter(await pay.Hire(), PerformanceKind.Commission, 5m, "2024-03-05", currency: "EUR");
        await Refused(pay, "other-currency-counted", () => pay.Calculate("2024-03"));
        pay = await SitePay.Open(payroll);
        (
            await pay.TestSite.Hr.Post(
                "/employees",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = pay.TestSite.Id,
                    name = "Wu Di",
                    post = "Nurse",
                    baseGrade = "G9",
                    basePay = new { amount = 1m, currency = "CNY" },
                    hireDate = "2024-01-05",
                }
            )
        ).Ok();
        await Refused(pay, "grade-not-set", () => pay.Calculate("2024-03"));
    }

    [Fact]
    public async Task Work_at_every_branch_is_paid_by_the_own_one_and_its_sources_are_shown_to_whoever_may_see_that_branch()
    {
        var (pay, other) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        var person = await pay.Hire();
        await pay.Enter(person, PerformanceKind.Engagement, 40m, "2024-03-05", branch: other.TestSite.Id);
        await pay.Enter(person, PerformanceKind.Engagement, 10m, "2024-03-06");

        var slip = await pay.Slip(await pay.Lock("2024-03"), person);

        Assert.Equal(850m, Performance(slip).GetProperty("amount").GetProperty("amount").GetDecimal());
        Assert.Equal(2, Performance(slip).GetProperty("sources").GetArrayLength());
        Assert.Equal(
            1,
            Performance((await payroll.At(pay.TestSite.Id, "payslips.read").Get($"/payslips/{slip["id"].GetGuid()}")).Ok())
                .GetProperty("sources")
                .GetArrayLength()
        );
        var mine = (await payroll.As(person, (pay.TestSite.Id, ["payslips.read-own"])).Get("/payslips/mine")).Ok()["payslips"][0];
        Assert.Equal(
            2,
            mine.GetProperty("lines")
                .EnumerateArray()
                .Single(line => line.GetProperty("kind").GetString() == "Performance")
                .GetProperty("sources")
                .GetArrayLength()
        );
        Assert.Equal(0, (await other.Calculate("2024-03")).Ok()["payslips"].GetInt32());

        static System.Text.Json.JsonElement Performance(Answer answer) =>
            answer["lines"].EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "Performance");
    }

    [Fact]
    public async Task Salaries_are_read_only_with_the_right_in_their_branch_and_the_look_is_noted()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var run = await pay.Lock("2024-03");
        var slip = (await pay.Slip(run, person))["id"].GetGuid();

        var run1 = (await payroll.At(pay.TestSite.Id, "payruns.read").Get($"/pay-runs/{run}")).Ok();
        Assert.DoesNotContain(person.ToString(), run1.Text, StringComparison.Ordinal);
        Assert.Equal((1, "Locked"), (run1["payslips"].GetInt32(), run1["state"].GetString()));
        Assert.Equal(
            run,
            (await payroll.At(pay.TestSite.Id, "payruns.read").Get($"/pay-runs?branchId={pay.TestSite.Id}"))
                .Ok()["payRuns"][0]
                .GetProperty("id")
                .GetGuid()
        );
        Assert.Equal(
            0,
            (await payroll.At(Guid.CreateVersion7(), "payruns.read").Get($"/pay-runs?branchId={pay.TestSite.Id}"))
                .Ok()["payRuns"]
                .GetArrayLength()
        );
        Assert.True((await payroll.At(Guid.CreateVersion7(), "payruns.read").Get($"/pay-runs/{run}")).Refused("not-found"));
        Assert.Equal(HttpStatusCode.Forbidden, (await payroll.At(pay.TestSite.Id, "payruns.read").Get($"/pay-runs/{run}/payslips")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await payroll.As(person, (pay.TestSite.Id, ["payslips.read-own"])).Get($"/payslips/{slip}")).Status
        );
        Assert.True((await payroll.At(Guid.CreateVersion7(), "payslips.read").Get($"/payslips/{slip}")).Refused("not-found"));
        Assert.True((await payroll.At(Guid.CreateVersion7(), "payslips.read").Get($"/pay-runs/{run}/payslips")).Refused("not-found"));
        Assert.Equal(
            2,
            await payroll.Database.Count(
                $"audit WHERE record_id = '{person}' AND kind = 'read' AND record = 'Payslip' AND actor = 'person:{pay.Officer.Id}'"
            )
        );
    }

    static async Task Refused(SitePay pay, string code, Func<Task<Answer>> move)
    {
        var before = await pay.Fingerprint();
        var answer = await move();
        Assert.True(answer.Refused(code), $"Expected {code}, got {(int)answer.Status} {answer.Text}");
        Assert.Equal(before, await pay.Fingerprint());
    }
}
