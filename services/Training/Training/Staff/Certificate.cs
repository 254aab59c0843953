namespace Clinic.Training.Staff;

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

    /// <summary>True while it opens the way to escort visits, unless it was withdrawn or its person has left.</summary>
    public bool IsValid(DateTimeOffset at) => at < ValidUntil;
}

/// <summary>That a certificate no longer holds, because what it was given for was taken back. It stays readable.</summary>
public sealed class CertificateWithdrawal : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid CertificateId { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public required string ReasonCode { get; init; }
    public DateTimeOffset At { get; init; }
}
