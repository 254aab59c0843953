using System.Text.Json;
using Clinic.Escort.Clients;
using Clinic.Escort.Escorts;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Escort.Engagements;

/// <summary>The tables of engagements, with the constraints that carry rules by name.</summary>
static class EngagementTables
{
    /// <summary>An exclusion constraint, written by hand in the migration: nobody accompanies two clients at once.</summary>
    internal const string OneAtATime = "engagement_one_at_a_time";

    /// <summary>Another one: nobody is accompanied twice at once.</summary>
    internal const string ClientOnceAtATime = "engagement_client_once_at_a_time";

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
            ShapeParts(engagement);
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
            step.HasIndex(serviceStep => serviceStep.VisitId);
            step.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceNote>().HasIndex(serviceNote => serviceNote.EngagementId);
        model.Entity<ServiceAlert>(alert =>
        {
            alert.HasIndex(serviceAlert => serviceAlert.EngagementId);
            alert.HasIndex(serviceAlert => new { serviceAlert.BranchId, serviceAlert.Id });
            alert.Property<uint>("RowVersion").IsRowVersion();
        });
    }

    // One table for the noun and its parts; each column is called as it was before there were parts.
    static void ShapeParts(EntityTypeBuilder<Engagement> engagement)
    {
        engagement.ComplexProperty(
            candidate => candidate.Handover,
            handover =>
            {
                handover.Property(part => part.DueAt).HasColumnName("handover_due_at");
                handover.Property(part => part.IsOverdue).HasColumnName("handover_overdue");
                handover.Property(part => part.LeadId).HasColumnName("lead_id");
                handover.Property(part => part.At).HasColumnName("handed_over_at");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Need,
            need =>
            {
                need.Property(part => part.ClinicBranchId).HasColumnName("clinic_branch_id");
                need.Property(part => part.ConfirmedAt).HasColumnName("need_confirmed_at");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.TimeAndPlace,
            agreed =>
            {
                agreed.Property(part => part.StartsAt).HasColumnName("starts_at");
                agreed.Property(part => part.EndsAt).HasColumnName("ends_at");
                agreed.Property(part => part.Place).HasColumnName("place");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Agreement,
            agreement =>
            {
                agreement.Property(part => part.Version).HasColumnName("agreement_version");
                agreement.Property(part => part.SignedAt).HasColumnName("agreed_at");
                agreement.Property(part => part.SignedBy).HasColumnName("agreed_by");
                agreement.Property(part => part.HighDifficulty).HasColumnName("high_difficulty");
                agreement.Property(part => part.NewClient).HasColumnName("new_client");
                agreement.Property(part => part.ReferrerId).HasColumnName("referrer_id");
                agreement.Property(part => part.IsAlone).HasColumnName("agreed_alone");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Fee,
            fee =>
            {
                fee.Property(part => part.Amount).HasColumnName("fee").HasPrecision(14, 2);
                fee.Property(part => part.Currency).HasColumnName("fee_currency").HasMaxLength(3);
                fee.Property(part => part.SettledAt).HasColumnName("fee_settled_at");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Assignment,
            assignment =>
            {
                assignment.Property(part => part.Round).HasColumnName("round");
                assignment.Property(part => part.AssignedAt).HasColumnName("assigned_at");
                assignment.Property(part => part.PreparationStartedAt).HasColumnName("preparation_started_at");
                assignment.Property(part => part.ReadyAt).HasColumnName("ready_at");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Confirmation,
            confirmation =>
            {
                confirmation.Property(part => part.At).HasColumnName("reconfirmed_at");
                confirmation.Property(part => part.Count).HasColumnName("reconfirmations");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Day,
            day =>
            {
                day.Property(part => part.StartedAt).HasColumnName("started_at");
                day.Property(part => part.MinutesLate).HasColumnName("minutes_late");
                day.Property(part => part.EndedAt).HasColumnName("ended_at");
                day.Property(part => part.InterruptedAt).HasColumnName("interrupted_at");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Report,
            report =>
            {
                report.Property(part => part.DueAt).HasColumnName("report_due_at");
                report.Property(part => part.IsOverdue).HasColumnName("report_overdue");
                report.Property(part => part.SubmittedAt).HasColumnName("reported_at");
                report.Property(part => part.IsOnTime).HasColumnName("report_on_time");
            }
        );
        engagement.ComplexProperty(
            candidate => candidate.Concerns,
            concerns => concerns.Property(part => part.Last).HasColumnName("concern_version")
        );
    }
}
