using Microsoft.EntityFrameworkCore.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Tables, columns and constraints in snake_case, so that SQL written by a person needs no quotes. A table is named like its type.
/// </summary>
static class SnakeCaseNames
{
    public static void Apply(IMutableModel model)
    {
        foreach (var type in model.GetEntityTypes())
        {
            if (type.GetTableName() is null)
                continue;
            if (((IConventionEntityType)type).GetTableNameConfigurationSource() != ConfigurationSource.Explicit)
                type.SetTableName(Snake(type.ClrType.Name));
            foreach (var property in type.GetProperties().Where(property => !IsNamed(property)))
            {
                if (property is { IsConcurrencyToken: true, ClrType: var clr } && clr == typeof(uint))
                    continue;
                property.SetColumnName(Snake(property.Name));
            }
            foreach (var complex in type.GetComplexProperties())
            {
                foreach (var part in complex.ComplexType.GetProperties().Where(part => !IsNamed(part)))
                    part.SetColumnName(Snake(part.Name == complex.Name ? part.Name : $"{complex.Name}{part.Name}"));
            }
            foreach (var key in type.GetKeys())
                key.SetName(key.IsPrimaryKey() ? $"pk_{type.GetTableName()}" : $"ak_{Columns(type, key.Properties)}");
            foreach (var foreign in type.GetForeignKeys())
                foreign.SetConstraintName($"fk_{Columns(type, foreign.Properties)}");
            foreach (
                var index in type.GetIndexes()
                    .Where(index => index.Name is null && index.FindAnnotation(RelationalAnnotationNames.Name) is null)
            )
                index.SetDatabaseName($"ix_{Columns(type, index.Properties)}");
        }
    }

    /// <summary>
    /// How the audit names a field: by its column, so that one field keeps one name when the code calls it differently.
    /// </summary>
    internal static string FieldOf(IReadOnlyProperty property) =>
        property.DeclaringType is IReadOnlyComplexType || property.GetColumnName() != Snake(property.Name)
            ? string.Concat(property.GetColumnName().Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"))
            : property.Name;

    static bool IsNamed(IMutableProperty property) =>
        ((IConventionProperty)property).GetColumnNameConfigurationSource() == ConfigurationSource.Explicit;

    internal static string Snake(string name) =>
        string.Concat(
            name.Select(
                (letter, at) =>
                    at > 0 && char.IsUpper(letter) && !char.IsUpper(name[at - 1]) && name[at - 1] != '_'
                        ? $"_{char.ToLowerInvariant(letter)}"
                        : char.ToLowerInvariant(letter).ToString()
            )
        );

    static string Columns(IMutableEntityType type, IEnumerable<IMutableProperty> properties) =>
        $"{type.GetTableName()}_{string.Join('_', properties.Select(property => Snake(property.Name)))}";
}
