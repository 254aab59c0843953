using System.Reflection;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.ContractTests;

/// <summary>A fact holds ids, codes, amounts and times, and nothing that tells who somebody is.</summary>
public sealed class PlainFacts
{
    static readonly Type[] Plain =
    [
        typeof(Guid),
        typeof(int),
        typeof(decimal),
        typeof(bool),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(DateTimeOffset),
    ];

    // The envelope's own words: a listener's library would take such a property for the message's.
    static readonly string[] Taken = ["EventId", "CommandId", "CorrelationId", "MessageId", "ConversationId"];

    static readonly string[] Private =
    [
        "Name",
        "Phone",
        "Mobile",
        "Address",
        "Email",
        "IdNumber",
        "Birth",
        "Diagnosis",
        "Complaint",
        "Note",
        "Comment",
        "Text",
        "Sentence",
    ];

    // A text in a fact is a code or a number that a program made, never what a person wrote.
    static readonly string[] Codes = ["Code", "Number", "Version", "Way", "TimeZone", "Currency"];

    // The only members that say what somebody or something is called: staff by the name on the badge, and places. Never a client.
    static readonly (Type Fact, string Member)[] Named =
    [
        (typeof(EmployeeNamed), nameof(EmployeeNamed.Name)),
        (typeof(EmployeeNamed), nameof(EmployeeNamed.LatinName)),
        (typeof(BranchOpened), nameof(BranchOpened.Name)),
        (typeof(DirectoryChanged), nameof(DirectoryChanged.Name)),
    ];

    [Fact]
    public void No_field_has_a_name_of_the_envelope() => Assert.All(Fields, field => Assert.DoesNotContain(field.Property.Name, Taken));

    [Fact]
    public void No_field_tells_who_somebody_is() =>
        Assert.All(
            Fields.Where(field => !IsId(field.Property) && !IsNamed(field)),
            field =>
                Assert.True(
                    !Private.Any(word => field.Property.Name.Contains(word, StringComparison.OrdinalIgnoreCase)),
                    $"{field.Fact.Name}.{field.Property.Name}"
                )
        );

    [Fact]
    public void Every_field_is_an_id_a_code_an_amount_or_a_time() =>
        Assert.All(
            Fields.Where(field => !IsNamed(field)),
            field =>
            {
                var type = Nullable.GetUnderlyingType(field.Property.PropertyType) ?? field.Property.PropertyType;
                var fine =
                    Plain.Contains(type)
                    || type.IsEnum
                    || Published.ItemOf(type) is not null
                    || (type == typeof(string) && Codes.Any(ending => field.Property.Name.EndsWith(ending, StringComparison.Ordinal)));
                Assert.True(fine, $"{field.Fact.Name}.{field.Property.Name} is a {type.Name}.");
            }
        );

    [Fact]
    public void Every_fact_is_a_sealed_record_of_a_branch() =>
        Assert.All(
            // Who listens for the first time belongs to no branch.
            Published.Facts.Where(fact => fact != typeof(Contracts.StandingFactsWanted)),
            fact =>
            {
                Assert.True(fact.IsSealed, fact.Name);
                Assert.Equal(typeof(object), fact.BaseType);
                Assert.Equal(typeof(Guid), fact.GetProperty("BranchId")?.PropertyType);
            }
        );

    static bool IsNamed((Type Fact, PropertyInfo Property) field) => Named.Contains((field.Fact, field.Property.Name));

    // An id may be named for what it points to.
    static bool IsId(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(Guid);

    static IEnumerable<(Type Fact, PropertyInfo Property)> Fields => Published.Facts.SelectMany(FieldsOf);

    static IEnumerable<(Type Fact, PropertyInfo Property)> FieldsOf(Type record) =>
        record
            .GetProperties()
            .SelectMany(property =>
                Published.ItemOf(property.PropertyType) is { IsPrimitive: false, IsEnum: false } item
                && item.Assembly != typeof(Guid).Assembly
                    ? FieldsOf(item).Prepend((record, property))
                    : [(record, property)]
            );
}
