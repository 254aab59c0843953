using Clinic.Values;

namespace Clinic.Registration.Tests.Rules;

public sealed class TelephoneRules
{
    [Theory]
    [
        InlineData("139 1234 5678", "+8613912345678"),
        InlineData("139-1234-5678", "+8613912345678"),
        InlineData("+86 139 1234 5678", "+8613912345678"),
        InlineData("0086 13912345678", "+8613912345678"),
        InlineData("8613912345678", "+8613912345678"),
        InlineData("１３９１２３４５６７８", "+8613912345678"),
        InlineData("＋８６（１３９）１２３４－５６７８", "+8613912345678"),
        InlineData("010 6552 9988", "+861065529988"),
        InlineData("(021) 6279-8600", "+862162798600"),
        InlineData("0755-8200 0000", "+8675582000000"),
        InlineData("0912 345 678", "+886912345678"),
        InlineData("02 2345 6789", "+886223456789")
    ]
    [
        InlineData("+852 2345 6789", "+85223456789"),
        InlineData("+853 6612 3456", "+85366123456"),
        InlineData("+351 912 345 678", "+351912345678"),
        InlineData("+1 212 736 5000", "+12127365000"),
        InlineData("+44 (0)20 7946 0958", "+442079460958"),
        InlineData("+39 06 6982", "+39066982")
    ]
    public void A_number_is_kept_with_the_prefix_of_its_country_however_it_was_typed(string typed, string kept)
    {
        Assert.Equal(kept, PhoneNumber.Read(typed));
        Assert.Equal(kept, PhoneNumber.Read(kept));
        Assert.True(new TelephoneAttribute().IsValid(typed));
    }

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("12345"), InlineData("23456789"), InlineData("13800138000;"), InlineData("+999 123456")]
    [InlineData("+86"), InlineData("139 1234 567"), InlineData("call me"), InlineData("110")]
    public void Where_nobody_can_be_reached_is_said_what_to_type(string typed)
    {
        Assert.Null(PhoneNumber.Read(typed));
        Assert.Contains("+852", Objections.To(new TelephoneAttribute(), typed), StringComparison.Ordinal);
    }

    [Theory]
    [
        InlineData("+8613912345678", "139 1234 5678"),
        InlineData("+861065529988", "010 6552 9988"),
        InlineData("+886912345678", "0912 345 678"),
        InlineData("+85223456789", "+852 2345 6789")
    ]
    public void A_number_is_shown_as_it_is_dialled_here_or_with_the_prefix_of_another_country(string kept, string shown) =>
        Assert.Equal(shown, PhoneNumber.Shown(kept));

    [Theory]
    [
        InlineData("5678", "5678"),
        InlineData("５６７８", "5678"),
        InlineData("56 78", "5678"),
        InlineData("678", null),
        InlineData("567a", null)
    ]
    public void The_end_of_a_number_is_four_digits(string typed, string? tail) => Assert.Equal(tail, PhoneNumber.ReadTail(typed));

    [Fact]
    public void All_but_the_end_of_a_number_is_hidden_and_no_number_is_shown_as_nothing() =>
        Assert.Equal(("**********5678", ""), (PhoneNumber.Masked("+8613912345678"), PhoneNumber.Masked(null)));
}
