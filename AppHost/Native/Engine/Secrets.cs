using System.Security.Cryptography;
using System.Text.Json;

namespace Clinic.AppHost.Native;

/// <summary>
/// Passwords nobody gave: made up once, kept beside the data they belong to. They go together with it,
/// because a database server knows its password from its first start.
/// </summary>
internal sealed class Secrets(string directory)
{
    // No sign that a connection string, an address or a shell would read as its own.
    private const string Signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly Lock _lock = new();
    private readonly string _file = Path.Combine(directory, "secrets.json");

    /// <summary>Names made up by this launch: the first one over this data.</summary>
    public HashSet<string> MadeNow { get; } = [];

    public string Get(string name)
    {
        lock (_lock)
        {
            var known = File.Exists(_file) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_file))! : [];
            if (known.TryGetValue(name, out var value))
            {
                return value;
            }

            value = known[name] = RandomNumberGenerator.GetString(Signs, 24);
            MadeNow.Add(name);
            PrivateFile.Write(_file, JsonSerializer.Serialize(known, PrivateFile.Readable));
            return value;
        }
    }
}

/// <summary>A file that is whole at every instant and that only its owner reads.</summary>
internal static class PrivateFile
{
    public static JsonSerializerOptions Readable { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string file, string text)
    {
        var next = $"{file}.next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var writer = new StreamWriter(next, options))
        {
            writer.WriteLine(text);
        }

        File.Move(next, file, overwrite: true);
    }
}
