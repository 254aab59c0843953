namespace Clinic.ServiceDefaults;

/// <summary>An alarm that there is cause for now.</summary>
/// <param name="Code">The kind of the cause.</param>
/// <param name="About">Which queue, folder, database or service, where there can be several.</param>
/// <param name="Sentence">What is the matter.</param>
/// <param name="Services">Every service that sees it.</param>
/// <param name="Since">When it was seen first, by the platform's clock.</param>
public sealed record StandingAlarm(string Code, string? About, string Sentence, IReadOnlyList<string> Services, DateTimeOffset Since);
