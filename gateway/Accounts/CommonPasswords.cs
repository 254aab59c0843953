using System.IO.Compression;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// The passwords that most people choose, the most common first: common-passwords.gz, whose source and licence stand beside it. It is read
/// from its beginning each time a password is chosen, which is rare and takes milliseconds, so that nothing of it stays in memory.
/// </summary>
static class CommonPasswords
{
    /// <summary>How many characters the longest of them has.</summary>
    public const int Longest = 20;

    /// <summary>Those of these texts, in lower case, that are common passwords, each with its place in the list from 1 on.</summary>
    public static Dictionary<string, int> Among(IReadOnlySet<string> texts)
    {
        Dictionary<string, int> found = [];
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.gz")!;
        using StreamReader list = new(new GZipStream(packed, CompressionMode.Decompress));
        for (var place = 1; list.ReadLine() is { } password; place++)
        {
            if (texts.Contains(password))
                found.TryAdd(password, place);
        }
        return found;
    }
}
