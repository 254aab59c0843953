using System.Globalization;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Values;

namespace Clinic.Registration.Tests.Rules;

public sealed class IdDocumentRules
{
    static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [
        InlineData("11010519491231002X", IdDocumentKind.MainlandCard, "11010519491231002X"),
        InlineData("11010519491231002x", IdDocumentKind.MainlandCard, "11010519491231002X"),
        InlineData("１１０１０５ １９４９１２３１ ００２ｘ", IdDocumentKind.MainlandCard, "11010519491231002X"),
        InlineData("A123456789", IdDocumentKind.TaiwanCard, "A123456789"),
        InlineData("a123456789", IdDocumentKind.TaiwanCard, "A123456789"),
        InlineData("A800000014", IdDocumentKind.TaiwanResident, "A800000014"),
        InlineData("AC01234567", IdDocumentKind.TaiwanResident, "AC01234567")
    ]
    public void A_card_or_a_number_of_Taiwan_is_known_by_its_form_however_it_was_typed(string typed, IdDocumentKind kind, string kept) =>
        Assert.Equal(new(kind, kept, null), IdDocument.Read(typed).Document);

    [Theory]
    [InlineData("110105194912310021"), InlineData("11010519491331002X"), InlineData("110105194912310"), InlineData("A123456788")]
    [InlineData("A823456789"), InlineData("AC01234568"), InlineData(""), InlineData("E12345678"), InlineData("A323456789")]
    public void A_number_that_cannot_be_is_refused_with_what_to_type(string typed)
    {
        var (document, objection) = IdDocument.Read(typed);

        Assert.Null(document);
        Assert.Contains("type", objection, StringComparison.Ordinal);
        Assert.DoesNotContain(typed.Length > 0 ? typed : "?", objection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000000", "19880517", "place"), InlineData("990105", "19880517", "place"), InlineData("110105", "17000517", "birth date")]
    [InlineData("110105", "19880231", "birth date")]
    public void A_place_or_birth_date_that_cannot_be_is_refused_though_the_check_digit_fits(string place, string born, string about)
    {
        var objections = "0123456789X".Select(check => IdDocument.Read($"{place}{born}002{check}").Objection).ToList();

        Assert.All(objections, objection => Assert.Contains(about, objection, StringComparison.Ordinal));
    }

    [Theory]
    [
        InlineData("E12345678", IdDocumentKind.Passport, "CN", "E12345678"),
        InlineData("ca 123456", IdDocumentKind.Passport, "pt", "CA123456"),
        InlineData("H12345678", IdDocumentKind.HongKongMacaoPermit, null, "H12345678"),
        InlineData("h1234567801", IdDocumentKind.HongKongMacaoPermit, null, "H12345678"),
        InlineData("M00000001", IdDocumentKind.HongKongMacaoPermit, null, "M00000001"),
        InlineData("12345678", IdDocumentKind.TaiwanPermit, null, "12345678")
    ]
    public void Other_documents_say_what_they_are_and_a_passport_its_country(string typed, IdDocumentKind kind, string? by, string kept) =>
        Assert.Equal(new(kind, kept, by?.ToUpperInvariant()), IdDocument.Read(typed, kind, by).Document);

    [Theory]
    [
        InlineData("E12345678", IdDocumentKind.Passport, null),
        InlineData("E12345678", IdDocumentKind.Passport, "XX"),
        InlineData("E1", IdDocumentKind.Passport, "CN"),
        InlineData("A123456789", IdDocumentKind.TaiwanCard, "TW"),
        InlineData("X12345678", IdDocumentKind.HongKongMacaoPermit, null),
        InlineData("1234567", IdDocumentKind.TaiwanPermit, null),
        InlineData("A123456789", IdDocumentKind.MainlandCard, null)
    ]
    public void A_number_of_another_kind_or_country_is_refused(string typed, IdDocumentKind kind, string? by) =>
        Assert.NotNull(IdDocument.Read(typed, kind, by).Objection);

    [Theory]
    [
        InlineData("1949-12-31", Sex.Female, ""),
        InlineData("1949-12-31", Sex.Unspecified, ""),
        InlineData("1949-12-30", Sex.Female, "birthDate"),
        InlineData("1949-12-31", Sex.Male, "sex"),
        InlineData("1988-05-17", Sex.Male, "birthDate sex")
    ]
    public void A_card_of_the_mainland_says_birth_date_and_sex(string born, Sex sex, string mismatches) =>
        Assert.Equal(mismatches, Mismatches("11010519491231002X", DateOnly.Parse(born, CultureInfo.InvariantCulture), sex));

    [Theory]
    [InlineData("A123456789", Sex.Male, true), InlineData("A123456789", Sex.Female, false), InlineData("A800000014", Sex.Female, false)]
    [InlineData("AC01234567", Sex.Male, true), InlineData("AC01234567", Sex.Female, false)]
    public void A_number_of_Taiwan_says_the_sex_only(string number, Sex sex, bool fits) =>
        Assert.Equal(fits ? "" : "sex", Mismatches(number, new(1988, 5, 17), sex));

    [Fact]
    public void A_mismatch_passes_with_a_reason_and_a_birth_date_to_come_with_none()
    {
        var page = Page("11010519491231002X", new(1988, 5, 17), Sex.Female);

        Assert.Equal("document-contradicts-page", page.CheckPerson(Today)?.Code);
        Assert.Null((page with { MismatchReason = "both were shown" }).CheckPerson(Today));
        Assert.Equal(
            "document-of-unborn",
            (page with { BirthDate = new(1949, 12, 30), MismatchReason = "both were shown" }).CheckPerson(new(1949, 12, 30))?.Code
        );
    }

    [Fact]
    public void Two_passports_of_one_number_are_two_documents_and_a_card_is_found_by_its_number()
    {
        string Key(string by) => IdDocument.Read("AB123456", IdDocumentKind.Passport, by).Document!.SearchKey;

        Assert.NotEqual(Key("PT"), Key("FR"));
        Assert.Equal("A123456789", IdDocument.Read("a123456789").Document!.SearchKey);
    }

    static FrontPage Page(string number, DateOnly born, Sex sex) =>
        new("Zhang Wei", sex, born, "teacher", "12 Garden Road", Phone: "13800138000", IdNumber: number);

    static string Mismatches(string number, DateOnly born, Sex sex) =>
        string.Join(' ', Page(number, born, sex).CheckPerson(Today)?.Errors?.Keys ?? []);
}
