using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>Who signed: the client, or the guardian of somebody who cannot .</summary>
public enum SignedBy
{
    Client,
    Guardian,
}

/// <summary>What of a client may go to a third party.</summary>
public enum DisclosedField
{
    Basics,
    Contact,
    Appointments,
    Visits,
    Diagnosis,
    Treatment,
    Charges,
}

/// <summary>
/// A client's consent on paper (R-106, AC-19): what for, which document, and for a disclosure to whom and what. To whom is sealed
/// like the client's own data. It stands until it is withdrawn; neither is ever taken off the record.
/// </summary>
public sealed class ClientConsent : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public ConsentKind Kind { get; init; }

    /// <summary>Number of the signed paper in the branch's files.</summary>
    public required string DocumentNumber { get; init; }

    public SignedBy SignedBy { get; init; }
    public byte[]? SealedRecipient { get; init; }

    /// <summary>What may be disclosed; nothing for other kinds.</summary>
    public required IReadOnlyList<DisclosedField> Fields { get; init; }

    public Guid RecordedBy { get; init; }
    public DateTimeOffset GivenAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public Guid? WithdrawnBy { get; private set; }
    public string? WithdrawalReason { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The client changed their mind.</summary>
    public void Withdraw(string reason, Guid by, DateTimeOffset now) => (WithdrawalReason, WithdrawnBy, WithdrawnAt) = (reason, by, now);

    /// <summary>R-106: null when it covers giving this away.</summary>
    public Refusal? CheckDisclosure(IEnumerable<DisclosedField> fields) =>
        Kind != ConsentKind.Disclosure || WithdrawnAt is not null ? ClientRecordRefusals.DisclosureNeedsConsent
        : fields.Except(Fields).Any() ? ClientRecordRefusals.DisclosureBeyondConsent
        : null;
}
