namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What a client agrees to beside the treatment: being looked after, being told of offers, data going to a third party.</summary>
public enum ConsentKind
{
    Care,
    Marketing,
    Disclosure,
}
