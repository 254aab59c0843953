using System.Text.Json;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Visits.Arrivals;
using Clinic.Registration.Visits.Consultation;
using Clinic.Registration.Visits.Reception;
using Clinic.Registration.Visits.Triage;
using Clinic.Registration.Visits.Waiting;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.Registration.Visits;

/// <summary>The tables of arrival, visit, triage, waiting, consultation and departure.</summary>
static class VisitTables
{
    internal const string OneOpenVisit = "visit_one_open",
        OneStandingAssignment = "triage_one_standing",
        ChartEntryOnce = "chart_entry_once",
        ConsentInOrder = "informed_consent_in_order",
        OneConsentToAPlan = "informed_consent_one_to_a_plan",
        OneOpenHandOff = "hand_off_one_open",
        OneHandOffOfGreeter = "hand_off_one_of_greeter",
        OneOpenShortage = "shortage_one_open";

    public static void Shape(ModelBuilder model)
    {
        ShapeArrivals(model);
        ShapeTriage(model);
        ShapeWaiting(model);
        model
            .Entity<TicketCounter>()
            .HasKey(counter => new
            {
                counter.BranchId,
                counter.Day,
                counter.Category,
            });
        model.Entity<Visit>(visit =>
        {
            visit.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            VisitColumns.Shape(visit);
            visit
                .HasIndex(candidate => new { candidate.ClientId, candidate.BranchId })
                .IsUnique()
                .HasFilter("closed_at IS NULL")
                .HasDatabaseName(OneOpenVisit);
            visit
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.Day,
                    candidate.TicketCategory,
                    candidate.TicketNumber,
                })
                .IsUnique();
            visit.HasIndex(candidate => new { candidate.ClientId, candidate.CompletedAt });
            visit.HasIndex(candidate => new
            {
                candidate.ClientId,
                candidate.ArrivedAt,
                candidate.Id,
            });
            // Whoever went untreated: the visit ended then.
            visit
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.ClosedAt,
                    candidate.Id,
                })
                .HasFilter("state = 'LeftWithoutTreatment'")
                .HasDatabaseName("ix_visit_lost");
            visit.HasOne<Client>().WithMany().HasForeignKey(candidate => candidate.ClientId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IdentityCheck>(check =>
        {
            check.HasIndex(identityCheck => identityCheck.VisitId);
            check.PrimitiveCollection(identityCheck => identityCheck.Identifiers).ElementType().HasConversion<string>();
        });
        model
            .Entity<ChartEntry>()
            .HasIndex(entry => new
            {
                entry.VisitId,
                entry.Kind,
                entry.Version,
            })
            .IsUnique()
            .HasDatabaseName(ChartEntryOnce);
        model.Entity<ChartEntry>().Property(entry => entry.Version).HasDefaultValue(1).ValueGeneratedNever();
        model.Entity<InformedConsent>(consent =>
        {
            consent
                .HasIndex(informedConsent => new { informedConsent.VisitId, informedConsent.Ordinal })
                .IsUnique()
                .HasDatabaseName(ConsentInOrder);
            consent
                .HasIndex(informedConsent => new { informedConsent.VisitId, informedConsent.PlanVersion })
                .IsUnique()
                .HasFilter("state <> 'Withdrawn'")
                .HasDatabaseName(OneConsentToAPlan);
        });
        model.Entity<Diagnosis>().HasIndex(diagnosis => new { diagnosis.BranchId, diagnosis.Day });
        model.Entity<ItemsReturned>();
        model.Entity<VisitTypeChange>().HasIndex(change => change.VisitId);
        model.Entity<Charge>(charge =>
        {
            charge.Property(candidate => candidate.Amount).HasPrecision(14, 2);
            charge.HasIndex(candidate => candidate.VisitId);
        });
        model.Entity<ChartMove>().HasIndex(chartMove => chartMove.VisitId);
        model.Entity<TreatmentStep>().HasIndex(treatmentStep => treatmentStep.VisitId);
    }

    static void ShapeArrivals(ModelBuilder model)
    {
        model.Entity<Arrival>(arrival =>
        {
            arrival.HasIndex(candidate => new { candidate.BranchId, candidate.Day });
            arrival
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.ArrivedAt,
                    candidate.Id,
                })
                .HasFilter("greeting_late")
                .HasDatabaseName("ix_arrival_greeted_late");
        });
        model.Entity<HandOff>(handOff =>
        {
            handOff.HasIndex(off => off.ArrivalId).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneOpenHandOff);
            handOff.HasIndex(off => off.RequestedBy).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneHandOffOfGreeter);
            handOff.HasIndex(off => off.BranchId).HasFilter("accepted_at IS NULL");
        });
        model.Entity<Excuse>().HasKey(excuse => new { excuse.VisitId, excuse.Step });
        model.Entity<Preparation>().HasIndex(preparation => new { preparation.BranchId, preparation.Day });
    }

    static void ShapeTriage(ModelBuilder model)
    {
        model.Entity<TriageDecision>(decision =>
        {
            decision
                .HasIndex(triageDecision => triageDecision.VisitId)
                .IsUnique()
                .HasFilter("reversed_at IS NULL")
                .HasDatabaseName(OneStandingAssignment);
            decision.HasIndex(triageDecision => new { triageDecision.VisitId, triageDecision.DecidedAt });
            decision.HasIndex(triageDecision => new
            {
                triageDecision.DepartmentId,
                triageDecision.DoctorId,
                triageDecision.Line,
            });
            decision
                .Property(triageDecision => triageDecision.Candidates)
                .HasColumnType("jsonb")
                .HasConversion(
                    candidates => JsonSerializer.Serialize(candidates, Json.Wire),
                    text => JsonSerializer.Deserialize<Candidate[]>(text, Json.Wire)!,
                    new ValueComparer<IReadOnlyList<Candidate>>(
                        (readOnlyList, other) => ReferenceEquals(readOnlyList, other),
                        candidates => candidates.Count,
                        candidates => candidates
                    )
                );
        });
        model.Entity<TriageEntry>(entry =>
        {
            entry.HasKey(triageEntry => new
            {
                triageEntry.DepartmentId,
                triageEntry.Line,
                triageEntry.DoctorId,
            });
            entry.HasIndex(triageEntry => triageEntry.DecisionId);
        });
        model.Entity<TriageBalance>().HasKey(balance => new { balance.DepartmentId, balance.DoctorId });
    }

    static void ShapeWaiting(ModelBuilder model)
    {
        model.Entity<QueueJump>().HasIndex(queueJump => queueJump.VisitId);
        model.Entity<WaitingCare>(care =>
        {
            care.HasIndex(waitingCare => waitingCare.VisitId);
            care.PrimitiveCollection(waitingCare => waitingCare.Items).ElementType().HasConversion<string>();
        });
        model.Entity<AreaCheck>().HasIndex(areaCheck => new { areaCheck.BranchId, areaCheck.Day });
        model.Entity<Shortage>(shortage =>
        {
            shortage
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.Floor,
                    candidate.Item,
                })
                .IsUnique()
                .HasFilter("refilled_at IS NULL")
                .HasDatabaseName(OneOpenShortage);
            shortage.HasIndex(candidate => new { candidate.BranchId, candidate.SeenAt });
        });
    }
}
