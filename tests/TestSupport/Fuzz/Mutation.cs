namespace Clinic.TestSupport;

/// <summary>One request of chance, and whether the document forbids it.</summary>
/// <param name="What">What was done to a request that the document allows.</param>
/// <param name="Forbidden">True when the operation must not carry it out.</param>
/// <param name="Address">Path and query.</param>
/// <param name="Body">The bytes of the body; null without one.</param>
/// <param name="ContentType">What the body is said to be.</param>
/// <param name="IfMatch">The version that it is said to be based on; null without one.</param>
public sealed record Mutation(string What, bool Forbidden, string Address, byte[]? Body, string ContentType, string? IfMatch);
