using System.Text.Json;
using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Premises.Staff;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Registration.Premises;

/// <summary>The tables of branches, their directory, staff, absences, rosters and doctor status.</summary>
static class PremisesTables
{
    internal const string DepartmentCodeOnce = "department_code_once",
        PlaceCodeOnce = "place_code_once",
        OneGroundFloor = "place_one_ground_floor",
        OneRosterOfDay = "roster_one_of_day",
        OnePostAtATime = "shift_one_post_at_a_time";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Branch>();
        model.Entity<BranchCalendar>(calendar =>
        {
            calendar.HasKey(candidate => new { candidate.BranchId, candidate.Version });
            AsJson(calendar.Property(candidate => candidate.Week));
            AsJson(calendar.Property(candidate => candidate.ClosedDays));
            AsJson(calendar.Property(candidate => candidate.MakeUpDays));
        });
        model.Entity<Department>(department =>
        {
            department.HasIndex(candidate => new { candidate.BranchId, candidate.Code }).IsUnique().HasDatabaseName(DepartmentCodeOnce);
        });
        model.Entity<Doctor>(doctor =>
        {
            doctor.HasIndex(candidate => candidate.DepartmentId);
            doctor.HasIndex(candidate => candidate.BranchId);
        });
        model.Entity<StaffMember>();
        model.Entity<StaffCertificate>().HasKey(certificate => new { certificate.EmployeeId, certificate.Number });
        model.Entity<TriageBook>().HasKey(book => book.DepartmentId);
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
                .HasDatabaseName(PlaceCodeOnce);
            place
                .HasIndex(candidate => candidate.BranchId)
                .IsUnique()
                .HasFilter("is_ground AND closed_at IS NULL")
                .HasDatabaseName(OneGroundFloor);
            place.HasIndex(candidate => candidate.FloorId).HasFilter("floor_id IS NOT NULL");
        });
        model.Entity<DirectoryChange>().HasKey(change => new { change.BranchId, change.Version });
        model.Entity<DirectoryVersion>().HasKey(version => version.BranchId);
        model.Entity<Absence>(absence =>
        {
            absence.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            absence.HasIndex(candidate => new { candidate.EmployeeId, candidate.EndsAt });
            absence.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.StartsAt,
                candidate.Id,
            });
        });
        model.Entity<Roster>(roster =>
        {
            roster.HasIndex(candidate => new { candidate.BranchId, candidate.Day }).IsUnique().HasDatabaseName(OneRosterOfDay);
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

    // Read and written whole, and never changed.
    static void AsJson<TItem>(PropertyBuilder<IReadOnlyList<TItem>> list) =>
        list.HasColumnType("jsonb")
            .HasConversion(
                items => JsonSerializer.Serialize(items, Json.Wire),
                text => JsonSerializer.Deserialize<TItem[]>(text, Json.Wire)!,
                new ValueComparer<IReadOnlyList<TItem>>(
                    (items, others) => ReferenceEquals(items, others),
                    items => items.Count,
                    items => items
                )
            );
}
