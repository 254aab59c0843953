using System.Globalization;
using System.Text.Json;
using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What a payslip cannot keep is a claim, and net pay is never below zero.</summary>
[Collection(SharedService.Name)]
public sealed class ClaimTests(PayrollService payroll)
{
    [Fact]
    public async Task A_deduction_beyond_the_pay_takes_its_share_and_the_rest_is_a_claim_collected_month_by_month()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3000.01m);
        await pay.Enter(person, PerformanceKind.Deduction, 9_999_999.99m, "2024-03-05");

        var march = await pay.Lock("2024-03");
        var april = await pay.Lock("2024-04");

        // 20 % of 3000.01 and 700.00 is 740.00; the insurances are 240.00, 60.00 and 15.00.
        Assert.Equal(
            [
                "Base Base 2024-03 3000.01",
                "Performance Performance 2024-03 700.00",
                "Deduction Deduction 2024-03 -9999999.99",
                "Pension Pension 2024-03 -240.00",
                "Medical Medical 2024-03 -60.00",
                "Unemployment Unemployment 2024-03 -15.00",
                "WorkInjury WorkInjury 2024-03 0.00",
                "Maternity Maternity 2024-03 0.00",
                "CarriedForward CarriedForward 2024-03 9999259.99",
            ],
            await pay.Lines(march, person)
        );
        Assert.Equal((2645.01m, 2645.01m), (await Net(pay, march, person), await Net(pay, april, person)));
        Assert.Contains("Collected Collected 2024-04 -740.00", await pay.Lines(april, person));
        var claim = Assert.Single(await Claims(pay.Officer, person));
        Assert.Equal((9_999_259.99m, 9_998_519.99m), (Amount(claim, "amount"), Amount(claim, "open")));
        var part = Assert.Single(claim.GetProperty("settled").EnumerateArray());
        Assert.Equal((april, 740.00m), (part.GetProperty("payRunId").GetGuid(), Amount(part, "amount")));
        var line = (await pay.Slip(april, person))["lines"].EnumerateArray().Single(each => Is(each, "Collected"));
        Assert.Equal(
            (claim.GetProperty("id").GetGuid(), 740.00m, 9_998_519.99m),
            line.GetProperty("figures").GetProperty("claims")[0] is var shown
                ? (
                    shown.GetProperty("claimId").GetGuid(),
                    shown.GetProperty("settled").GetDecimal(),
                    shown.GetProperty("open").GetDecimal()
                )
                : default
        );
    }

    [Fact]
    public async Task A_deduction_that_is_taken_back_gives_back_what_was_kept_and_ends_its_claim()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3000.01m);
        var fine = await pay.Enter(person, PerformanceKind.Deduction, 9_999_999.99m, "2024-03-05");
        await pay.Lock("2024-03");
        await pay.Lock("2024-04");

        await pay.TakeBack(fine);
        var may = await pay.Lock("2024-05");

        // Kept were 740.00 twice, and nothing of May.
        Assert.Equal(3385.01m + 1480.00m, await Net(pay, may, person));
        Assert.Equal(["Delta Deduction 2024-03 9999999.99"], await pay.Deltas(may, person));
        Assert.Equal(0m, Amount(Assert.Single(await Claims(pay.Officer, person)), "open"));
        Assert.Empty(await Claims(pay.Officer, person, "&open=true"));
    }

    [Fact]
    public async Task Pay_taken_back_beyond_the_pay_of_the_month_is_a_claim_and_no_payslip_below_zero()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        var commission = await pay.Enter(person, PerformanceKind.Commission, 20_000m, "2024-03-05");
        await pay.Lock("2024-03");

        await pay.TakeBack(commission);
        var (april, may) = (await pay.Lock("2024-04"), await pay.Lock("2024-05"));

        // April comes to 3474.50; May keeps 20 % of 3100.00 and 700.00.
        Assert.Equal((0m, 3474.50m - 760.00m), (await Net(pay, april, person), await Net(pay, may, person)));
        var claim = Assert.Single(await Claims(pay.Officer, person));
        Assert.Equal((20_000m - 3474.50m, 20_000m - 3474.50m - 760.00m), (Amount(claim, "amount"), Amount(claim, "open")));
    }

    [Fact]
    public async Task How_much_of_a_months_pay_may_be_kept_is_a_setting_of_the_branch()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        await pay.Set("2024-03-31T16:00:00Z", ("deduction.maxPercent", "50"));
        foreach (var day in new[] { "2024-03-05", "2024-04-05" })
            await pay.Enter(person, PerformanceKind.Deduction, 5_000m, day);

        var (march, april) = (await pay.Lock("2024-03"), await pay.Lock("2024-04"));

        // 20 % and 50 % of 3100.00 and 700.00.
        Assert.Equal((3474.50m - 760.00m, 3474.50m - 1900.00m), (await Net(pay, march, person), await Net(pay, april, person)));
        Assert.Equal(
            ["4240.00 2340.00", "5000.00 5000.00"],
            (await Claims(pay.Officer, person)).Select(claim =>
                string.Create(CultureInfo.InvariantCulture, $"{Amount(claim, "amount"):0.00} {Amount(claim, "open"):0.00}")
            )
        );
    }

    [Fact]
    public async Task A_claim_is_never_settled_twice_nor_beyond_its_amount()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        await pay.Enter(person, PerformanceKind.Deduction, 5_000m, "2024-03-05");
        await pay.Lock("2024-03");
        await pay.Lock("2024-04");

        foreach (
            var (number, open, constraint) in new[]
            {
                ("number", "open", "pk_pay_claim_entry"),
                ("number + 1", "-0.01", "ck_pay_claim_entry_settles"),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                payroll.Database.Sql<int>(
                    $"""
                    INSERT INTO pay_claim_entry (claim_id, number, branch_id, person_id, pay_run_id, settled_amount, settled_currency,
                        open, at)
                      SELECT claim_id, {number}, branch_id, person_id, pay_run_id, settled_amount, settled_currency, {open}, at
                      FROM pay_claim_entry WHERE person_id = '{person}' RETURNING 1
                    """
                )
            );
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }

    [Fact]
    public async Task Claims_are_read_with_the_right_to_salaries_in_their_branch_or_by_the_person_and_the_look_is_noted()
    {
        var pay = await SitePay.Open(payroll);
        var (person, other) = (await pay.Hire(), await pay.Hire());
        foreach (var one in new[] { person, other })
            await pay.Enter(one, PerformanceKind.Deduction, 50_000m, "2024-03-05");
        await pay.Lock("2024-03");

        Assert.Equal(2, (await payroll.At(pay.TestSite.Id, "payslips.read").Get("/pay-claims")).Ok()["claims"].GetArrayLength());
        var first = (await pay.Officer.Get($"/pay-claims?branchId={pay.TestSite.Id}&limit=1")).Ok();
        var second = (await pay.Officer.Get($"/pay-claims?branchId={pay.TestSite.Id}&limit=1&after={first["next"].GetGuid()}")).Ok();
        Assert.Equal(
            new[] { person, other }.Order(),
            new[] { first, second }.Select(page => page["claims"][0].GetProperty("employeeId").GetGuid()).Order()
        );
        Assert.Equal(0, (await payroll.At(Guid.CreateVersion7(), "payslips.read").Get("/pay-claims")).Ok()["claims"].GetArrayLength());
        Assert.True((await payroll.At(pay.TestSite.Id, "payruns.read").Get("/pay-claims")).Refused("forbidden"));
        var mine = (await payroll.As(person, (pay.TestSite.Id, ["payslips.read-own"])).Get("/pay-claims/mine")).Ok()["claims"];
        Assert.Equal(person, mine.EnumerateArray().Single().GetProperty("employeeId").GetGuid());
        Assert.NotEqual(0, await payroll.Database.Count($"audit WHERE kind = 'read' AND record = 'PayClaim' AND record_id = '{other}'"));
    }

    static async Task<List<JsonElement>> Claims(Person reader, Guid person, string more = "") =>
        [.. (await reader.Get($"/pay-claims?employeeId={person}{more}")).Ok()["claims"].EnumerateArray()];

    static async Task<decimal> Net(SitePay pay, Guid run, Guid person) =>
        (await pay.Slip(run, person))["net"].GetProperty("amount").GetDecimal();

    static decimal Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetDecimal();

    static bool Is(JsonElement line, string kind) => line.GetProperty("kind").GetString() == kind;
}
