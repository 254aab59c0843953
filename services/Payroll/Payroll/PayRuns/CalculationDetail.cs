using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clinic.Payroll.PayRuns;

/// <summary>Whose ratings made up the indicator of satisfaction.</summary>
public enum RatedBy
{
    /// <summary>The person's own, of which there were enough.</summary>
    OwnRatings,

    /// <summary>Too few of the person: the mean of the branch in the month.</summary>
    BranchMean,

    /// <summary>Too few of the person and none in the branch: full marks, because nobody complained.</summary>
    NobodyRated,
}

/// <summary>How a line came about, so that a person can work it out again by hand; what a line does not need is left out.</summary>
public sealed record CalculationDetail
{
    public string? Grade { get; init; }
    public decimal? MonthlyAmount { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public int? Days { get; init; }
    public int? DaysInMonth { get; init; }
    public Indicators? Indicators { get; init; }
    public decimal? Percent { get; init; }
    public decimal? PercentOf { get; init; }

    /// <summary>Of a delta: what the month comes to with everything known now.</summary>
    public decimal? Now { get; init; }

    /// <summary>Of a delta: what locked runs paid for the month before, with earlier deltas.</summary>
    public decimal? PaidBefore { get; init; }

    /// <summary>Of a delta: the terms that were paid, the terms now, and the decisions between them.</summary>
    public TermsChange? Terms { get; init; }

    /// <summary>Of what was collected or waived: how much for which claim.</summary>
    public IReadOnlyList<ClaimPart>? Claims { get; init; }
}

/// <summary>The three indicators, each 0 to 100 (volume up to its cap), and what they were worked out from .</summary>
/// <param name="Ratings">How many of the person's own counted.</param>
/// <param name="Index">Σ weight × indicator ÷ 100: the percentage of the performance amount.</param>
public sealed record Indicators(
    decimal Quality,
    decimal Complaints,
    decimal Satisfaction,
    int Ratings,
    RatedBy SatisfactionFrom,
    decimal Volume,
    decimal Units,
    decimal Target,
    decimal Index
);

/// <summary>A locked month was paid on other terms than are known now .</summary>
public sealed record TermsChange(IReadOnlyList<TermsSource> Sources, IReadOnlyList<TermPeriod> Before, IReadOnlyList<TermPeriod> Now);

/// <summary>What a payslip settles of a claim, or tells was waived of it.</summary>
/// <param name="ClaimId">Also the payslip that left the claim open.</param>
/// <param name="Number">The how many-th settlement of the claim, from 1.</param>
/// <param name="Open">What is left of the claim after it.</param>
public sealed record ClaimPart(Guid ClaimId, int Number, decimal Settled, decimal Open);

/// <summary>One way of writing figures, terms and rules into a column.</summary>
static class JsonText
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}
