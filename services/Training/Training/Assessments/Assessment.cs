using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>What an assessment is for. Only the onboarding exam stands outside of the failures in a row .</summary>
public enum AssessmentKind
{
    Onboarding,
    Combined,
    Resit,
}

/// <summary>How far an assessment is.</summary>
public enum AssessmentState
{
    Scheduled,
    TheoryTaken,
    Passed,
    Failed,
    Excused,
    Voided,
}

/// <summary>The clients' ratings of the period.</summary>
public sealed record Satisfaction(int Count, decimal Mean);

/// <summary>
/// One assessment of one person (WF-17): theory, then practice, then the clients' ratings of the period; the verdict falls once,
/// by itself, when the practical grade is in. A resit has no ratings, as an onboarding exam has none. A wrong score is
/// corrected and a wrong assessment voided by a second person; what was recorded first stays in the corrections.
/// </summary>
public sealed class Assessment : IBranchScoped, IPersonScoped, IVersioned, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public AssessmentKind Kind { get; init; }
    public AssessmentCategory Category { get; init; }
    public DateTimeOffset PeriodFrom { get; init; }
    public DateTimeOffset PeriodTo { get; init; }

    /// <summary>The complaint whose special training led to it .</summary>
    public Guid? ComplaintId { get; init; }

    /// <summary>The version of the finding behind that training.</summary>
    public int? ComplaintVersion { get; init; }

    /// <summary>The discipline case that ordered this resit .</summary>
    public Guid? DisciplineCaseId { get; init; }

    /// <summary>The series of failures that this resit answers.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The path of the onboarding that this exam ends; exams of earlier builds name none.</summary>
    public string? PathCode { get; init; }

    /// <summary>The remedial session before this resit.</summary>
    public Guid? RemedialSessionId { get; init; }

    public DateTimeOffset? DueBy { get; init; }

    /// <summary>What its facts belong to.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The settings in force then judge it.</summary>
    public DateTimeOffset ScheduledAt { get; init; }

    public Guid? ScheduledBy { get; init; }
    public AssessmentState State { get; private set; }
    public decimal? TheoryScore { get; private set; }
    public Guid? TheoryBy { get; private set; }
    public DateTimeOffset? TheoryAt { get; private set; }
    public decimal? PracticalGrade { get; private set; }
    public PracticalForm? PracticalForm { get; private set; }
    public SealedText? PracticalNotes { get; private set; }
    public Guid? PracticalBy { get; private set; }
    public int? RatingCount { get; private set; }
    public decimal? Satisfaction { get; private set; }

    /// <summary>False on a verdict marked as made without the clients' ratings .</summary>
    public bool SatisfactionCounted { get; private set; }

    public AssessmentPart? FailedPart { get; private set; }
    public bool Excellent { get; private set; }
    public DateTimeOffset? JudgedAt { get; private set; }

    /// <summary>The number of the fact that told the verdict; verdicts over one person follow each other by it.</summary>
    public int? VerdictNumber { get; private set; }

    public SealedText? ExcuseReason { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Voided because the person has left; it goes on when the departure is withdrawn.</summary>
    public bool ClosedByLeaving { get; private set; }

    public uint Version { get; private set; }

    public Guid SubjectId => PersonId;

    /// <summary>True once passed or failed, also when voided afterwards.</summary>
    public bool IsJudged => VerdictNumber is not null;

    /// <summary>The step that follows a state, or null when nothing more is entered.</summary>
    public static string? StepAfter(AssessmentState state) =>
        state switch
        {
            AssessmentState.Scheduled => "theory",
            AssessmentState.TheoryTaken => "practical",
            _ => null,
        };

    /// <summary>A grader enters the score of the written exam.</summary>
    public Refusal? EnterTheory(decimal score, Guid by, DateTimeOffset now)
    {
        if (by == PersonId)
            return AssessmentRefusals.OwnExam;
        if (State != AssessmentState.Scheduled)
            return AssessmentRefusals.OutOfOrder(State);
        State = AssessmentState.TheoryTaken;
        TheoryScore = score;
        TheoryBy = by;
        TheoryAt = now;
        return null;
    }

    /// <summary>An assessor enters the grade of the practice; the verdict follows with <see cref="Judge"/>.</summary>
    public Refusal? EnterPractical(decimal grade, PracticalForm form, string? notes, Guid by, DateTimeOffset now)
    {
        if (by == PersonId)
            return AssessmentRefusals.OwnExam;
        if (State != AssessmentState.TheoryTaken)
            return AssessmentRefusals.OutOfOrder(State);
        if (Kind == AssessmentKind.Combined && now < PeriodTo)
            return AssessmentRefusals.PeriodNotOver;
        PracticalGrade = grade;
        PracticalForm = form;
        PracticalNotes = SealedText.OfOptional(notes);
        PracticalBy = by;
        return null;
    }

    /// <summary>The verdict: each part reaches its mark, ratings only when there are enough of them .</summary>
    public void Judge(Satisfaction ratings, PassMarks marks, int number, DateTimeOffset now)
    {
        if (TheoryScore is null || PracticalGrade is null || IsJudged)
            throw new InvalidOperationException("An assessment is judged once, when both parts are in.");
        if (Kind == AssessmentKind.Combined)
        {
            SatisfactionCounted = ratings.Count >= marks.LeastRatings;
            (RatingCount, Satisfaction) = (
                ratings.Count,
                ratings.Count > 0 ? decimal.Round(ratings.Mean, 2, MidpointRounding.ToZero) : null
            );
        }
        (VerdictNumber, JudgedAt) = (number, now);
        Decide(marks);
    }

    /// <summary>True for the person examined and for whoever entered a part of the score, or scheduled what has none yet.</summary>
    public bool WasRecordedBy(Guid person) =>
        person == PersonId || person == TheoryBy || person == PracticalBy || (TheoryBy is null && person == ScheduledBy);

    /// <summary>The scores as they stand, of an assessment that was opened.</summary>
    public Scores? Recorded => TheoryScore is { } theory ? new(theory, PracticalGrade, PracticalForm, PracticalNotes?.Read()) : null;

    /// <summary>Puts right scores in the place of wrong ones; a verdict that fell is made anew by the marks and ratings of then.</summary>
    public Refusal? Correct(Scores right, PassMarks marks)
    {
        if (State is not (AssessmentState.TheoryTaken or AssessmentState.Passed or AssessmentState.Failed))
            return AssessmentRefusals.NothingToCorrect;
        if ((right.Practical is null) != (PracticalGrade is null) || (right.Form is null) != (PracticalGrade is null))
            return AssessmentRefusals.ScorePartsMissing;
        (TheoryScore, PracticalGrade) = (right.Theory, right.Practical);
        (PracticalForm, PracticalNotes) = (right.Form, SealedText.OfOptional(right.Notes));
        if (IsJudged)
            Decide(marks);
        return null;
    }

    /// <summary>It was entered by mistake and counts as if it had never been, also when it was passed.</summary>
    public Refusal? VoidMistake(DateTimeOffset now)
    {
        if (State is AssessmentState.Excused or AssessmentState.Voided)
            return AssessmentRefusals.NothingToCorrect;
        (State, VoidedAt) = (AssessmentState.Voided, now);
        return null;
    }

    /// <summary>The person is on approved leave: the round is left out, which is neither a pass nor a failure .</summary>
    public Refusal? Excuse(string reason, Guid by)
    {
        if (by == PersonId)
            return AssessmentRefusals.OwnExam;
        if (StepAfter(State) is null)
            return AssessmentRefusals.OutOfOrder(State);
        (State, ExcuseReason) = (AssessmentState.Excused, reason);
        return null;
    }

    /// <summary>
    /// Its source was taken back: a failure no longer counts and an open one is not held. A pass stays. True when it was a failure.
    /// </summary>
    public bool Void(DateTimeOffset now)
    {
        ClosedByLeaving = false;
        if (State is AssessmentState.Passed or AssessmentState.Excused or AssessmentState.Voided)
            return false;
        var failed = State == AssessmentState.Failed;
        (State, VoidedAt) = (AssessmentState.Voided, now);
        return failed;
    }

    /// <summary>It is not held any more unless it was judged: its order was taken back.</summary>
    public void Cancel(DateTimeOffset now)
    {
        ClosedByLeaving = false;
        if (StepAfter(State) is not null)
            (State, VoidedAt) = (AssessmentState.Voided, now);
    }

    /// <summary>The person has left: what is not judged is not held.</summary>
    public void CloseByLeaving(DateTimeOffset now)
    {
        if (StepAfter(State) is not null)
            (State, VoidedAt, ClosedByLeaving) = (AssessmentState.Voided, now, true);
    }

    /// <summary>The person is still there after all: what was closed by the departure goes on where it was.</summary>
    public void Reopen()
    {
        if (!ClosedByLeaving)
            return;
        State = TheoryScore is null ? AssessmentState.Scheduled : AssessmentState.TheoryTaken;
        (VoidedAt, ClosedByLeaving) = (null, false);
    }

    void Decide(PassMarks marks)
    {
        FailedPart =
            TheoryScore < marks.Theory ? AssessmentPart.Theory
            : PracticalGrade < marks.Practical ? AssessmentPart.Practical
            : SatisfactionCounted && Satisfaction < marks.Satisfaction ? AssessmentPart.Satisfaction
            : null;
        Excellent = FailedPart is null && PracticalGrade >= marks.Excellent;
        State = FailedPart is null ? AssessmentState.Passed : AssessmentState.Failed;
    }
}
