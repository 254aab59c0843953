using Clinic.Registration.Absences;
using Clinic.Registration.Rosters;
using Clinic.Registration.StatusBoards;

namespace Clinic.Registration.Directory;

/// <summary>The tables of places, rosters, absences and status boards.</summary>
static class DirectoryTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<Place>(place =>
        {
            place
                .HasIndex(one => new
                {
                    one.BranchId,
                    one.Kind,
                    one.Code,
                })
                .IsUnique()
                .HasDatabaseName(RegistrationDb.PlaceCodeOnce);
            place
                .HasIndex(one => one.BranchId)
                .IsUnique()
                .HasFilter("is_ground AND closed_at IS NULL")
                .HasDatabaseName(RegistrationDb.OneGroundFloor);
            place.HasIndex(one => one.FloorId).HasFilter("floor_id IS NOT NULL");
        });
        model.Entity<DirectoryChange>().HasKey(change => new { change.BranchId, change.Version });
        model.Entity<DirectoryVersion>().HasKey(version => version.BranchId);
        model.Entity<Absence>(absence =>
        {
            absence.HasIndex(one => new { one.EmployeeId, one.EndsAt });
        });
        model.Entity<Roster>(roster =>
        {
            roster.HasIndex(one => new { one.BranchId, one.Day }).IsUnique().HasDatabaseName(RegistrationDb.OneRosterOfDay);
        });
        model.Entity<Shift>(shift =>
        {
            shift.HasIndex(one => new { one.RosterId, one.EmployeeId });
            shift.HasIndex(one => new { one.EmployeeId, one.EndsAt });
            shift.HasIndex(one => new { one.FloorId, one.EndsAt }).HasFilter("floor_id IS NOT NULL");
            shift.HasOne<Roster>().WithMany().HasForeignKey(one => one.RosterId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CoverageGap>(gap =>
        {
            gap.HasIndex(one => one.RosterId);
        });
        model.Entity<StatusBoard>(board =>
        {
            board.HasIndex(one => new { one.BranchId, one.Day }).IsUnique();
        });
        model.Entity<BoardLine>().HasKey(line => new { line.BoardId, line.DoctorId });
        model.Entity<FloorReport>(floor =>
        {
            floor.HasKey(one => new { one.BoardId, one.FloorId });
        });
        model.Entity<BoardReading>().HasKey(reading => new { reading.BoardId, reading.EmployeeId });
        model.Entity<BoardChange>().HasIndex(change => new { change.BoardId, change.At });
    }
}
