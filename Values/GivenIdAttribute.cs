namespace Clinic.Values;

/// <summary>An id made by the caller: anything but zeros.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GivenIdAttribute()
    : ValidationAttribute("This is not an id made by the caller; allowed is a UUID that is not all zeros.")
{
    public override bool IsValid(object? value) => value is null || (value is Guid id && id != Guid.Empty);
}
