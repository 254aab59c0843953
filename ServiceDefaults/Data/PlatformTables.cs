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
            // Who saw this record, and what this person saw, the newest first; the ids are made of the time.
            audit.HasIndex(row => new { row.RecordId, row.Id });
            audit.HasIndex(row => new { row.Actor, row.Id });
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
