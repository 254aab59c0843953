namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>As the identity card says.</summary>
public enum Sex
{
    Female,
    Male,
    Unspecified,
}
