namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Why a client is registered without a telephone number.</summary>
public enum NoPhoneBecause
{
    HasNone,
    Declined,
    Child,
    Emergency,
}
