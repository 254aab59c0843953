namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What a person is reached and known by, as the desk types it; parts of it can be checked only together.</summary>
interface IPersonDetails
{
    string? Phone { get; }
    NoPhoneBecause? NoPhone { get; }
    string? IdNumber { get; }
    IdDocumentKind? IdKind { get; }
    string? IdIssuedBy { get; }
}
