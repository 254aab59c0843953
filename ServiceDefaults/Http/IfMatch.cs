namespace Clinic.ServiceDefaults;

/// <summary>A record whose version the database counts, so that two people cannot overwrite each other unseen.</summary>
public interface IVersioned
{
    /// <summary>Given by PostgreSQL with every change (xmin).</summary>
    uint Version { get; }
}

/// <summary>Edits are based on a version; the caller names it with If-Match and gets it as ETag.</summary>
public static class IfMatch
{
    /// <summary>Null when the request names the record's current version.</summary>
    public static Refusal? Check(HttpRequest request, IVersioned record) =>
        Check(request, record.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null when the request names this version.</summary>
    public static Refusal? Check(HttpRequest request, string version) =>
        request.Headers.IfMatch switch
        {
            [] => Refusal.MatchRequired,
            [var named] when named == $"\"{version}\"" => null,
            _ => Refusal.Stale,
        };

    /// <summary>Tells the caller the version of what it reads.</summary>
    public static void Tell(HttpResponse response, IVersioned record) => response.Headers.ETag = $"\"{record.Version}\"";
}
