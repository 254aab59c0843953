namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The front page of a chart: the six required fields, with the birth date instead of an age that grows old. In the place
/// of a phone may stand why there is none.
/// </summary>
/// <param name="Phone">Of any country, mobile or fixed; kept with the country's prefix.</param>
/// <param name="NoPhone">Why there is no phone.</param>
/// <param name="IdNumber">Of the document of identity, when one was shown .</param>
/// <param name="IdKind">Which document it is; may be left out of a card of the mainland and of a number of Taiwan.</param>
/// <param name="IdIssuedBy">Of a passport: the two letters of the country.</param>
/// <param name="MismatchReason">Why the document says another birth date or sex than the page, and both are right.</param>
public sealed record FrontPage(
    [property: PersonName(100)] string Name,
    Sex Sex,
    DateOnly BirthDate,
    [property: Text(100)] string Occupation,
    [property: Text(200)] string Address,
    [property: Telephone] string? Phone = null,
    NoPhoneBecause? NoPhone = null,
    [property: DocumentPart] string? IdNumber = null,
    [property: DocumentPart] IdDocumentKind? IdKind = null,
    [property: DocumentPart] string? IdIssuedBy = null,
    [property: Text(300, Least = 5)] string? MismatchReason = null,
    bool MobilityImpaired = false
) : IPersonDetails, IValidatableObject
{
    static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Null when a person of this front page can exist on this day of the branch, and the document may be this person's.</summary>
    public Refusal? CheckPerson(DateOnly today) =>
        CanBeBorn(BirthDate, today)
            ? this.Document().CheckDocument(BirthDate, Sex, MismatchReason, today)
            : ClientRecordRefusals.BirthDateImpossible;

    /// <summary>The front page as kept.</summary>
    public FrontPage Kept()
    {
        var document = this.Document();
        return this with
        {
            Name = Name.Normalized(),
            Occupation = Occupation.Normalized(),
            Address = Address.Normalized(),
            Phone = Phone is { } phone ? PhoneNumber.Normalized(phone) : null,
            IdNumber = document?.Number ?? IdNumber,
            IdKind = document?.Kind ?? IdKind,
            IdIssuedBy = document?.IssuedBy,
            MismatchReason = document.MismatchesWith(BirthDate, Sex).Count > 0 ? MismatchReason?.Normalized() : null,
        };
    }

    /// <summary>What can be checked only together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => this.Objections(isWhole: true);

    internal static bool CanBeBorn(DateOnly birth, DateOnly today) => birth >= Earliest && birth <= today;
}
