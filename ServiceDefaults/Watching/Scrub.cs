using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Clinic.ServiceDefaults;

/// <summary>Takes out of a span what may tell of a person, before it is sent.</summary>
sealed class SpanScrub : BaseProcessor<Activity>
{
    static readonly string[] Unwanted =
    [
        "db.npgsql.connection_id",
        "url.query",
        "url.full",
        "url.path",
        "client.address",
        "network.peer.address",
        "user_agent.original",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Unwanted)
            data.SetTag(tag, null);
        if (data.Status != ActivityStatusCode.Error)
            return;
        // The description is an exception's text; its type is told instead.
        data.SetStatus(ActivityStatusCode.Error);
        if (data.GetTagItem("error.type") is null && TypeOfException(data) is { } type)
            data.SetTag("error.type", type);
    }

    static object? TypeOfException(Activity data)
    {
        foreach (ref readonly var happened in data.EnumerateEvents())
        foreach (ref readonly var tag in happened.EnumerateTagObjects())
            if (tag.Key == "exception.type")
                return tag.Value;
        return null;
    }
}

/// <summary>
/// Takes out of a log record what may tell of a person, before it is sent. Of an exception its type stays. What the platform itself logs
/// holds codes, counts and names of types; what a library logs can hold anything, so of that only the sentence without its values is sent.
/// </summary>
sealed class LogScrub : BaseProcessor<LogRecord>
{
    const string Sentence = "{OriginalFormat}",
        Ours = "Clinic.";

    // Told on the machine's own log, for whoever looks into an attack.
    static readonly string[] OfSomebody = ["Address", "Account"];

    public override void OnEnd(LogRecord data)
    {
        IEnumerable<KeyValuePair<string, object?>> told = data.Attributes ?? [];
        var ours = data.CategoryName?.StartsWith(Ours, StringComparison.Ordinal) == true;
        if (!ours || told.Any(pair => OfSomebody.Contains(pair.Key)))
        {
            data.FormattedMessage = null;
            told = told.Where(pair => pair.Key == Sentence || (ours && !OfSomebody.Contains(pair.Key)));
        }
        if (data.Exception is { } exception)
        {
            data.Exception = null;
            told = told.Append(new("exception.type", exception.GetType().FullName));
        }
        data.Attributes = [.. told];
    }
}
