namespace Clinic.Values;

/// <summary>The kind, number or country of a document of identity, which <see cref="IdDocument"/> judges together.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DocumentPartAttribute : WordedAttribute
{
    const int Most = 40;

    protected override string? Objection(object value) =>
        value is not string text ? null
        : text.Length > Most ? "This is too long; allowed are the letters and digits of the document."
        : Characters.Fault(text) is { } fault ? $"This {fault}; allowed are the letters and digits of the document."
        : null;
}
