using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What of an address is read, and what is refused although the framework would read it.</summary>
public sealed class AddressRules
{
    const string Id = "01900000-0000-7000-8000-00000000000a";

    static readonly JsonSerializerOptions OfRequests = Strict();

    enum Word
    {
        Visit,
        FollowUp,
    }

    delegate void Act(Guid? id, DateOnly? day, DateTimeOffset at, Word? word, int? limit, bool? open, string text, Word[]? words, Act body);

    [Theory]
    [
        InlineData("id", Id),
        InlineData("id", "01900000-0000-7000-8000-00000000000A"),
        InlineData("day", "2026-03-02"),
        InlineData("at", "2026-03-02T09:30:00+08:00"),
        InlineData("at", "2026-03-02T09:30:00Z"),
        InlineData("at", "2026-03-02T09:30:00.1234567-03:30"),
        InlineData("word", "FollowUp"),
        InlineData("limit", "0"),
        InlineData("limit", "200"),
        InlineData("limit", "-1"),
        InlineData("open", "true"),
        InlineData("open", "false"),
        InlineData("text", "a word"),
        InlineData("words", "Visit")
    ]
    public void A_value_in_the_form_that_is_described_is_read(string name, string sent) => Assert.Null(Of(name).FaultOf(sent));

    [Theory]
    [
        InlineData("id", "{" + Id + "}"),
        InlineData("id", "(" + Id + ")"),
        InlineData("id", "01900000000070008000000000000001"),
        InlineData("id", Id + " "),
        InlineData("id", " " + Id),
        InlineData("day", "20260302"),
        InlineData("day", "2026-3-2"),
        InlineData("day", "03/02/2026"),
        InlineData("day", "2026-03-02T00:00:00Z"),
        InlineData("day", " 2026-03-02"),
        InlineData("at", "2026-03-02T09:30:00"),
        InlineData("at", "2026-03-02"),
        InlineData("at", "2026-03-02T09:30:00 08:00"),
        InlineData("at", "Mon, 02 Mar 2026 09:30:00 GMT"),
        InlineData("word", "0"),
        InlineData("word", "visit"),
        InlineData("word", "Visit,FollowUp"),
        InlineData("word", " Visit"),
        InlineData("limit", " 7"),
        InlineData("limit", "+7"),
        InlineData("limit", "007"),
        InlineData("limit", "-"),
        InlineData("limit", "7.0"),
        InlineData("limit", "\u0667"),
        InlineData("open", "True"),
        InlineData("open", "1"),
        InlineData("open", " true"),
        InlineData("text", "two\nlines"),
        InlineData("words", "visit")
    ]
    public void A_value_in_another_form_is_told_what_is_allowed(string name, string sent) =>
        Assert.StartsWith("This cannot be read; allowed is ", Of(name).FaultOf(sent), StringComparison.Ordinal);

    [Theory]
    [InlineData("id"), InlineData("day"), InlineData("at"), InlineData("word"), InlineData("limit"), InlineData("open"), InlineData("text")]
    public void An_empty_value_and_one_that_is_there_twice_are_refused(string name)
    {
        Assert.StartsWith("This is empty; allowed is ", Of(name).FaultOf(""), StringComparison.Ordinal);
        Assert.Equal("This is there twice; name it once.", Of(name).FaultOf(new StringValues([Id, Id])));
    }

    [Fact]
    public void A_list_takes_several_values_and_a_body_is_no_value_of_an_address()
    {
        Assert.Null(Of("words").FaultOf(new StringValues(["Visit", "FollowUp"])));
        Assert.StartsWith("This is empty", Of("words").FaultOf(new StringValues(["Visit", ""])), StringComparison.Ordinal);
        Assert.Null(AddressValue.Of(typeof(Act).GetMethod("Invoke")!.GetParameters()[^1], JsonSerializerOptions.Default));
    }

    [Theory]
    [
        InlineData("\"Visit\"", true),
        InlineData("\"visit\"", false),
        InlineData("\" Visit\"", false),
        InlineData("\"Visit,FollowUp\"", false),
        InlineData("0", false)
    ]
    public void A_word_in_a_body_is_read_letter_by_letter(string json, bool isRead) => Assert.Equal(isRead, Reads<Word>(json));

    [Theory]
    [
        InlineData("\"09:30:00\"", true),
        InlineData("\"09:30\"", true),
        InlineData("\"09:30:00.5\"", true),
        InlineData("\"9:3\"", false),
        InlineData("\"25:00:00\"", false),
        InlineData("930", false)
    ]
    public void A_time_in_a_body_has_two_digits_for_each_part(string json, bool isRead) => Assert.Equal(isRead, Reads<TimeOnly>(json));

    static AddressValue Of(string name) =>
        AddressValue.Of(
            typeof(Act).GetMethod("Invoke")!.GetParameters().Single(parameter => parameter.Name == name),
            JsonSerializerOptions.Default
        )!;

    static JsonSerializerOptions Strict()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        Json.Strict(options);
        return options;
    }

    static bool Reads<T>(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<T>(json, OfRequests);
            return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(read, OfRequests), OfRequests)!.Equals(read);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
