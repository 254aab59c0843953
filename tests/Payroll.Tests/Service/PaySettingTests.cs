using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What a branch sets decides its pay from then on.</summary>
[Collection(SharedService.Name)]
public sealed class PaySettingTests(PayrollService payroll)
{
    [Fact]
    [Rule("R-040")]
    public async Task The_day_on_which_a_month_is_paid_is_set_by_the_branch()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Set("2024-03-31T16:00:00Z", ("payroll.payDay", "25"));

        var (march, april) = (await pay.Lock("2024-03"), await pay.Lock("2024-04"));

        Assert.Equal(("2024-04-10", "2024-05-25"), (await PaidOn(march), await PaidOn(april)));

        async Task<string?> PaidOn(Guid run)
        {
            var day = (await pay.Slip(run, person))["paidOn"].GetString();
            Assert.Equal(day, (await pay.Approver.Get($"/pay-runs/{run}")).Ok()["paidOn"].GetString());
            return day;
        }
    }

    [Fact]
    [Rule("R-038")]
    public async Task The_weights_of_quality_satisfaction_and_work_are_set_by_the_branch_and_make_one_hundred()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Set(
            "2024-03-31T16:00:00Z",
            ("performance.weights.quality", "10"),
            ("performance.weights.satisfaction", "30"),
            ("performance.weights.volume", "60")
        );
        await pay.Set("2024-04-30T16:00:00Z", ("performance.weights.volume", "61"));
        foreach (var month in new[] { "2024-03", "2024-04" })
        {
            await pay.Enter(person, PerformanceKind.UpheldComplaint, 1m, $"{month}-05");
            await pay.Enter(person, PerformanceKind.Rating, 60m, $"{month}-06");
            await pay.Enter(person, PerformanceKind.Engagement, 50m, $"{month}-07");
        }

        var (march, april) = (await pay.Lock("2024-03"), await pay.Lock("2024-04"));

        // Quality 90, satisfaction 60, work 50: by 40, 30 and 30 it is 69 %, by 10, 30 and 60 it is 57 %.
        Assert.Contains("Performance Performance 2024-03 690.00", await pay.Lines(march, person));
        Assert.Contains("Performance Performance 2024-04 570.00", await pay.Lines(april, person));
        var before = await pay.Fingerprint();
        Assert.True((await pay.Calculate("2024-05")).Refused("weights-not-whole"));
        Assert.Equal(before, await pay.Fingerprint());
    }
}
