namespace Clinic.Values;

/// <summary>The end of a telephone number, as people type it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TelephoneTailAttribute : WordedAttribute
{
    const int Most = 20;

    protected override string? Objection(object value) =>
        value is string { Length: <= Most } typed && PhoneNumber.ReadTail(typed) is not null
            ? null
            : "This is no end of a telephone number; type its last four digits.";
}
