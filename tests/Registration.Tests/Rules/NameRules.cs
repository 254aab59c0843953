using Clinic.Values;

namespace Clinic.Registration.Tests.Rules;

public sealed class NameRules
{
    [Theory]
    [
        InlineData("張偉", "张伟", "zhangwei"),
        InlineData(" 陳 麗娜", "陈丽娜", "chenlina"),
        InlineData("Zhāng  Wěi", "zhāngwěi", "zhangwei"),
        InlineData("O'Neill-Σοφία", "oneillσοφία", "oneillsophia")
    ]
    [Rule("R-322")]
    public void A_name_is_searched_in_simplified_characters_and_in_latin_letters(string name, string simplified, string latin) =>
        Assert.Equal((simplified, latin), (NameSpelling.Simplified(name), NameSpelling.Latin(name)));

    [Theory]
    [
        InlineData("曾小明", "zengxiaoming", "cengxiaoming"),
        InlineData("單田芳", "shantianfang", "dantianfang"),
        InlineData("单田芳", "shantianfang", "dantianfang"),
        InlineData("尉遲恭", "yuchigong", "weichigong"),
        InlineData("盖叫天", "gejiaotian", "gaijiaotian")
    ]
    public void A_surname_with_a_reading_of_its_own_is_spelled_both_ways_its_own_first(string name, string own, string other) =>
        Assert.Equal([own, other], NameSpelling.Readings(name));

    [Theory]
    [InlineData("lv bu"), InlineData("lu bu"), InlineData("lyu bu"), InlineData("LÜ BU"), InlineData("Lǚ Bù")]
    public void Every_way_of_writing_u_with_dots_is_one(string typed) =>
        Assert.Equal(NameSpelling.Latin("吕布"), NameSpelling.IsLatin(typed) ? NameSpelling.Query(typed) : NameSpelling.Latin(typed));

    [Theory]
    [InlineData("张天宇", "zhangtiany"), InlineData("Lyudmila", "ly"), InlineData("吕布", "ly"), InlineData("Lyanna", "lya")]
    public void A_name_is_found_while_it_is_still_being_typed(string name, string typed) =>
        Assert.Contains(
            NameSpelling.Beginnings(typed),
            beginning => NameSpelling.Latin(name).StartsWith(beginning, StringComparison.Ordinal)
        );

    [Fact]
    public void Each_surname_of_the_table_is_found_by_its_readings_and_there_are_a_hundred_of_them()
    {
        var surnames = SurnameReadings.All.ToList();

        Assert.InRange(surnames.Count, 100, 1_000);
        Assert.All(
            surnames,
            line => Assert.All(line.Readings, reading => Assert.Contains($"{reading}yi", NameSpelling.Readings($"{line.Surname}一")))
        );
    }

    [Theory]
    [
        InlineData("李"),
        InlineData("張偉"),
        InlineData("Zhang Wei"),
        InlineData("Müller"),
        InlineData("O'Neill"),
        InlineData("葛\U000E0100木")
    ]
    [InlineData("\U0002070E"), InlineData("محمد"), InlineData("ศรี")]
    public void A_name_has_a_letter_or_an_ideograph(string name) => Assert.True(new PersonNameAttribute(100).IsValid(name));

    [Fact]
    public void What_nobody_sees_or_reads_backwards_is_in_no_name() =>
        Assert.All(
            [
                "-",
                "1",
                "   ",
                "\u200B\u200B",
                "\u202Egnahz",
                "张\u200B伟",
                "Zhang\u2066Wei",
                "\uFFFE",
                "张\uFDD0",
                "\uD83D",
                "a\u0000b",
                "a\nb",
                "a\uFFFD",
                "\u3164",
                "Zhang\uFE0FWei",
                "\u061C张",
                "Zhang\U000E0041",
            ],
            name => Assert.Contains("allowed are", Objections.To(new PersonNameAttribute(100), name), StringComparison.Ordinal)
        );

    [Fact]
    public void A_name_is_counted_in_characters_as_it_is_kept()
    {
        PersonNameAttribute name = new(100);
        string Repeated(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

        Assert.True(name.IsValid(Repeated("\U0002070E", 100)));
        Assert.False(name.IsValid(Repeated("\U0002070E", 101)));
        Assert.True(name.IsValid(Repeated("e\u0301", 100)));
        Assert.False(name.IsValid(Repeated("e\u0301", 101)));
        Assert.True(name.IsValid($"  {Repeated("a", 100)}  "));
    }

    [Fact]
    public void A_name_of_before_is_cleaned_of_what_nobody_sees_while_a_name_is_left() =>
        Assert.Equal(
            ["张伟", "Zhang", "\u200B", "张伟"],
            new[] { "张\u200B伟", "\u202EZhang", "\u200B", "张伟" }.Select(PersonNameAttribute.Cleaned)
        );

    [Fact]
    public void Words_that_nobody_can_see_or_keep_are_no_text() =>
        Assert.All(
            ["\u200B", "\u2800", " \n ", "\uFFFF", "\U0001FFFE", "\uDC00", "a\uFFFE"],
            text => Assert.NotEmpty(Objections.To(new TextAttribute(100) { Lines = true }, text))
        );

    [Theory]
    [InlineData("好"), InlineData("👨\u200D👩\u200D👧"), InlineData("line\nline"), InlineData("می\u200Cخواهم"), InlineData(":-)")]
    public void Words_in_any_script_and_signs_are_text(string text) => Assert.True(new TextAttribute(100) { Lines = true }.IsValid(text));

    [Theory]
    [InlineData("moved-away", true)]
    [InlineData("", false)]
    [InlineData("moved away", false)]
    public void A_code_has_its_form_and_an_empty_one_has_none(string code, bool fits) =>
        Assert.Equal(fits, new FormAttribute("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens").IsValid(code));
}
