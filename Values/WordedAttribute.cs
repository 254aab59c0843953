namespace Clinic.Values;

/// <summary>A check of what a person types; what it says against it, a person can act on: what is wrong and what is allowed.</summary>
public abstract class WordedAttribute : ValidationAttribute
{
    /// <summary>Null when the value is fine, else a sentence that repeats nothing of it. Never asked of null.</summary>
    protected abstract string? Objection(object value);

    protected sealed override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || Objection(value) is not { } sentence ? ValidationResult.Success : new(sentence);
}
