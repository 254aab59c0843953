namespace Clinic.ServiceDefaults;

/// <summary>
/// The data key of a subject, wrapped by the service's secret. Without this row nothing sealed for the subject opens again.
/// </summary>
[OutsideScope("Holds ids and keys that are worth nothing without the service's secret.")]
public sealed class SubjectKeyRow
{
    /// <summary>Of the key, named by each text that it seals.</summary>
    public Guid Id { get; init; }

    /// <summary>One key at a time for each subject.</summary>
    public Guid SubjectId { get; init; }

    public required byte[] Wrapped { get; set; }
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>What its wrap is bound to: a key cannot be put in the place of another, nor be given to another subject.</summary>
    internal byte[] BoundTo => BindingOf(Id, SubjectId);

    internal static byte[] BindingOf(Guid id, Guid subject) =>
        [.. id.ToByteArray(bigEndian: true), .. subject.ToByteArray(bigEndian: true)];
}
