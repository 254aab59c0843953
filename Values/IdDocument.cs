using System.Globalization;
using System.Text.RegularExpressions;

namespace Clinic.Values;

/// <summary>
/// A document of identity: its kind and number, checked as far as the number can be checked by itself. A card of the mainland and a number
/// of Taiwan have a check digit and say the sex, the first one the birth date too.
/// </summary>
/// <param name="Number">As kept: capitals and digits, nothing between them.</param>
/// <param name="IssuedBy">Of a passport: the two letters of the country (ISO 3166-1).</param>
public sealed partial record IdDocument(IdDocumentKind Kind, string Number, string? IssuedBy)
{
    const string MainlandChecks = "10X98765432",
        TaiwanLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO",
        OldTaiwanSexes = "ABCD";

    // The first two digits of a place of registration: provinces, and Hong Kong, Macao and Taiwan (GB/T 2260).
    static readonly string[] Provinces =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".Split(' ');

    static readonly int[] MainlandWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
        TaiwanWeights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];

    static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>What the number says of the birth date; null when it says nothing.</summary>
    public DateOnly? BornOn => Kind == IdDocumentKind.MainlandCard ? BirthDateIn(Number) : null;

    /// <summary>What the number says of the sex; null when it says nothing.</summary>
    public bool? IsMale =>
        Kind switch
        {
            IdDocumentKind.MainlandCard => (Number[16] - '0') % 2 == 1,
            IdDocumentKind.TaiwanCard or IdDocumentKind.TaiwanResident => Number[1] is '1' or '8' or 'A' or 'C',
            _ => null,
        };

    /// <summary>
    /// Under what the document is found again. A number of a card or of Taiwan is nobody else's whatever its kind is called; others could
    /// be of two people in two kinds or countries.
    /// </summary>
    public string SearchKey =>
        Kind switch
        {
            IdDocumentKind.Passport => $"{Kind}:{IssuedBy}:{Number}",
            IdDocumentKind.HongKongMacaoPermit or IdDocumentKind.TaiwanPermit => $"{Kind}:{Number}",
            _ => Number,
        };

    /// <summary>The document that was typed, or in words why there is none.</summary>
    /// <param name="kind">Left out, it is the card or the number of Taiwan of which the number has the form.</param>
    public static (IdDocument? Document, string? Objection) Read(string number, IdDocumentKind? kind = null, string? issuedBy = null)
    {
        var plain = number.Length <= 40 ? number.Plain() : "";
        if ((kind ?? KindOf(plain)) is not { } said)
            return (null, $"This is no number of a card; type {Allowed(IdDocumentKind.MainlandCard)}, or say which document it is.");
        if (said == IdDocumentKind.Passport != issuedBy is not null || (issuedBy is not null && !PhoneNumber.IsCountry(issuedBy.Plain())))
            return (null, "Name the country of a passport, and only of a passport, by its two letters (ISO 3166-1, as PT).");
        if (said == IdDocumentKind.HongKongMacaoPermit && plain.Length == 11)
            // The last two digits count how often the permit was issued.
            plain = plain[..9];
        return Fault(said, plain) is { } fault
            ? (null, $"This number {fault}; type {Allowed(said)}.")
            : (new(said, plain, issuedBy?.Plain()), null);
    }

    // Only of what people show without being asked which it is.
    static IdDocumentKind? KindOf(string plain) =>
        Mainland().IsMatch(plain) ? IdDocumentKind.MainlandCard
        : TaiwanCitizen().IsMatch(plain) ? IdDocumentKind.TaiwanCard
        : Resident().IsMatch(plain) ? IdDocumentKind.TaiwanResident
        : null;

    static string? Fault(IdDocumentKind kind, string plain) =>
        kind switch
        {
            IdDocumentKind.MainlandCard => MainlandFault(plain),
            IdDocumentKind.TaiwanCard => TaiwanFault(TaiwanCitizen(), plain),
            IdDocumentKind.TaiwanResident => TaiwanFault(Resident(), plain),
            IdDocumentKind.Passport => Passports().IsMatch(plain) ? null : WrongForm,
            IdDocumentKind.HongKongMacaoPermit => HongKongMacao().IsMatch(plain) ? null : WrongForm,
            _ => TaiwanPermits().IsMatch(plain) ? null : WrongForm,
        };

    const string WrongForm = "does not have the form of its document",
        WrongCheck = "has a check digit that does not fit the others";

    // GB 11643: a place, a birth date, a number of the day that is odd for a man, and a weighted sum of all of these.
    static string? MainlandFault(string plain)
    {
        if (!Mainland().IsMatch(plain))
            return WrongForm;
        // Of a foreigner who lives here for good the first digit is 9, and the province comes after it.
        if (!Provinces.Contains(plain[0] == '9' ? plain[1..3] : plain[..2]))
            return "names a place that does not exist (its first digits)";
        if (BirthDateIn(plain) is not { } born || born < Earliest)
            return "names a birth date that cannot be (its seventh to fourteenth digit)";
        return MainlandChecks[plain.Take(17).Select((digit, at) => (digit - '0') * MainlandWeights[at]).Sum() % 11] == plain[17]
            ? null
            : WrongCheck;
    }

    // The letter stands for the place, a number of two digits from 10 on in the order in which the places were numbered; the letter that
    // stood for the sex of a resident counts as its number in the same order, by its last digit.
    static string? TaiwanFault(Regex form, string plain)
    {
        if (!form.IsMatch(plain))
            return WrongForm;
        var place = TaiwanLetters.IndexOf(plain[0], StringComparison.Ordinal) + 10;
        int[] digits =
        [
            place / 10,
            place % 10,
            .. plain
                .Skip(1)
                .Select(digit => char.IsAsciiDigit(digit) ? digit - '0' : OldTaiwanSexes.IndexOf(digit, StringComparison.Ordinal)),
        ];
        return digits.Select((digit, at) => digit * TaiwanWeights[at]).Sum() % 10 == 0 ? null : WrongCheck;
    }

    static DateOnly? BirthDateIn(string mainland) =>
        DateOnly.TryParseExact(mainland.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? born
            : null;

    static string Allowed(IdDocumentKind kind) =>
        kind switch
        {
            IdDocumentKind.MainlandCard => "the 18 digits of the card (the last may be X), or a letter and 9 digits of Taiwan",
            IdDocumentKind.TaiwanCard => "a letter, 1 or 2, and 8 digits",
            IdDocumentKind.TaiwanResident => "a letter, 8 or 9, and 8 digits, or two letters and 8 digits",
            IdDocumentKind.Passport => "the 5 to 9 letters and digits of the passport",
            IdDocumentKind.HongKongMacaoPermit => "H or M and 8 digits",
            _ => "the 8 digits of the permit",
        };

    [GeneratedRegex("^[0-9]{17}[0-9X]$")]
    private static partial Regex Mainland();

    [GeneratedRegex("^[A-Z][12][0-9]{8}$")]
    private static partial Regex TaiwanCitizen();

    [GeneratedRegex("^[A-Z][89A-D][0-9]{8}$")]
    private static partial Regex Resident();

    [GeneratedRegex("^(?=.*[0-9])[A-Z0-9]{5,9}$")]
    private static partial Regex Passports();

    [GeneratedRegex("^[HM][0-9]{8}$")]
    private static partial Regex HongKongMacao();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex TaiwanPermits();
}
