namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>As the identity card says.</summary>
public enum Sex
{
    Female,
    Male,
    Unspecified,
}

/// <summary>
/// The front page of a chart: the six required fields, with the birth date instead of an age that grows old.
/// </summary>
/// <param name="Phone">A mobile number of the mainland or of Taiwan, with or without the country's prefix.</param>
/// <param name="IdNumber">Of the identity card, when it was shown .</param>
public sealed record FrontPage(
    [property: Text(100)] string Name,
    Sex Sex,
    DateOnly BirthDate,
    [property: RegularExpression(PhoneNumber.Pattern)] string Phone,
    [property: Text(100)] string Occupation,
    [property: Text(200)] string Address,
    [property: RegularExpression(Values.IdNumber.Pattern), IdNumber] string? IdNumber = null,
    bool MobilityImpaired = false
)
{
    static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Null when a person of this front page can exist on this day of the branch.</summary>
    public Refusal? CheckBirthDate(DateOnly today) => CanBeBorn(BirthDate, today) ? null : ClientRecordRefusals.BirthDateImpossible;

    /// <summary>The front page as kept.</summary>
    public FrontPage Kept() =>
        this with
        {
            Name = Name.Normalized(),
            Phone = PhoneNumber.Normalized(Phone),
            Occupation = Occupation.Normalized(),
            Address = Address.Normalized(),
        };

    internal static bool CanBeBorn(DateOnly birth, DateOnly today) => birth >= Earliest && birth <= today;
}
