using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Charts;

/// <summary>
/// A mistake in a chart, whose it is and whether it was put right (WF-05 8): how accurately charts are opened is a figure of the desk.
/// </summary>
public sealed class ChartError : IBranchScoped, IVersioned, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public ChartErrorKind Kind { get; init; }

    /// <summary>What is wrong, in words that do not repeat the client's data.</summary>
    public required SealedText Finding { get; init; }

    public Guid MadeBy { get; init; }
    public Guid FoundBy { get; init; }
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>The clinic day on which it was found.</summary>
    public DateOnly Day { get; init; }

    public DateTimeOffset? CorrectedAt { get; private set; }
    public Guid? CorrectedBy { get; private set; }
    public uint Version { get; private set; }

    public Guid SubjectId => ClientId;

    /// <summary>Put right.</summary>
    public void Correct(Guid by, DateTimeOffset now) => (CorrectedBy, CorrectedAt) = (by, now);
}
