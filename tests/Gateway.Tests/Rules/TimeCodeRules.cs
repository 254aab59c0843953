using System.Text;
using Clinic.Gateway.Rights;
using Clinic.Gateway.SecondFactors;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Rules;

public sealed class TimeCodeRules
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_as_the_standard_says(long seconds, string code)
    {
        Assert.Equal(code, TimeCode.At(Secret, seconds / 30));
        Assert.Equal(code, new Authenticator(TimeCode.Written(Secret)).At(DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    [Fact]
    public void A_code_is_right_in_its_half_minute_and_the_two_beside_it()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = TimeCode.At(Secret, 60_000_000);

        long?[] shown = [null, 60_000_000, 60_000_000, 60_000_000, null];
        Assert.Equal(shown, new[] { -60, -30, 0, 30, 60 }.Select(Shown));
        Assert.Null(TimeCode.StepOf(Secret, "", at));
        Assert.Null(TimeCode.StepOf(Secret, "０００００００", at));

        long? Shown(int later) => TimeCode.StepOf(Secret, code, at.AddSeconds(later));
    }

    [Fact]
    public void A_secret_is_written_as_authenticators_read_it()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", TimeCode.Written(Secret));
        Assert.Equal("MZXW6YQ", TimeCode.Written(Encoding.ASCII.GetBytes("foob")));
        Assert.Equal(
            "otpauth://totp/Clinic:li.na?secret=MZXW6YQ&issuer=Clinic&algorithm=SHA1&digits=6&period=30",
            TimeCode.Address(Encoding.ASCII.GetBytes("foob"), "li.na")
        );
    }

    [Theory]
    [InlineData("none", "none")]
    [InlineData("Director Administrator", "Administrator Director")]
    [InlineData("Administrator,Director", "Administrator Director")]
    [InlineData("Emperor", null)]
    [InlineData("administrator", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    public void Roles_are_named_in_a_policy_by_their_names(string text, string? read) =>
        Assert.Equal(read, SecondFactorPolicy.Roles.WhyNot(text) is null ? RoleSet.Parse(text, null).ToString() : null);

    [Fact]
    public void Unless_decided_otherwise_those_who_give_rights_and_pay_show_a_second_factor()
    {
        var asked = RoleSet.Parse(SecondFactorPolicy.Roles.DefaultText, null);

        Assert.Equal(
            [Role.Administrator, Role.HrOfficer, Role.PayrollOfficer, Role.Director],
            Enum.GetValues<Role>().Where(role => asked.Contains(role))
        );
    }
}
