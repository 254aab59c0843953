using System.Text.Json;
using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>The months of a branch are locked in order, each on what was known after the last lock.</summary>
[Collection(SharedService.Name)]
public sealed class LockOrderTests(PayrollService payroll)
{
    [Fact]
    public async Task A_late_raise_that_stands_in_two_drafts_is_paid_once_and_the_delta_names_it()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire("2024-06-01", 3100m);
        await pay.Lock("2024-07");
        await Raise(pay, person, "2024-07-10", 6200m);
        var (august, september) = ((await pay.Calculate("2024-08")).Ok(), (await pay.Calculate("2024-09")).Ok());
        Assert.Contains("Delta Base 2024-07 2200.00", await pay.Deltas(september["id"].GetGuid(), person));

        (await Lock(pay, august)).Ok();
        var before = await pay.Fingerprint();
        var second = await Lock(pay, september);

        Assert.True(second.Refused("draft-outdated"), second.Text);
        Assert.Equal(before, await pay.Fingerprint());
        var slip = await pay.Slip(august["id"].GetGuid(), person);
        var delta = slip["lines"].EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "Delta" && Of(line) == "Base");
        var terms = delta.GetProperty("figures").GetProperty("terms");
        var source = terms.GetProperty("sources").EnumerateArray().Single();
        Assert.Equal(
            ("PayTerm", 2, "2024-07-10"),
            (source.GetProperty("kind").GetString(), source.GetProperty("number").GetInt32(), source.GetProperty("from").GetString())
        );
        Assert.Equal((1, 2), (terms.GetProperty("before").GetArrayLength(), terms.GetProperty("now").GetArrayLength()));
        // The id is made of the decision itself; the migration makes the same one for decisions that were paid before there were ids.
        var id = source.GetProperty("id").GetGuid();
        var taken = await payroll.Database.Sql<Guid>(
            $"""
            SELECT pay_run_id FROM pay_input WHERE input_id = '{id}'
              AND input_id = substr(encode(sha256(convert_to('{person} PayTerm 2', 'UTF8')), 'hex'), 1, 32)::uuid
            """
        );
        Assert.Equal(august["id"].GetGuid(), Assert.Single(taken));
        Assert.Empty(await pay.Deltas(await pay.Lock("2024-09"), person));
    }

    [Fact]
    public async Task A_decision_on_terms_that_one_run_took_in_cannot_be_taken_in_by_another()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        await pay.Lock("2024-03");
        await Raise(pay, person, "2024-03-10", 6200m);
        var april = await pay.Lock("2024-04");

        var again = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            payroll.Database.Sql<int>(
                $"""
                INSERT INTO pay_input (input_id, pay_run_id, branch_id)
                SELECT input_id, pay_run_id, branch_id FROM pay_input WHERE pay_run_id = '{april}' RETURNING 1
                """
            )
        );

        Assert.Equal("pk_pay_input", again.ConstraintName);
    }

    [Theory]
    [InlineData("2024-05")]
    [InlineData("2024-02")]
    public async Task Only_the_month_after_the_last_locked_one_is_locked(string month)
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        await pay.Lock("2024-03");
        var draft = (await pay.Calculate(month)).Ok();
        var before = await pay.Fingerprint();

        var refused = await Lock(pay, draft);

        Assert.True(refused.Refused("lock-out-of-order"), refused.Text);
        Assert.Equal(before, await pay.Fingerprint());
        await pay.Lock("2024-04");
    }

    [Fact]
    public async Task A_month_that_an_earlier_build_skipped_is_locked_before_the_next_one()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Lock("2024-03");
        var skipped = await pay.Lock("2024-04");
        await payroll.Database.Sql<int>($"UPDATE pay_run SET month = '2024-05-01' WHERE id = '{skipped}' RETURNING 1");

        var refused = await Lock(pay, (await pay.Calculate("2024-06")).Ok());

        Assert.True(refused.Refused("lock-out-of-order"), refused.Text);
        Assert.Contains("Base Base 2024-04 6500.00", await pay.Lines(await pay.Lock("2024-04"), person));
        await pay.Lock("2024-06");
    }

    [Fact]
    public async Task Of_many_locks_at_once_one_is_taken_and_the_others_change_nothing()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        List<Answer> drafts = [];
        foreach (var month in new[] { "2024-01", "2024-02", "2024-03", "2024-04" })
            drafts.Add((await pay.Calculate(month)).Ok());

        var answers = await Task.WhenAll(drafts.Concat(drafts).Select(draft => Lock(pay, draft)));

        Assert.Single(answers.Where(answer => answer.Accepted).Select(answer => answer["id"].GetGuid()).Distinct());
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.Contains(answer.Code, new[] { "lock-out-of-order", "draft-outdated" })
        );
        Assert.Equal(1, await payroll.Database.Count($"pay_lock WHERE branch_id = '{pay.TestSite.Id}'"));
    }

    [Fact]
    public async Task A_month_worked_out_by_an_earlier_version_of_the_rules_keeps_its_price()
    {
        var pay = await SitePay.Open(payroll);
        var person = Guid.CreateVersion7();
        (await pay.TestSite.Hr.Put($"/grades/{pay.TestSite.Id}/G4", SitePay.GradeBody(100m, 50m, currency: "JPY"))).Ok();
        var hired = new
        {
            id = person,
            branchId = pay.TestSite.Id,
            name = "Sato",
            post = "Nurse",
            baseGrade = "G4",
            basePay = new { amount = 1000m, currency = "JPY" },
            hireDate = "2024-03-21",
        };
        (await pay.TestSite.Hr.Post("/employees", hired)).Ok();
        var march = await pay.Lock("2024-03");
        // 11 of 31 days of 1000 are 354.84; the first version rounded to two decimals in every currency.
        Assert.Contains("Base Base 2024-03 355.00", await pay.Lines(march, person));
        await payroll.Database.Sql<int>(
            $"""
            WITH past AS (UPDATE pay_calculation SET measures = measures - 'version' WHERE pay_run_id = '{march}')
            UPDATE payslip_line SET amount = CASE of
                WHEN 'Base' THEN 354.84 WHEN 'Performance' THEN 12.42
                WHEN 'Pension' THEN -28.39 WHEN 'Medical' THEN -7.10 WHEN 'Unemployment' THEN -1.77 ELSE amount END
              WHERE pay_run_id = '{march}' RETURNING 1
            """
        );

        // It changes nothing, but the month is worked out again because of it.
        await pay.Enter(person, PerformanceKind.Engagement, 0m, "2024-03-25");

        Assert.Empty(await pay.Deltas(await pay.Lock("2024-04"), person));
    }

    static string? Of(JsonElement line) => line.GetProperty("of").GetString();

    static Task<Answer> Lock(SitePay pay, Answer draft) =>
        pay.Approver.Post($"/pay-runs/{draft["id"].GetGuid()}/lock", ifMatch: draft.ETag);

    static async Task Raise(SitePay pay, Guid person, string from, decimal amount)
    {
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
        (
            await pay.TestSite.Hr.Post(
                $"/employees/{person}/base-grade",
                new
                {
                    baseGrade = "G3",
                    from,
                    reason = "agreed late",
                    basePay = new { amount, currency = "CNY" },
                },
                etag
            )
        ).Ok();
    }
}
