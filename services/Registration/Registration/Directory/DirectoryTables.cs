using Clinic.Registration.Absences;
using Clinic.Registration.Rosters;
using Clinic.Registration.StatusBoards;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Directory;

/// <summary>The tables of places, rosters, absences and status boards.</summary>
static class DirectoryTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<Place>(place =>
        {
            place.ToTable("place").Property(one => one.Version).IsRowVersion();
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
        model.Entity<DirectoryChange>().ToTable("directory_change").HasKey(change => new { change.BranchId, change.Version });
        model.Entity<DirectoryVersion>().ToTable("directory_version").HasKey(version => version.BranchId);
        model.Entity<Absence>(absence =>
        {
            absence.ToTable("absence").Property(one => one.Version).IsRowVersion();
            absence.HasIndex(one => new { one.EmployeeId, one.EndsAt });
        });
        model.Entity<Roster>(roster =>
        {
            roster.ToTable("roster").Property(one => one.Version).IsRowVersion();
            roster.HasIndex(one => new { one.BranchId, one.Day }).IsUnique().HasDatabaseName(RegistrationDb.OneRosterOfDay);
        });
        model.Entity<Shift>(shift =>
        {
            shift.ToTable("shift").HasIndex(one => new { one.RosterId, one.EmployeeId });
            shift.HasIndex(one => new { one.EmployeeId, one.EndsAt });
            shift.HasIndex(one => new { one.FloorId, one.EndsAt }).HasFilter("floor_id IS NOT NULL");
            shift.HasOne<Roster>().WithMany().HasForeignKey(one => one.RosterId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CoverageGap>(gap =>
        {
            gap.ToTable("coverage_gap").Property(one => one.Version).IsRowVersion();
            gap.HasIndex(one => one.RosterId);
        });
        model.Entity<StatusBoard>(board =>
        {
            board.ToTable("status_board").Property(one => one.Version).IsRowVersion();
            board.HasIndex(one => new { one.BranchId, one.Day }).IsUnique();
        });
        model.Entity<BoardLine>().ToTable("board_line").HasKey(line => new { line.BoardId, line.DoctorId });
        model.Entity<FloorReport>(floor =>
        {
            floor.ToTable("floor_report").HasKey(one => new { one.BoardId, one.FloorId });
            floor.Property(one => one.Version).IsRowVersion();
        });
        model.Entity<BoardReading>().ToTable("board_reading").HasKey(reading => new { reading.BoardId, reading.EmployeeId });
        model.Entity<BoardChange>().ToTable("board_change").HasIndex(change => new { change.BoardId, change.At });
    }
}
