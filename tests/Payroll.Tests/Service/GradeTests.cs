using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class GradeTests(PayrollService payroll)
{
    [Fact]
    [Rule("R-037")]
    public async Task A_branch_has_its_own_grade_table_with_experience_education_and_every_line_there_was()
    {
        var (pay, other) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        var first = (await pay.SetGrade("G4", 7000m, 1200m)).Ok();

        (await pay.SetGrade("G4", 7500m, 1300m, from: "2024-06-01", ifMatch: first.ETag)).Ok();

        var lines = (await pay.TestSite.Hr.Get($"/grades?branchId={pay.TestSite.Id}"))
            .Ok()["grades"]
            .EnumerateArray()
            .Where(line => line.GetProperty("grade").GetString() == "G4")
            .ToList();
        Assert.Equal(
            [(1, 7000m, 3, "Vocational"), (2, 7500m, 3, "Vocational")],
            lines.Select(line =>
                (
                    line.GetProperty("version").GetInt32(),
                    line.GetProperty("basePay").GetProperty("amount").GetDecimal(),
                    line.GetProperty("experienceYears").GetInt32(),
                    line.GetProperty("education").GetString()!
                )
            )
        );
        Assert.Equal(1, (await other.TestSite.Hr.Get($"/grades?branchId={other.TestSite.Id}")).Ok()["grades"].GetArrayLength());
        Assert.Equal(0, (await other.TestSite.Hr.Get($"/grades?branchId={pay.TestSite.Id}")).Ok()["grades"].GetArrayLength());
    }

    [Fact]
    public async Task The_same_decision_again_changes_nothing_and_a_wrong_one_is_refused()
    {
        var pay = await SitePay.Open(payroll);
        var first = (await pay.SetGrade("G4", 7000m, 1200m)).Ok();
        var before = await pay.Fingerprint();

        Assert.Equal(first.Text, (await pay.SetGrade("G4", 7000m, 1200m)).Ok().Text);
        await Refused("if-match-required", () => pay.SetGrade("G4", 7100m, 1200m, "2024-06-01"));
        await Refused("stale", () => pay.SetGrade("G4", 7100m, 1200m, "2024-06-01", "\"7\""));
        await Refused("grade-from-not-later", () => pay.SetGrade("G4", 7100m, 1200m, ifMatch: first.ETag));
        await Refused("grade-from-too-far", () => pay.SetGrade("G5", 7100m, 1200m, "2099-01-01"));
        await Refused(
            "other-currency",
            () => pay.TestSite.Hr.Put($"/grades/{pay.TestSite.Id}/G4", SitePay.GradeBody(7100m, 1200m, "2024-06-01", "EUR"), first.ETag)
        );
        await Refused("bad-request", () => pay.SetGrade("G5", 7100m, -1m));
        await Refused("bad-request", () => pay.SetGrade("G5", 7100.001m, 1m));
        await Refused("bad-request", () => pay.SetGrade("grade", 7100m, 1m));
        await Refused(
            "not-found",
            () => payroll.At(Guid.CreateVersion7(), "employees.pay").Put($"/grades/{pay.TestSite.Id}/G5", SitePay.GradeBody(1m, 1m))
        );
        await Refused(
            "forbidden",
            () => payroll.At(pay.TestSite.Id, "employees.read").Put($"/grades/{pay.TestSite.Id}/G5", SitePay.GradeBody(1m, 1m))
        );
        await Refused(
            "branch-not-known",
            () => payroll.InGroup("employees.pay").Put($"/grades/{Guid.CreateVersion7()}/G5", SitePay.GradeBody(1m, 1m))
        );

        async Task Refused(string code, Func<Task<Answer>> move)
        {
            var answer = await move();
            Assert.True(answer.Refused(code), $"Expected {code}, got {(int)answer.Status} {answer.Text}");
            Assert.Equal(before, await pay.Fingerprint());
        }
    }

    [Theory]
    [InlineData(100.5, "JPY", false)]
    [InlineData(100, "JPY", true)]
    [InlineData(100.001, "CNY", false)]
    [InlineData(100.01, "CNY", true)]
    [InlineData(100, "XXX", false)]
    [InlineData(100, "XAU", false)]
    [InlineData(100, "KWD", false)]
    [InlineData(100, "QQQ", false)]
    public async Task Wherever_an_amount_is_written_it_has_the_decimals_of_a_currency_that_people_pay_with(
        decimal amount,
        string currency,
        bool fine
    )
    {
        var pay = await SitePay.Open(payroll);
        var (hr, money, zero) = (pay.TestSite.Hr, new { amount, currency }, new { amount = 1m, currency = "CNY" });
        var person = await pay.TestSite.Hire();
        var decider = payroll.At(pay.TestSite.Id, "discipline.decide");
        var fined = new
        {
            kind = "Fine",
            reason = "the loss is real",
            amount = money,
        };
        Answer[] answers =
        [
            await hr.Put($"/grades/{pay.TestSite.Id}/G7", Grade(money, money)),
            await hr.Put($"/grades/{pay.TestSite.Id}/G8", Grade(money, zero)),
            await hr.Put($"/grades/{pay.TestSite.Id}/G9", Grade(zero, money)),
            await hr.Post("/employees", Hired(money)),
            await hr.Post($"/employees/{person.Id}/base-grade", Raised(money), person.ETag),
            await decider.Post($"/discipline-cases/{Guid.CreateVersion7()}/decision", fined, "\"1\""),
        ];

        Assert.All(answers, answer => Assert.Equal(!fine, answer.Refused("bad-request")));

        static object Grade(object basePay, object performance) =>
            new
            {
                basePay,
                performance,
                from = "2024-01-01",
            };

        static object Raised(object basePay) =>
            new
            {
                baseGrade = "G3",
                from = "2024-03-01",
                reason = "agreed",
                basePay,
            };

        object Hired(object basePay) =>
            new
            {
                id = Guid.CreateVersion7(),
                branchId = pay.TestSite.Id,
                name = "Li Na",
                post = "Escort",
                baseGrade = "G3",
                hireDate = "2024-02-01",
                basePay,
            };
    }

    [Fact]
    public async Task Of_several_decisions_on_one_version_only_one_is_taken()
    {
        var pay = await SitePay.Open(payroll);
        var first = (await pay.SetGrade("G4", 7000m, 1200m)).Ok();

        var answers = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(more => pay.SetGrade("G4", 7000m + more, 1200m, "2024-06-01", first.ETag))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.Equal("stale", answer.Code));
        Assert.Equal(2, await payroll.Database.Count($"grade_line WHERE branch_id = '{pay.TestSite.Id}' AND grade = 'G4'"));
    }

    [Fact]
    [Rule("R-037")]
    public async Task Base_pay_is_what_the_grade_table_says_unless_another_amount_was_agreed()
    {
        var pay = await SitePay.Open(payroll);
        var id = Guid.CreateVersion7();
        var application = new
        {
            id,
            branchId = pay.TestSite.Id,
            name = "Li Na",
            post = "Escort",
            baseGrade = "G3",
            hireDate = "2024-02-01",
        };
        var hired = (await pay.TestSite.Hr.Post("/employees", application)).Ok();
        (await pay.SetGrade("G3", 6800m, 1000m, "2024-01-20", "\"1\"")).Ok();
        Assert.Equal(hired.Text, (await pay.TestSite.Hr.Post("/employees", application)).Ok().Text);
        var raise = new
        {
            baseGrade = "G3",
            from = "2024-03-01",
            reason = "by the table",
        };
        var raised = (await pay.TestSite.Hr.Post($"/employees/{id}/base-grade", raise, hired.ETag)).Ok();
        Assert.Equal(raised.Text, (await pay.TestSite.Hr.Post($"/employees/{id}/base-grade", raise)).Ok().Text);
        (
            await pay.TestSite.Hr.Post(
                $"/employees/{id}/base-grade",
                new
                {
                    baseGrade = "G3",
                    from = "2024-04-01",
                    reason = "agreed",
                    basePay = new { amount = 7000m, currency = "CNY" },
                },
                raised.ETag
            )
        ).Ok();

        Assert.Equal(
            ["6500.00", "6800.00", "7000.00"],
            await payroll.Database.Sql<string>($"SELECT base_pay_amount::text FROM pay_term WHERE employee_id = '{id}' ORDER BY number")
        );
        var before = await pay.Fingerprint();
        Assert.True(
            (
                await pay.TestSite.Hr.Post(
                    "/employees",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = pay.TestSite.Id,
                        name = "Li Na",
                        post = "Escort",
                        baseGrade = "G8",
                        hireDate = "2024-02-01",
                    }
                )
            ).Refused("grade-not-in-table")
        );
        Assert.Equal(before, await pay.Fingerprint());
    }
}
