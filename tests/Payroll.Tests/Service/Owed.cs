using System.Text.Json;
using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>A claim as it is listed.</summary>
sealed record Owed(JsonElement Line)
{
    public Guid Id => Line.GetProperty("id").GetGuid();
    public decimal Amount => Of(Line.GetProperty("amount"));
    public decimal Open => Of(Line.GetProperty("open"));
    public IEnumerable<decimal> Settled => Line.GetProperty("settled").EnumerateArray().Select(part => Of(part.GetProperty("amount")));

    /// <summary>Only of one that is waived.</summary>
    public decimal Waived => Of(Line.GetProperty("waived").GetProperty("amount"));
    public bool IsWaived => Line.GetProperty("waived").ValueKind != JsonValueKind.Null;

    /// <summary>What is collected again because its waiver was taken back.</summary>
    public IEnumerable<decimal> Withdrawn => Line.GetProperty("withdrawn").EnumerateArray().Select(part => Of(part.GetProperty("amount")));

    /// <summary>The only claim against a person.</summary>
    public static async Task<Owed> By(SitePay pay, Guid person) =>
        new((await pay.Officer.Get($"/pay-claims?employeeId={person}")).Ok()["claims"].EnumerateArray().Single());

    /// <summary>
    /// Somebody who owes more than March could keep, and the fine it is for: of 5000.00 a share of 760.00 was kept, which is 20 % of
    /// 3100.00 and 700.00.
    /// </summary>
    public static async Task<(SitePay Pay, Guid Person, Guid Fine)> More(PayrollService payroll, Person? by = null)
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        var fine = await pay.Enter(person, PerformanceKind.Deduction, 5_000m, "2024-03-05");
        (await Lock(pay, (await pay.Calculate("2024-03", by: by)).Ok())).Ok();
        return (pay, person, fine);
    }

    /// <summary>Locks a draft as it was read.</summary>
    public static Task<Answer> Lock(SitePay pay, Answer draft) =>
        pay.Approver.Post($"/pay-runs/{draft["id"].GetGuid()}/lock", ifMatch: draft.ETag);

    /// <summary>The lines of a payslip that are of claims.</summary>
    public static async Task<IReadOnlyList<string>> Lines(SitePay pay, Guid run, Guid person) =>
        [.. (await pay.Lines(run, person)).Where(line => line.Split(' ')[0] is "Collected" or "CarriedForward" or "Waived")];

    static decimal Of(JsonElement money) => money.GetProperty("amount").GetDecimal();
}
