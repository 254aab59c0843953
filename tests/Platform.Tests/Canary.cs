namespace Clinic.Platform.Tests;

/// <summary>A text of its own that somebody types about a person, to be looked for afterwards where it must not stand.</summary>
/// <param name="Words">As it is typed.</param>
/// <param name="ClearIn">The tables in which it stands readable by decision (docs/security.md), as database.table; none for what is
/// sealed, or kept nowhere.</param>
sealed record Canary(string Words, string ClearIn = "")
{
    /// <summary>False for what is compared, counted or kept, and shown to nobody again.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>As it is found in an answer, where a plus sign is written otherwise.</summary>
    public string Read => Words.TrimStart('+');

    public override string ToString() => $"'{Words}'";
}
