using System.IO.Compression;
using Clinic.Gateway.Accounts;

namespace Clinic.Gateway.Tests.Rules;

public sealed class PasswordStrengthRules
{
    // What is asked of a password: a thousand million tries.
    const double Enough = 9;

    static readonly string[] Names = ["clinic", "happy smile", "li.na", "li", "na"];

    [Theory]
    [InlineData("P@ssw0rd1234")]
    [InlineData("password123!")]
    [InlineData("1234567890ab")]
    [InlineData("letmein123456")]
    [InlineData("Summer2026!!")]
    [InlineData("abcde       ")]
    [InlineData("qwertyuiop[]\\asdf")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("poiuytrewq0987")]
    [InlineData("hunter2hunter2")]
    [InlineData("xK9xK9xK9xK9xK9")]
    [InlineData("Clinic-2026-Clinic")]
    [InlineData("happy smile 2024")]
    [InlineData("li.na.19880517")]
    [InlineData("Michael17051988")]
    [InlineData("|loveyou1998!!")]
    [InlineData("TRUSTNO1trustno1")]
    [InlineData("aa1234567890")]
    [InlineData("dragon baseball")]
    public void What_people_choose_is_easy_however_it_is_dressed_up(string password) =>
        Assert.InRange(PasswordStrength.Of(password, Names), 0, Enough - 0.01);

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("another good password")]
    [InlineData("a long password of yours")]
    [InlineData("患者安全第一我們每天都在這裡等您來")]
    [InlineData("emoji 🦷🪥🏥 and more")]
    [InlineData("vz7kq2wmtx4h")]
    [InlineData("482915736402")]
    public void Words_that_have_nothing_to_do_with_each_other_and_signs_by_chance_are_hard(string password) =>
        Assert.InRange(PasswordStrength.Of(password, Names), Enough, 100);

    [Fact]
    public void A_common_password_stays_easy_with_a_year_behind_it_and_letters_written_as_digits()
    {
        using var packed = typeof(Account).Assembly.GetManifestResourceStream("common-passwords.gz")!;
        using StreamReader list = new(new GZipStream(packed, CompressionMode.Decompress));
        var listed = list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(listed.Length, 40_000, 60_000);

        foreach (var password in listed.Where(word => word.All(char.IsAsciiLetter)).Where((_, place) => place % 500 == 0))
        {
            var disguised = password.Replace('a', '@').Replace('o', '0').Replace('e', '3').ToUpperInvariant();
            Assert.InRange(PasswordStrength.Of($"{disguised}2026!!", []), 0, Enough - 0.01);
        }
    }

    [Fact]
    public void The_longest_password_is_judged_at_once()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        PasswordStrength.Of(
            string.Concat(Enumerable.Range(0, PasswordRules.Longest).Select(nth => (char)('a' + (nth % 23 * 7 % 26)))),
            Names
        );
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }
}
