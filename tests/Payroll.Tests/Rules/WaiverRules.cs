using Clinic.Payroll.PayRuns;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>A waiver gives nothing away twice.</summary>
public sealed class WaiverRules
{
    static readonly PayMonth April = PayMonth.Read("2024-04");

    [Theory]
    // A fine of 10000 of which 1000 were kept: all of it, or a part of it, is taken back.
    [InlineData(9_000, 10_000, 0, 10_000, 9_000)]
    [InlineData(9_000, 10_000, 0, 4_000, 3_000)]
    [InlineData(9_000, 6_000, 3_000, 6_000, 6_000)]
    // Another one of 5000 was kept whole, and is the one that is taken back.
    [InlineData(9_000, 15_000, 0, 5_000, 0)]
    // Everything that was waived is taken back already; a later fine that was kept comes back whole.
    [InlineData(9_000, 3_000, 9_000, 3_000, 0)]
    [InlineData(9_000, 10_000, 0, 0, 0)]
    [InlineData(9_000, 10_000, 0, -500, 0)]
    [InlineData(0, 10_000, 0, 10_000, 0)]
    public void What_was_never_kept_is_not_given_back(int waived, int deducted, int notGivenBack, int takenBack, int neverKept) =>
        Assert.Equal(neverKept, new WaivedClaims([], waived, deducted, notGivenBack).NeverKept(takenBack));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_all_runs_exactly_what_was_kept_comes_back_in_whatever_parts_it_is_taken_back(int seed)
    {
        Random random = new(seed);
        for (var history = 0; history < 500; history++)
        {
            var fines = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (decimal)random.Next(1, 100_000)).ToList();
            var waived = (decimal)random.Next(0, (int)fines.Sum());
            var (deducted, notGivenBack, givenBack) = (fines.Sum(), 0m, 0m);
            var kept = deducted - waived;
            while (deducted > 0)
            {
                var takenBack = (decimal)random.Next(1, (int)deducted + 1);
                var neverKept = new WaivedClaims([], waived, deducted, notGivenBack).NeverKept(takenBack);
                Assert.InRange(neverKept, 0, takenBack);
                deducted -= takenBack;
                notGivenBack += neverKept;
                givenBack += takenBack - neverKept;
                Assert.True(givenBack <= kept, $"{givenBack} of {kept}");
            }
            Assert.Equal(kept, givenBack);
        }
    }

    [Fact]
    public void What_comes_back_settles_open_claims_only_as_far_as_it_was_kept()
    {
        List<PayLine> lines = [Line(PayKind.Base, April, 1_000m), Line(PayKind.Deduction, PayMonth.Read("2024-03"), 500m)];
        OpenClaim claim = new(Guid.CreateVersion7(), Guid.CreateVersion7(), PayMonth.Read("2024-02"), 300m, 0);

        var settled = Settlement.Of(April, "CNY", lines, [claim], new([], 400m, 500m, 0), percent: 0).ToList();

        Assert.Equal([(PayKind.Waived, -400m), (PayKind.Collected, -100m)], settled.Select(line => (line.Of, line.Amount.Amount)));
        Assert.Equal(200m, Assert.Single(settled[1].Figures.Claims!).Open);
    }

    static PayLine Line(PayKind kind, PayMonth month, decimal amount) => new(kind, month, new Money(amount, "CNY"), [], new());
}
