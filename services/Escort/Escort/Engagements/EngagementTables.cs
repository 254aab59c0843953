using System.Text.Json;
using Clinic.Escort.Clients;
using Clinic.Escort.Escorts;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.Escort.Engagements;

/// <summary>The tables of engagements, with the constraints that carry rules by name.</summary>
static class EngagementTables
{
    /// <summary>An exclusion constraint, written by hand in the migration: nobody accompanies two clients at once.</summary>
    internal const string OneAtATime = "engagement_one_at_a_time";

    internal const string PageOnce = "file_page_once",
        GivenOnce = "assignment_entry_once",
        AppointmentOnce = "pk_appointment",
        StepOnce = "pk_service_step",
        InvoiceOnce = "engagement_invoice_once",
        AgreementOnce = "engagement_agreement_once";

    public static void Shape(ModelBuilder model)
    {
        model
            .Entity<NumberCounter>()
            .HasKey(numberCounter => new
            {
                numberCounter.BranchId,
                numberCounter.Series,
                numberCounter.Year,
            });
        model.Entity<Engagement>(engagement =>
        {
            engagement.Property(candidate => candidate.Fee).HasPrecision(14, 2);
            engagement.Property(candidate => candidate.FeeCurrency).HasMaxLength(3);
            engagement.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.State,
                candidate.Id,
            });
            engagement.HasIndex(candidate => candidate.EscortId);
            engagement
                .HasIndex(candidate => new { candidate.BranchId, candidate.InvoiceNumber })
                .IsUnique()
                .HasFilter("invoice_number IS NOT NULL")
                .HasDatabaseName(InvoiceOnce);
            engagement
                .HasIndex(candidate => new { candidate.BranchId, candidate.AgreementNumber })
                .IsUnique()
                .HasFilter("agreement_number IS NOT NULL")
                .HasDatabaseName(AgreementOnce);
            engagement.HasOne<KnownClient>().WithMany().HasForeignKey(candidate => candidate.ClientId).OnDelete(DeleteBehavior.Restrict);
            engagement.ToTable(table => table.HasCheckConstraint("ck_engagement_ends_after_it_starts", "ends_at > starts_at"));
        });
        model.Entity<FilePage>(page =>
        {
            page.HasIndex(filePage => new
                {
                    filePage.EngagementId,
                    filePage.Kind,
                    filePage.Number,
                })
                .IsUnique()
                .HasDatabaseName(PageOnce);
            page.HasOne<Engagement>().WithMany().HasForeignKey(filePage => filePage.EngagementId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AssignmentEntry>(entry =>
        {
            entry
                .HasIndex(assignmentEntry => new
                {
                    assignmentEntry.EngagementId,
                    assignmentEntry.Round,
                    assignmentEntry.Kind,
                })
                .IsUnique()
                .HasDatabaseName(GivenOnce);
            entry
                .Property(assignmentEntry => assignmentEntry.Eligibility)
                .HasColumnType("jsonb")
                .HasConversion(
                    found => JsonSerializer.Serialize(found, Json.Wire),
                    text => JsonSerializer.Deserialize<Eligibility>(text, Json.Wire)!,
                    new ValueComparer<Eligibility?>(
                        (eligibility, other) => ReferenceEquals(eligibility, other),
                        found => found == null ? 0 : found.GetHashCode(),
                        found => found
                    )
                );
        });
        model.Entity<Appointment>(appointment =>
        {
            appointment.HasKey(candidate => candidate.EngagementId);
            appointment.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceStep>(step =>
        {
            step.HasKey(serviceStep => new { serviceStep.EngagementId, serviceStep.Kind });
            step.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceNote>().HasIndex(serviceNote => serviceNote.EngagementId);
        model.Entity<ServiceAlert>(alert =>
        {
            alert.HasIndex(serviceAlert => serviceAlert.EngagementId);
            alert.Property<uint>("RowVersion").IsRowVersion();
        });
    }
}
