namespace Clinic.Contracts;

/// <summary>
/// Marks a record as a fact that a service publishes. The record's namespace and name are its name on the wire and are frozen
/// once published; fields may be added as optional, anything else is a new record beside the old one.
/// </summary>
/// <param name="opensWith">Code of the permission that lets a person see that the fact happened, for example <c>visits.read</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FactAttribute(string opensWith) : Attribute
{
    /// <summary>Code of the permission that lets a person see this fact in a trail.</summary>
    public string OpensWith { get; } = opensWith;

    /// <summary>False when no service listens: the fact is kept in the publisher's trail and not sent to the broker.</summary>
    public bool HasListeners { get; init; } = true;

    /// <summary>Major version; a listener parks a higher one than it knows.</summary>
    public int Major { get; init; } = 1;
}
