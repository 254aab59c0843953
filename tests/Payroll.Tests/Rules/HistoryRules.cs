using CsCheck;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>Whole histories of pay, worked out a second time; a failure prints its seed.</summary>
public sealed class HistoryRules
{
    [Fact]
    public async Task Locked_payslips_and_open_claims_are_together_what_was_earned_whatever_happened_in_whatever_order() =>
        await Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.OneOf(0, 20, 50, 100))
            .SampleAsync(
                async (seed, percent) =>
                {
                    var rules = MonthPayRules.Rules with { DeductionPercent = percent };
                    await new MadeUpHistory(new OfficeInMemory(rules), rules, seed).Live();
                },
                iter: 300
            );
}
