namespace Clinic.Training.Assessments;

/// <summary>What a grader may enter.</summary>
static class Score
{
    const decimal Most = 100m;

    /// <summary>True between 0 and 100 with at most two decimals.</summary>
    public static bool IsPossible(decimal score) => score is >= 0 and <= Most && decimal.Round(score, 2) == score;
}
