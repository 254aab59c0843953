namespace Clinic.Training.Assessments;

/// <summary>What a second person did to an assessment that was recorded wrongly.</summary>
public enum CorrectionKind
{
    Score,
    Voiding,
}

/// <summary>
/// One correction of an assessment: what stood before, what stands since, who said so and why. Each is added, so that the first record
/// stays readable beside what corrected it.
/// </summary>
public sealed class AssessmentCorrection : IBranchScoped, IPersonScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The person examined.</summary>
    public Guid PersonId { get; init; }

    public Guid AssessmentId { get; init; }

    /// <summary>The first, second, … of its assessment.</summary>
    public int Number { get; init; }

    public CorrectionKind Kind { get; init; }
    public AssessmentState StateBefore { get; init; }
    public decimal? TheoryBefore { get; init; }
    public decimal? PracticalBefore { get; init; }
    public PracticalForm? FormBefore { get; init; }
    public SealedText? NotesBefore { get; init; }
    public AssessmentState State { get; init; }

    /// <summary>Nothing after a voiding.</summary>
    public decimal? Theory { get; init; }

    public decimal? Practical { get; init; }
    public PracticalForm? Form { get; init; }
    public SealedText? Notes { get; init; }
    public required SealedText Reason { get; init; }
    public Guid CorrectedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => PersonId;

    /// <summary>True when this correction, which was opened, says what is said now.</summary>
    public bool Says(Guid assessment, Scores scores, string reason) =>
        AssessmentId == assessment && Reason.Read() == reason && new Scores(Theory ?? 0, Practical, Form, Notes?.Read()) == scores;

    /// <summary>The line for an act on an assessment, with its state and scores as they were before.</summary>
    public static AssessmentCorrection Of(
        Assessment assessment,
        AssessmentState stateBefore,
        Scores? before,
        Guid id,
        int number,
        string reason,
        Guid by,
        DateTimeOffset now
    )
    {
        var voided = assessment.State == AssessmentState.Voided;
        var after = voided ? null : assessment.Recorded;
        return new()
        {
            Id = id,
            BranchId = assessment.BranchId,
            PersonId = assessment.PersonId,
            AssessmentId = assessment.Id,
            Number = number,
            Kind = voided ? CorrectionKind.Voiding : CorrectionKind.Score,
            StateBefore = stateBefore,
            TheoryBefore = before?.Theory,
            PracticalBefore = before?.Practical,
            FormBefore = before?.Form,
            NotesBefore = SealedText.OfOptional(before?.Notes),
            State = assessment.State,
            Theory = after?.Theory,
            Practical = after?.Practical,
            Form = after?.Form,
            Notes = SealedText.OfOptional(after?.Notes),
            Reason = reason,
            CorrectedBy = by,
            At = now,
        };
    }
}
