namespace Clinic.Training.Assessments;

/// <summary>Whether the practical part was simulated or a real case.</summary>
public enum PracticalForm
{
    Simulated,
    RealCase,
}

/// <summary>All parts of a score that a person enters; the practice is missing before it was graded.</summary>
public sealed record Scores(decimal Theory, decimal? Practical, PracticalForm? Form, string? Notes);

/// <summary>What a grader may enter.</summary>
static class Score
{
    const decimal Most = 100m;

    /// <summary>True between 0 and 100 with at most two decimals.</summary>
    public static bool IsPossible(decimal score) => score is >= 0 and <= Most && decimal.Round(score, 2) == score;
}
