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
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.Kind,
                    candidate.Code,
                })
                .IsUnique()
                .HasDatabaseName(RegistrationDb.PlaceCodeOnce);
            place
                .HasIndex(candidate => candidate.BranchId)
                .IsUnique()
                .HasFilter("is_ground AND closed_at IS NULL")
                .HasDatabaseName(RegistrationDb.OneGroundFloor);
            place.HasIndex(candidate => candidate.FloorId).HasFilter("floor_id IS NOT NULL");
        });
        model.Entity<DirectoryChange>().HasKey(change => new { change.BranchId, change.Version });
        model.Entity<DirectoryVersion>().HasKey(version => version.BranchId);
        model.Entity<Absence>(absence =>
        {
            absence.HasIndex(candidate => new { candidate.EmployeeId, candidate.EndsAt });
        });
        model.Entity<Roster>(roster =>
        {
            roster
                .HasIndex(candidate => new { candidate.BranchId, candidate.Day })
                .IsUnique()
                .HasDatabaseName(RegistrationDb.OneRosterOfDay);
        });
        model.Entity<Shift>(shift =>
        {
            shift.HasIndex(candidate => new { candidate.RosterId, candidate.EmployeeId });
            shift.HasIndex(candidate => new { candidate.EmployeeId, candidate.EndsAt });
            shift.HasIndex(candidate => new { candidate.FloorId, candidate.EndsAt }).HasFilter("floor_id IS NOT NULL");
            shift.HasOne<Roster>().WithMany().HasForeignKey(candidate => candidate.RosterId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CoverageGap>(gap =>
        {
            gap.HasIndex(coverageGap => coverageGap.RosterId);
        });
        model.Entity<StatusBoard>(board =>
        {
            board.HasIndex(statusBoard => new { statusBoard.BranchId, statusBoard.Day }).IsUnique();
        });
        model.Entity<BoardLine>().HasKey(line => new { line.BoardId, line.DoctorId });
        model.Entity<FloorReport>(floor =>
        {
            floor.HasKey(floorReport => new { floorReport.BoardId, floorReport.FloorId });
        });
        model.Entity<BoardReading>().HasKey(reading => new { reading.BoardId, reading.EmployeeId });
        model.Entity<BoardChange>().HasIndex(change => new { change.BoardId, change.At });
    }
}
