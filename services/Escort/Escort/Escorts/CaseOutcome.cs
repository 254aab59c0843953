namespace Clinic.Escort.Escorts;

/// <summary>
/// How a discipline case against a person ended, as far as it was heard of: with a consequence, dropped, or first the one and then
/// the other.
/// </summary>
public sealed class CaseOutcome : IBranchScoped, IPersonScoped
{
    /// <summary>What a case of failures in a row is opened for, in the words of who opens it.</summary>
    public const string Failures = "ConsecutiveFailures";

    /// <summary>The consequences after which the person goes on working as before.</summary>
    static readonly HashSet<string> Closing = ["CriticismEducation", "Warning", "Fine", "WageDeduction", "PostAdjustment"];

    /// <summary>The discipline case.</summary>
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The case of the trail that the message belonged to, by which an earlier build's word is matched.</summary>
    public Guid CaseId { get; init; }
    public string? SourceCode { get; private set; }
    public Guid? SourceId { get; private set; }
    public string? KindCode { get; private set; }
    public DateTimeOffset? ImposedAt { get; private set; }
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>What it says about a suspension that it decides: the reason for its end, or nothing while the suspension lasts.</summary>
    public string? Lifts =>
        DroppedAt is not null ? "case-dropped"
        : KindCode is { } kind && Closing.Contains(kind) ? "decided"
        : null;

    /// <summary>A consequence took effect.</summary>
    public void Impose(string kind, DateTimeOffset at, string? sourceCode, Guid? sourceId)
    {
        (KindCode, ImposedAt) = (kind, at.ToUniversalTime());
        Name(sourceCode, sourceId);
    }

    /// <summary>It ended without a consequence, or its source was taken back.</summary>
    public void Drop(DateTimeOffset at, string? sourceCode, Guid? sourceId)
    {
        DroppedAt = at.ToUniversalTime();
        Name(sourceCode, sourceId);
    }

    // A word of an earlier build names no source, and takes none away.
    void Name(string? code, Guid? id) => (SourceCode, SourceId) = (code ?? SourceCode, id ?? SourceId);
}
