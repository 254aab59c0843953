namespace Clinic.Registration.WholeRecord;

/// <summary>What the acts of this area refuse.</summary>
public static class WholeRecordRefusals
{
    /// <summary>A-38: charts are kept for years, whatever anybody wishes.</summary>
    public static readonly Refusal StillKept = new(
        "record-still-kept",
        "The years for which this record is kept have not passed since the client was last here."
    );

    /// <summary>A-39: who is still served cannot be unknown.</summary>
    public static readonly Refusal StillServed = new("client-still-served", "End membership, visit and appointments of this client first.");

    /// <summary>Nobody is in two visits, or expected twice, at the same time.</summary>
    public static readonly Refusal MergeCollides = new(
        "merge-collides",
        "Both are in a visit, expected at the same time, or members; end one of them first."
    );
}
