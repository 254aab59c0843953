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
            arrival.HasIndex(one => new { one.BranchId, one.Day });
        });
        model.Entity<HandOff>(handOff =>
        {
            handOff.HasIndex(one => one.ArrivalId).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneOpenHandOff);
            handOff.HasIndex(one => one.RequestedBy).IsUnique().HasFilter("accepted_at IS NULL").HasDatabaseName(OneHandOffOfGreeter);
            handOff.HasIndex(one => one.BranchId).HasFilter("accepted_at IS NULL");
        });
        model.Entity<Excuse>().HasKey(excuse => new { excuse.VisitId, excuse.Step });
        model.Entity<Preparation>().HasIndex(one => new { one.BranchId, one.Day });
        model.Entity<Charge>(charge =>
        {
            charge.Property(one => one.Amount).HasPrecision(14, 2);
            charge.HasIndex(one => one.VisitId);
        });
        model.Entity<ChartMove>().HasIndex(one => one.VisitId);
        model.Entity<TreatmentStep>().HasIndex(one => one.VisitId);
        model.Entity<QueueJump>().HasIndex(one => one.VisitId);
        model.Entity<WaitingCare>(care =>
        {
            care.HasIndex(one => one.VisitId);
            care.PrimitiveCollection(one => one.Items).ElementType().HasConversion<string>();
        });
        model.Entity<AreaCheck>().HasIndex(one => new { one.BranchId, one.Day });
        model.Entity<RecordClosing>().HasIndex(one => new { one.BranchId, one.Day });
        model.Entity<Shortage>(shortage =>
        {
            shortage
                .HasIndex(one => new
                {
                    one.BranchId,
                    one.Floor,
                    one.Item,
                })
                .IsUnique()
                .HasFilter("refilled_at IS NULL")
                .HasDatabaseName(OneOpenShortage);
            shortage.HasIndex(one => new { one.BranchId, one.SeenAt });
        });
    }
}
