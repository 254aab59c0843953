using System.Diagnostics.CodeAnalysis;

namespace Clinic.Registration.Visits;

/// <summary>One word of a closed list as the value of a policy.</summary>
readonly record struct Choice<T>(T Word) : IComparable<Choice<T>>, IParsable<Choice<T>>
    where T : struct, Enum
{
    /// <summary>The first word of the list.</summary>
    public static Choice<T> First => new(Enum.GetValues<T>()[0]);

    /// <summary>The last word of the list.</summary>
    public static Choice<T> Last => new(Enum.GetValues<T>()[^1]);

    public static Choice<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var choice) ? choice : throw new FormatException();

    // The words as they are: neither numbers nor several of them at once.
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Choice<T> result)
    {
        var known = Enum.GetNames<T>().Contains(s, StringComparer.Ordinal);
        result = known ? new(Enum.Parse<T>(s!)) : default;
        return known;
    }

    public int CompareTo(Choice<T> other) => Comparer<T>.Default.Compare(Word, other.Word);

    public override string ToString() => Word.ToString();
}
