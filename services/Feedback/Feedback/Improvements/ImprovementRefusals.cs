namespace Clinic.Feedback.Improvements;

/// <summary>What the acts on measures refuse.</summary>
public static class ImprovementRefusals
{
    /// <summary>R-098: that somebody was trained is reported by Training.</summary>
    public static readonly Refusal TrainingReports = new(
        "training-reports",
        "Training is given and reported by Training; choose another kind of measure."
    );

    /// <summary>A measure is carried out once.</summary>
    public static readonly Refusal MeasureOver = new("measure-over", "This measure was carried out or taken back already.");

    /// <summary>R-049: a measure has a time by which it is done.</summary>
    public static readonly Refusal MeasureDueInPast = new(
        "measure-due-in-past",
        "The time by which it is done is over; name a later one.",
        400
    );
}
