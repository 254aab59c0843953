namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>The flags of complaints that a person may know of.</summary>
static class SeenFlags
{
    /// <summary>Without those of complaints about this person.</summary>
    public static IQueryable<ComplaintFlag> NotAbout(this IQueryable<ComplaintFlag> flags, Guid person) =>
        flags.Where(flag => !flag.AccusedIds.Any(accused => accused == person));
}
