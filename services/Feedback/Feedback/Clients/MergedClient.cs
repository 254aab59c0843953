namespace Clinic.Feedback.Clients;

/// <summary>
/// A client who turned out to be another one, as long as that stands (WF-05 9). Complaints, answers and calls stay under the id they were
/// written down with, so that a separation takes nothing along; they are shown as one person's.
/// </summary>
public sealed class MergedClient : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Who is kept; nobody once the two were separated.</summary>
    public Guid? KeptId { get; private set; }

    public int EventVersion { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Is this client, or nobody else, as of this version; facts may come in any order.</summary>
    public void SetSurvivor(Guid? kept, int version)
    {
        if (version <= EventVersion)
            return;
        (KeptId, EventVersion) = (kept, version);
    }
}
