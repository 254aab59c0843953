using System.Globalization;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// How many tries somebody needs who guesses a password and knows what people choose. The password is cut into pieces, each of which is as
/// hard as its kind: a common password by its place in the list, a known name, a run of neighbours, a year, a day, something repeated, or a
/// single character that follows from nothing. The cut that makes it easiest counts.
/// </summary>
/// <remarks>All figures are decimal logarithms: a piece of 2 is guessed with a hundred tries, and pieces in a row add up.</remarks>
sealed class PasswordStrength
{
    const double SingleCharacter = 1,
        KnownName = 0.5,
        Disguise = 0.3,
        Run = 1,
        Year = 2,
        Day = 4.5;

    const int ShortestRun = 3,
        LongestPeriod = 32;

    // Neighbours on a keyboard; those of the alphabet and of the digits are neighbours by their codes.
    static readonly string[] KeyRows =
    [
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1234567890",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qazwsxedcrfvtgbyhnujm",
        "1q2w3e4r5t6y7u8i9o0p",
    ];
    static readonly string[] Rows = [.. KeyRows, .. KeyRows.Select(row => string.Concat(row.Reverse()))];
    static readonly string[] DayFormats = ["yyyyMMdd", "ddMMyyyy", "MMddyyyy"];

    // What is typed for a letter because it looks like it; a 1 is read as i or as l.
    const string Disguised = "013457@$!8|+",
        AsI = "oieastasibit",
        AsL = "oleastaslblt";

    readonly string typed;
    readonly string lower;
    readonly string[] readings;
    readonly HashSet<string> names;
    readonly Dictionary<string, int> common;

    PasswordStrength(string password, IEnumerable<string> names)
    {
        (typed, lower) = (password, password.ToLowerInvariant());
        readings = [lower, Undisguised(AsI), Undisguised(AsL)];
        this.names = [.. names.Select(name => name.ToLowerInvariant())];
        HashSet<string> pieces = [];
        foreach (var reading in readings)
        {
            for (var start = 0; start < reading.Length; start++)
            {
                for (var length = 3; length <= Math.Min(CommonPasswords.Longest, reading.Length - start); length++)
                    pieces.Add(reading.Substring(start, length));
            }
        }
        common = CommonPasswords.Among(pieces);
    }

    /// <summary>The decimal logarithm of the number of tries: 9 is a thousand million.</summary>
    /// <param name="password">Each character in the one form in which it is compared.</param>
    /// <param name="names">Names that a guesser would try first: of the person, of the group, of the trade.</param>
    public static double Of(string password, IEnumerable<string> names) => new PasswordStrength(password, names).OfEasiestCut();

    double OfEasiestCut()
    {
        var easiest = new double[lower.Length + 1];
        for (var end = 1; end <= lower.Length; end++)
        {
            easiest[end] = double.MaxValue;
            for (var start = 0; start < end; start++)
                easiest[end] = Math.Min(easiest[end], easiest[start] + OfPiece(start, end - start));
        }
        return easiest[^1];
    }

    double OfPiece(int start, int length) =>
        length == 1
            ? SingleCharacter
            : Math.Min(Math.Min(OfWord(start, length), OfRepetition(start, length)), OfRunOrDay(lower.AsSpan(start, length)));

    double OfWord(int start, int length)
    {
        var easiest = double.MaxValue;
        var capitals = typed.AsSpan(start, length).SequenceEqual(lower.AsSpan(start, length)) ? 0 : Disguise;
        foreach (var (nth, reading) in readings.Index())
        {
            var word = reading.Substring(start, length);
            if (names.Contains(word))
                easiest = Math.Min(easiest, KnownName);
            if (common.TryGetValue(word, out var place))
                easiest = Math.Min(easiest, Math.Log10(place + 1) + capitals + (nth == 0 ? 0 : Disguise));
        }
        return easiest;
    }

    // Something that comes again, the last time perhaps not to its end: as hard as the first time, and how often.
    double OfRepetition(int start, int length)
    {
        var piece = lower.AsSpan(start, length);
        for (var period = 1; period <= Math.Min(LongestPeriod, length / 2); period++)
        {
            if (piece[period..].SequenceEqual(piece[..^period]))
                return Math.Min(period * SingleCharacter, OfWord(start, period)) + Math.Log10((double)length / period);
        }
        return double.MaxValue;
    }

    static double OfRunOrDay(ReadOnlySpan<char> piece)
    {
        if (piece.Length >= ShortestRun && (IsRun(piece, 1) || IsRun(piece, -1) || IsOfRow(piece)))
            return Run;
        if (
            piece.Length == 4
            && (piece.StartsWith("19") || piece.StartsWith("20"))
            && char.IsAsciiDigit(piece[2])
            && char.IsAsciiDigit(piece[3])
        )
            return Year;
        return
            piece.Length == 8
            && DateOnly.TryParseExact(piece, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and < 2100
            ? Day
            : double.MaxValue;
    }

    static bool IsRun(ReadOnlySpan<char> piece, int step)
    {
        for (var at = 1; at < piece.Length; at++)
        {
            if (piece[at] - piece[at - 1] != step)
                return false;
        }
        return true;
    }

    static bool IsOfRow(ReadOnlySpan<char> piece)
    {
        foreach (var row in Rows)
        {
            if (row.AsSpan().IndexOf(piece) >= 0)
                return true;
        }
        return false;
    }

    string Undisguised(string letters) =>
        string.Concat(lower.Select(sign => Disguised.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at ? letters[at] : sign));
}
