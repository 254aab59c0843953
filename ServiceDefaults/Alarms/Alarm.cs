namespace Clinic.ServiceDefaults;

/// <summary>
/// Something is the matter with the platform that a person has to look after. It stands as long as its cause does, and then it is over by
/// itself: nobody has to settle it.
/// </summary>
/// <param name="Code">Kebab-case, never changed once published; <c>docs/alarms.md</c> says what to do about it.</param>
/// <param name="Sentence">What is the matter, with numbers and codes and without any personal data.</param>
/// <param name="About">Which queue, folder, database or service, where there can be several.</param>
public sealed record Alarm(string Code, string Sentence, string? About = null)
{
    /// <summary>The service that saw it, when that is not the one that says so.</summary>
    public string? Service { get; init; }
}
