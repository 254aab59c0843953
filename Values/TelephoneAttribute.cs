namespace Clinic.Values;

/// <summary>A telephone number, as people type it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TelephoneAttribute : WordedAttribute
{
    // With all the blanks and brackets that people put into it.
    const int Most = 40;

    protected override string? Objection(object value) =>
        value is string { Length: <= Most } typed && PhoneNumber.Read(typed) is not null
            ? null
            : $"This is no telephone number; type {PhoneNumber.Allowed}.";
}
