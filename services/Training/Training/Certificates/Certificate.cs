namespace Clinic.Training.Certificates;

/// <summary>That a person may escort clients, from an instant to another. A later one follows, none is changed.</summary>
public sealed class Certificate : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The person's first, second, … certificate.</summary>
    public int Ordinal { get; init; }

    public required string Number { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset ValidUntil { get; init; }
    public Guid IssuedBy { get; init; }

    /// <summary>True while it opens the way to escort visits.</summary>
    public bool IsValid(DateTimeOffset at) => at < ValidUntil;
}

/// <summary>The last number of a branch and year.</summary>
public sealed class CertificateCounter : IBranchScoped, INumberSeries
{
    public Guid BranchId { get; init; }
    public int Year { get; init; }
    public int LastNumber { get; init; }
}
