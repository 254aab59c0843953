using Clinic.Registration.Arrivals;
using Clinic.Registration.Closings;
using Clinic.Registration.Queue;
using Clinic.Registration.Visits;
using Clinic.Registration.WaitingAreas;

namespace Clinic.Registration;

/// <summary>The tables of arrival, waiting and what belongs to a visit on its way through the house.</summary>
public sealed partial class RegistrationDb
{
    internal const string OneOpenHandOff = "hand_off_one_open",
        OneHandOffOfGreeter = "hand_off_one_of_greeter",
        OneOpenShortage = "shortage_one_open";

    internal DbSet<Arrival> Arrivals => Set<Arrival>();
    internal DbSet<HandOff> HandOffs => Set<HandOff>();
    internal DbSet<Excuse> Excuses => Set<Excuse>();
    internal DbSet<Preparation> Preparations => Set<Preparation>();
    internal DbSet<Charge> Charges => Set<Charge>();
    internal DbSet<ChartMove> ChartMoves => Set<ChartMove>();
    internal DbSet<TreatmentStep> TreatmentSteps => Set<TreatmentStep>();
    internal DbSet<QueueJump> QueueJumps => Set<QueueJump>();
    internal DbSet<WaitingCare> WaitingCares => Set<WaitingCare>();
    internal DbSet<AreaCheck> AreaChecks => Set<AreaCheck>();
    internal DbSet<Shortage> Shortages => Set<Shortage>();
    internal DbSet<RecordClosing> RecordClosings => Set<RecordClosing>();

    /// <summary>
    /// Cancels a subject's deadlines, or waits until the one that is being handled is done. Called first in a transaction, so
    /// that whoever acts in time is never called late, and whoever comes after it sees what it said.
    /// </summary>
    internal Task TakeDeadlines(Guid subject, CancellationToken stop, params string[] kinds) =>
        Database.ExecuteSqlAsync($"DELETE FROM due WHERE subject_id = {subject} AND kind = ANY ({kinds})", stop);

    /// <summary>
    /// where the branch is paid before, what the treatment costs is charged and everything is paid first; else null.
    /// </summary>
    internal async Task<Refusal?> PaymentDue(Visit visit, PolicyBook policies, CancellationToken stop)
    {
        if (policies.Value(RegisterVisit.Timing, visit.BranchId, visit.CheckedInAt).Word != PayTiming.Before)
            return null;

        var charges = await Charges.AsNoTracking().Where(charge => charge.VisitId == visit.Id).Take(200).ToListAsync(stop);
        return charges.Exists(charge => charge.Kind == ChargeKind.Treatment) && charges.TrueForAll(charge => charge.PaidAt is not null)
            ? null
            : Refusals.PaymentDue;
    }

    static void ShapeReception(ModelBuilder model)
    {
        model.Entity<Arrival>(arrival =>
        {
            arrival.HasIndex(candidate => new { candidate.BranchId, candidate.Day });
        });
        model.Entity<HandOff>(handOff =>
        {
            handOff.HasIndex(off => off.ArrivalId).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneOpenHandOff);
            handOff.HasIndex(off => off.RequestedBy).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneHandOffOfGreeter);
            handOff.HasIndex(off => off.BranchId).HasFilter("accepted_at IS NULL");
        });
        model.Entity<Excuse>().HasKey(excuse => new { excuse.VisitId, excuse.Step });
        model.Entity<Preparation>().HasIndex(preparation => new { preparation.BranchId, preparation.Day });
        model.Entity<Charge>(charge =>
        {
            charge.Property(candidate => candidate.Amount).HasPrecision(14, 2);
            charge.HasIndex(candidate => candidate.VisitId);
        });
        model.Entity<ChartMove>().HasIndex(chartMove => chartMove.VisitId);
        model.Entity<TreatmentStep>().HasIndex(treatmentStep => treatmentStep.VisitId);
        model.Entity<QueueJump>().HasIndex(queueJump => queueJump.VisitId);
        model.Entity<WaitingCare>(care =>
        {
            care.HasIndex(waitingCare => waitingCare.VisitId);
            care.PrimitiveCollection(waitingCare => waitingCare.Items).ElementType().HasConversion<string>();
        });
        model.Entity<AreaCheck>().HasIndex(areaCheck => new { areaCheck.BranchId, areaCheck.Day });
        model.Entity<RecordClosing>().HasIndex(recordClosing => new { recordClosing.BranchId, recordClosing.Day });
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
