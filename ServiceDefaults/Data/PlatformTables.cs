using Microsoft.EntityFrameworkCore.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>The tables every service has beside its own.</summary>
static class PlatformTables
{
    public const string OneDeadlineEach = "ix_due_subject_id_kind_rung";

    /// <summary>Amounts are exact to the cent, below a million million.</summary>
    public static void ConfigureMoney(IMutableModel model)
    {
        foreach (
            var money in model
                .GetEntityTypes()
                .SelectMany(type => type.GetComplexProperties())
                .Where(part => (Nullable.GetUnderlyingType(part.ClrType) ?? part.ClrType) == typeof(Money))
        )
        {
            money.ComplexType.FindProperty(nameof(Money.Amount))!.SetPrecision(14);
            money.ComplexType.FindProperty(nameof(Money.Amount))!.SetScale(2);
            money.ComplexType.FindProperty(nameof(Money.Currency))!.SetMaxLength(3);
        }
    }

    public static void Configure(ModelBuilder model)
    {
        // The logs' ids are made here and not by the database: whoever may write a log row may not always read it back.
        model.Entity<OutboxRow>(outbox =>
        {
            outbox.ToTable("outbox").HasKey(row => row.Seq);
            outbox.Property(row => row.Seq).UseIdentityAlwaysColumn();
        });
        model.Entity<InboxRow>(inbox =>
        {
            inbox.ToTable("inbox").HasKey(row => new { row.MessageId, row.Reaction });
            inbox.HasIndex(row => row.At);
        });
        model.Entity<EarlyRow>(early =>
        {
            early.ToTable("early").HasKey(row => row.Id);
            early.HasIndex(row => new { row.Queue, row.MessageId }).IsUnique();
            early.HasIndex(row => row.AwaitedId);
        });
        model.Entity<StartedRow>().ToTable("started").HasKey(row => new { row.Queue, row.MessageId });
        model.Entity<ParkedRow>(parked =>
        {
            parked.ToTable("parked").HasKey(row => row.Id);
            parked.HasIndex(row => new { row.Queue, row.MessageId }).IsUnique();
        });
        model.Entity<LeaseRow>().ToTable("lease").HasKey(row => row.Name);
        model.Entity<ClockRow>().ToTable("clock").Property(row => row.Id).ValueGeneratedNever();
        model.Entity<DueRow>(due =>
        {
            due.ToTable("due").HasKey(row => row.Id);
            due.HasIndex(row => row.DueAt);
            due.HasIndex(row => new
                {
                    row.SubjectId,
                    row.Kind,
                    row.Rung,
                })
                .IsUnique()
                .HasDatabaseName(OneDeadlineEach);
        });
        model.Entity<TrailRow>(trail =>
        {
            trail.ToTable("trail").HasKey(row => row.Id);
            trail.HasIndex(row => new { row.CaseId, row.At });
            trail.HasIndex(row => row.MessageId);
        });
        model.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit").HasKey(row => row.Id);
            audit.HasIndex(row => new { row.RecordId, row.At });
        });
        model.Entity<PolicyRow>(policy =>
        {
            policy.ToTable("policy").HasKey(row => row.Id);
            policy
                .HasIndex(row => new
                {
                    row.Key,
                    row.BranchId,
                    row.From,
                    row.Confirmation,
                })
                .IsUnique()
                .AreNullsDistinct(false);
        });
    }
}

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
