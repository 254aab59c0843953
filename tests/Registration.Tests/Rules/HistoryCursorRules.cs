using System.Text.RegularExpressions;
using Clinic.Registration.WholeRecord.History;

namespace Clinic.Registration.Tests.Rules;

public sealed class HistoryCursorRules
{
    [Theory]
    [InlineData("1900-01-01T00:00:00.000000Z")]
    [InlineData("2026-11-28T15:04:05.123456+08:00")]
    [InlineData("2199-12-31T23:59:59.999999Z")]
    public void A_cursor_is_read_as_it_was_written(string at)
    {
        HistoryCursor cursor = new(
            DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime(),
            Guid.CreateVersion7()
        );

        Assert.Matches($"^{HistoryCursor.Pattern}$", cursor.ToString());
        Assert.Equal(cursor, HistoryCursor.Of(cursor.ToString()));
    }

    [Theory]
    [InlineData("000000000000000000-00000000000000000000000000000000")]
    [InlineData("999999999999999999-ffffffffffffffffffffffffffffffff")]
    public void Every_word_of_the_pattern_is_a_cursor(string word)
    {
        Assert.Matches(new Regex($"^{HistoryCursor.Pattern}$"), word);
        Assert.Equal(word, HistoryCursor.Of(word).ToString());
    }
}
