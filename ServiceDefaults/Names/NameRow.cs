namespace Clinic.ServiceDefaults;

/// <summary>What a member of staff or a place is called, as last told.</summary>
[OutsideScope("Working names of staff as on their badges, and names of places: every member of staff may know them.")]
public sealed class NameRow
{
    public Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The same name in Latin letters, when there is one.</summary>
    public string? LatinName { get; set; }

    /// <summary>The post of a member of staff; a place has none.</summary>
    public string? PostCode { get; set; }

    public int Version { get; set; }
    public DateTimeOffset KeptAt { get; set; }
}
