using System.ComponentModel.DataAnnotations;

namespace Clinic.Registration.Tests.Rules;

/// <summary>What a check says to whoever typed something.</summary>
static class Objections
{
    /// <summary>The sentence; empty when there is nothing against the value.</summary>
    public static string To(ValidationAttribute check, object value) => check.GetValidationResult(value, new(value))?.ErrorMessage ?? "";
}
