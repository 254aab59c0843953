using System.Security.Cryptography;
using System.Text;
using Clinic.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What a seal and the wrap of a data key hold against.</summary>
public sealed class SealingRules
{
    static readonly byte[] Words = Encoding.UTF8.GetBytes("walks with a stick"),
        Here = Encoding.UTF8.GetBytes("file_page.content:1"),
        There = Encoding.UTF8.GetBytes("file_page.content:2");

    readonly SealingSecret before = new("the-secret-of-before-this"),
        now = new("the-secret-of-now-and-on", "the-secret-of-before-this");

    [Fact]
    [Rule("R-055")]
    public void What_was_closed_opens_with_its_key_in_its_place_and_untouched_only()
    {
        var (key, closed) = (AesSeal.NewKey(), Array.Empty<byte>());
        closed = AesSeal.Close(key, Here, Words);
        var touched = closed.ToArray();
        touched[^1] ^= 1;

        Assert.Equal(Words, AesSeal.Open(key, Here, closed));
        Assert.NotEqual(closed, AesSeal.Close(key, Here, Words));
        Assert.ThrowsAny<CryptographicException>(() => AesSeal.Open(AesSeal.NewKey(), Here, closed));
        Assert.ThrowsAny<CryptographicException>(() => AesSeal.Open(key, There, closed));
        Assert.ThrowsAny<CryptographicException>(() => AesSeal.Open(key, Here, touched));
    }

    [Fact]
    public void A_data_key_is_wrapped_by_one_secret_and_unwrapped_by_whoever_was_given_that_secret_too()
    {
        var key = AesSeal.NewKey();
        var (wrapped, anew) = (before.Wrap(Here, key), now.Wrap(Here, key));

        Assert.Equal(key, before.Unwrap(Here, wrapped));
        Assert.Equal(key, now.Unwrap(Here, wrapped));
        Assert.Equal(key, now.Unwrap(Here, anew));
        Assert.Equal((true, false), (now.CanUnwrap(wrapped), before.CanUnwrap(anew)));
        Assert.Throws<InvalidOperationException>(() => before.Unwrap(Here, anew));
        Assert.ThrowsAny<CryptographicException>(() => before.Unwrap(There, wrapped));
    }

    [Theory]
    [InlineData("too-short", null), InlineData("a-secret-that-is-long-enough", "too-short")]
    public void A_secret_that_can_be_guessed_is_refused(string secret, string? other) =>
        Assert.Throws<InvalidOperationException>(() =>
            SealingSecret.Of(
                new ConfigurationBuilder().AddInMemoryCollection([new("Sealing:Secret", secret), new("Sealing:Others:0", other)]).Build()
            )
        );

    [Fact]
    public void A_text_tells_nothing_to_whoever_writes_it_into_a_log() => Assert.Equal("(sealed)", SealedText.Of("walks").ToString());
}
