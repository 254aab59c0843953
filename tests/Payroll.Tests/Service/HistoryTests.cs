using System.Globalization;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;
using Clinic.Payroll.Tests.Rules;

namespace Clinic.Payroll.Tests.Service;

/// <summary>The same made-up histories as in memory, through the service and its database.</summary>
[Collection(SharedService.Name)]
public sealed class HistoryTests(PayrollService payroll)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_the_service_pays_and_claims_is_what_was_earned(int seed) =>
        await new MadeUpHistory(new Office(await SitePay.Open(payroll)), MonthPayRules.Rules with { DeductionPercent = 20 }, seed).Live();

    sealed class Office(SitePay pay) : IPayOffice
    {
        readonly Dictionary<PayMonth, (Guid Id, string? ETag)> runs = [];
        Guid person;

        public async Task Hire(DateOnly day, decimal amount) => person = await pay.Hire(Text(day), amount);

        public Task Raise(DateOnly from, decimal amount) =>
            Change(
                "base-grade",
                new
                {
                    baseGrade = "G3",
                    from = Text(from),
                    reason = "agreed",
                    basePay = new { amount, currency = "CNY" },
                }
            );

        public Task Leave(DateOnly lastDay) => Change("departure", new { reasonCode = "resigned", lastDay = Text(lastDay) });

        public Task<Guid> Enter(PayFactKind counts, decimal value, DateOnly day) =>
            pay.Enter(
                person,
                counts switch
                {
                    PayFactKind.Units => PerformanceKind.Engagement,
                    PayFactKind.Rating => PerformanceKind.Rating,
                    PayFactKind.Complaint => PerformanceKind.UpheldComplaint,
                    PayFactKind.Commission => PerformanceKind.Commission,
                    _ => PerformanceKind.Deduction,
                },
                value,
                Text(day)
            );

        public Task<Guid> TakeBack(Guid fact) => pay.TakeBack(fact);

        public async Task Calculate(PayMonth month)
        {
            var run = (await pay.Calculate(month.ToString())).Ok();
            runs[month] = (run["id"].GetGuid(), run.ETag);
        }

        public async Task<string?> Lock(PayMonth month)
        {
            var (id, etag) = runs[month];
            var answer = await pay.Approver.Post($"/pay-runs/{id}/lock", ifMatch: etag);
            return answer.Accepted ? null : answer.Code;
        }

        public async Task<decimal> Net(PayMonth month)
        {
            var slips = (await pay.Officer.Get($"/pay-runs/{runs[month].Id}/payslips")).Ok()["payslips"].EnumerateArray().ToList();
            return slips.Sum(slip => slip.GetProperty("net").GetProperty("amount").GetDecimal());
        }

        public async Task<decimal> Owed() =>
            (await pay.Officer.Get($"/pay-claims?employeeId={person}&open=true"))
                .Ok()["claims"]
                .EnumerateArray()
                .Sum(claim => claim.GetProperty("open").GetProperty("amount").GetDecimal());

        async Task Change(string act, object body)
        {
            var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
            (await pay.TestSite.Hr.Post($"/employees/{person}/{act}", body, etag)).Ok();
        }

        static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
