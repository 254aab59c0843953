namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>In what the number of an identity document says otherwise than the front page.</summary>
public enum PageMismatch
{
    BirthDate,
    Sex,
}
