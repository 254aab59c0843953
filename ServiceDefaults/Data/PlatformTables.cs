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
        model.Entity<WorkItemRow>(item =>
        {
            item.ToTable("work_item").HasKey(row => row.Id);
            // An item is gone once it is settled, so each row is open.
            item.HasIndex(row => new
                {
                    row.SubjectId,
                    row.Kind,
                    row.Detail,
                    row.PersonId,
                })
                .IsUnique()
                .AreNullsDistinct(false)
                .HasDatabaseName("ux_work_item_open");
            item.HasIndex(row => new { row.BranchId, row.Kind });
            item.HasIndex(row => row.PersonId);
            item.Property(row => row.Kind).HasMaxLength(60);
            item.Property(row => row.ExceptIds).HasDefaultValueSql("'{}'");
        });
        model.Entity<WorkRoundRow>(round =>
        {
            round.ToTable("work_round").HasKey(row => row.Name);
            round.Property(row => row.Name).HasMaxLength(60);
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
        model.Entity<NameRow>(name =>
        {
            name.ToTable("known_name").HasKey(row => row.Id);
            name.Property(row => row.Name).HasMaxLength(100);
            name.Property(row => row.LatinName).HasMaxLength(100);
            name.Property(row => row.PostCode).HasMaxLength(40);
            name.HasIndex(row => row.KeptAt);
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
