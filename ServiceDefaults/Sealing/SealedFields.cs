using System.Text;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Clinic.ServiceDefaults;

/// <summary>One sealed text of one row, with what its seal is bound to: table, column and the row's own key.</summary>
sealed record SealedField(PropertyEntry Property, SealedText Text, byte[] BoundTo)
{
    /// <summary>The sealed texts of a row, also those in its parts.</summary>
    public static IEnumerable<SealedField> Of(EntityEntry row)
    {
        var key = KeyOf(row);
        return from property in PropertiesOf(row)
            where property.CurrentValue is SealedText
            select new SealedField(
                property,
                (SealedText)property.CurrentValue!,
                Encoding.UTF8.GetBytes($"{row.Metadata.GetTableName()}.{property.Metadata.GetColumnName()}:{key}")
            );
    }

    /// <summary>The row's own key, its parts with commas between them.</summary>
    public static string KeyOf(EntityEntry row) =>
        string.Join(
            ',',
            row.Metadata.FindPrimaryKey()!
                .Properties.Select(property => string.Create(CultureInfo.InvariantCulture, $"{row.CurrentValues[property]}"))
        );

    static IEnumerable<PropertyEntry> PropertiesOf(EntityEntry row) =>
        row
            .Properties.Concat(row.ComplexProperties.SelectMany(part => part.Properties))
            .Where(property => property.Metadata.ClrType == typeof(SealedText));
}

/// <summary>How a model keeps sealed texts.</summary>
static class SealedFields
{
    /// <summary>What the audit says that somebody was forgotten as.</summary>
    public const string Subject = "Subject";

    public const string KeyTable = "subject_key";

    /// <summary>The columns of a table that hold sealed texts.</summary>
    public static IReadOnlyList<string> ColumnsOf(IReadOnlyEntityType type) =>
        [
            .. type.GetProperties()
                .Concat(type.GetComplexProperties().SelectMany(part => part.ComplexType.GetProperties()))
                .Where(property => property.ClrType == typeof(SealedText))
                .Select(property => property.GetColumnName())
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The tables with sealed texts.</summary>
    public static IEnumerable<IReadOnlyEntityType> TypesOf(IReadOnlyModel model) =>
        model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IHasSealedTexts)) && ColumnsOf(type).Count > 0);

    /// <summary>True, in SQL, for a row with words of an earlier build that are not sealed yet.</summary>
    public static string IsClear(IReadOnlyList<string> columns) =>
        string.Join(" OR ", columns.Select(column => $"get_byte({column}, 0) = {SealedText.Clear}"));

    /// <summary>The table of keys, where a database needs one.</summary>
    public static void Configure(ModelBuilder model)
    {
        if (!TypesOf(model.Model).Any())
            return;
        model.Entity<SubjectKeyRow>(key =>
        {
            key.ToTable(KeyTable).HasKey(row => row.Id);
            key.Property(row => row.Id).ValueGeneratedNever();
            key.HasIndex(row => row.SubjectId).IsUnique();
        });
    }

    /// <summary>Once columns have their names: a small index by which the rows are found that an earlier build left clear.</summary>
    public static void AddIndexes(IMutableModel model)
    {
        foreach (var type in TypesOf(model).Cast<IMutableEntityType>().ToList())
        {
            var clear = type.AddIndex(type.FindPrimaryKey()!.Properties, $"ix_{type.GetTableName()}_clear");
            clear.SetFilter(IsClear(ColumnsOf(type)));
        }
    }

    /// <exception cref="InvalidOperationException">A row does not say whose its texts are, or no secret was given.</exception>
    public static void Check(IReadOnlyModel model, SealingSecret secret)
    {
        if (model.GetEntityTypes().FirstOrDefault(type => ColumnsOf(type).Count > 0 && !TypesOf(model).Contains(type)) is { } nobodys)
            throw new InvalidOperationException($"{nobodys.ClrType.Name} has sealed texts and does not say whose they are.");
        if (!secret.IsGiven && TypesOf(model).Any())
            throw new InvalidOperationException("Sealing:Secret is missing; without it no text can be sealed.");
    }

    /// <summary>As a column keeps it.</summary>
    public sealed class ToBytes() : ValueConverter<SealedText, byte[]>(text => text.Kept, kept => SealedText.Found(kept));

    /// <summary>A text is written again when it says something else.</summary>
    public sealed class Compared() : ValueComparer<SealedText>((text, other) => SealedText.Same(text, other), text => 0, text => text);
}
