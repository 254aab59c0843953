namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Why somebody's identity card was not shown at the first visit.</summary>
public enum NoCardBecause
{
    Forgotten,
    Child,
    Foreigner,
    Emergency,
}
