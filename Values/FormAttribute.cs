namespace Clinic.Values;

/// <summary>A code of a form that programs know by its pattern and people by words.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FormAttribute : RegularExpressionAttribute
{
    /// <summary>A form that only this member has.</summary>
    /// <param name="words">What is allowed, as it follows "allowed is".</param>
    public FormAttribute(string pattern, string words)
        : base(pattern) => ErrorMessage = $"This does not have its form; allowed is {words}.";

    /// <summary>The framework takes an empty text for none at all; it has no form either.</summary>
    public override bool IsValid(object? value) => value is not "" && base.IsValid(value);
}
