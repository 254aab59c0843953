namespace Clinic.Feedback.Clients;

/// <summary>Whether a client agreed to be contacted for care, as said last (AC-19). Of a client without one nobody heard a no.</summary>
public sealed class ClientWish : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public bool MayBeContacted { get; private set; }
    public int EventVersion { get; private set; }
    public uint Version { get; private set; }

    /// <summary>What the client said as of this version; facts may come in any order. False when it is old news.</summary>
    public bool Apply(bool mayBeContacted, int version)
    {
        if (version <= EventVersion)
            return false;

        (MayBeContacted, EventVersion) = (mayBeContacted, version);
        return true;
    }
}
