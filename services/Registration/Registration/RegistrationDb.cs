using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Appointments;
using Clinic.Registration.Branches;
using Clinic.Registration.Clients;
using Clinic.Registration.Complaints;
using Clinic.Registration.Directory;
using Clinic.Registration.Staff;
using Clinic.Registration.Triage;
using Clinic.Registration.Visits;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.Registration;

/// <summary>Registration's own database, with the constraints that carry rules by name.</summary>
public sealed partial class RegistrationDb(DbContextOptions<RegistrationDb> options) : ServiceDb(options)
{
    internal const string
        DepartmentCodeOnce = "department_code_once",
        IdNumberOnce = "client_id_number_once",
        OneOpenVisit = "visit_one_open",
        OneStandingAssignment = "triage_one_standing",
        ChartEntryOnce = "chart_entry_once",
        OneAppointmentOfEngagement = "appointment_one_of_engagement",
        DoctorOnceAtATime = "appointment_doctor_once_at_a_time",
        ClientOnceAtATime = "appointment_client_once_at_a_time";

    /// <summary>
    /// No doctor and no client is in two appointments at once, whoever books. The model cannot say this of time ranges, so the
    /// migration that makes the table runs it.
    /// </summary>
    internal const string NobodyTwiceAtATime = $"""
        ALTER TABLE appointment
          ADD CONSTRAINT {DoctorOnceAtATime} EXCLUDE USING gist (doctor_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('Booked', 'CheckedIn')),
          ADD CONSTRAINT {ClientOnceAtATime} EXCLUDE USING gist (client_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN ('Booked', 'CheckedIn'));
        """;

    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<Department> Departments => Set<Department>();
    internal DbSet<Doctor> Doctors => Set<Doctor>();
    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<Client> Clients => Set<Client>();
    internal DbSet<Appointment> Appointments => Set<Appointment>();
    internal DbSet<ComplaintFlag> ComplaintFlags => Set<ComplaintFlag>();
    internal DbSet<Visit> Visits => Set<Visit>();
    internal DbSet<IdentityCheck> IdentityChecks => Set<IdentityCheck>();
    internal DbSet<ChartEntry> ChartEntries => Set<ChartEntry>();
    internal DbSet<TriageBook> TriageBooks => Set<TriageBook>();
    internal DbSet<TriageDecision> TriageDecisions => Set<TriageDecision>();
    internal DbSet<TriageEntry> TriageEntries => Set<TriageEntry>();
    internal DbSet<TriageBalance> TriageBalances => Set<TriageBalance>();

    /// <summary>The flag of a complaint, held for this transaction and added when nothing was heard of it yet.</summary>
    internal async Task<ComplaintFlag> FlagOf(Guid complaint, Guid branch, CancellationToken stop)
    {
        await Alone(complaint, stop);
        return await ComplaintFlags.FindAsync([complaint], stop) ?? Add(ComplaintFlag.Unknown(complaint, branch)).Entity;
    }

    /// <summary>Those of the clients who have a complaint that is still open.</summary>
    internal Task<HashSet<Guid>> WithOpenComplaint(IReadOnlyCollection<Guid> clients, CancellationToken stop) =>
        ComplaintFlags.Where(flag => flag.State == ComplaintState.Open && clients.Contains(flag.ClientId!.Value)).Select(flag => flag.ClientId!.Value).ToHashSetAsync(stop);

    /// <summary>The person on the staff list, added now when nothing was heard of them yet.</summary>
    internal async Task<StaffMember> StaffMemberOrNew(Guid id, Guid branch, CancellationToken stop) =>
        await Staff.FindAsync([id], stop) ?? Add(StaffMember.Unknown(id, branch)).Entity;

    /// <summary>True when the person works at the branch as a nurse.</summary>
    internal Task<bool> IsNurse(Guid person, Guid branch, CancellationToken stop) =>
        Staff.AnyAsync(member => member.Id == person && member.Post == Post.Nurse && member.BranchId == branch && !member.HasLeft, stop);

    /// <summary>True when this page of the visit's chart says something else than is said now.</summary>
    internal async Task<bool> WroteOther<T>(Visit visit, ChartPart part, T content, CancellationToken stop)
    {
        var page = ChartEntry.Page(content);
        return !await ChartEntries.AnyAsync(entry => entry.VisitId == visit.Id && entry.Kind == part && entry.Content == page, stop);
    }

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Branch>().ToTable("branch");
        model.Entity<Department>(department =>
        {
            department.ToTable("department").HasIndex(one => new { one.BranchId, one.Code }).IsUnique().HasDatabaseName(DepartmentCodeOnce);
        });
        model.Entity<Doctor>(doctor =>
        {
            doctor.ToTable("doctor").Property(one => one.Version).IsRowVersion();
            doctor.HasIndex(one => one.DepartmentId);
            doctor.HasIndex(one => one.BranchId);
        });
        model.Entity<StaffMember>().ToTable("staff_member").Property(one => one.Version).IsRowVersion();
        model.Entity<Client>(client =>
        {
            client.ToTable("client").Property(one => one.Version).IsRowVersion();
            client.HasIndex(one => new { one.BranchId, one.Phone });
            client.HasIndex(one => new { one.BranchId, one.Name }).HasOperators("uuid_ops", "text_pattern_ops");
            client.HasIndex(one => new { one.BranchId, one.ChartNumber }).IsUnique();
            client.HasIndex(one => new { one.BranchId, one.VisitCardNumber }).IsUnique();
            client.HasIndex(one => new { one.BranchId, one.IdNumber }).IsUnique().HasFilter("id_number IS NOT NULL").HasDatabaseName(IdNumberOnce);
        });
        model.Entity<ChartCounter>().ToTable("chart_counter").HasKey(counter => counter.BranchId);
        model.Entity<TicketCounter>().ToTable("ticket_counter").HasKey(counter => new { counter.BranchId, counter.Day, counter.Category });
        model.Entity<Appointment>(appointment =>
        {
            appointment.ToTable("appointment").Property(one => one.Version).IsRowVersion();
            appointment.HasIndex(one => one.EngagementId).IsUnique().HasFilter("engagement_id IS NOT NULL").HasDatabaseName(OneAppointmentOfEngagement);
            appointment.HasIndex(one => new { one.BranchId, one.Day, one.StartsAt, one.Id });
            appointment.HasIndex(one => new { one.DoctorId, one.EndsAt });
            appointment.HasIndex(one => new { one.ClientId, one.EndsAt });
            appointment.HasOne<Client>().WithMany().HasForeignKey(one => one.ClientId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ComplaintFlag>().ToTable("complaint_flag").HasIndex(flag => flag.ClientId).HasFilter("state = 'Open'");
        model.Entity<Visit>(visit =>
        {
            visit.ToTable("visit").Property(one => one.Version).IsRowVersion();
            visit.Property(one => one.Charge).HasPrecision(14, 2);
            visit.Property(one => one.RegistrationFee).HasPrecision(14, 2);
            visit.HasIndex(one => new { one.ClientId, one.BranchId, one.Day }).IsUnique().HasFilter("closed_at IS NULL").HasDatabaseName(OneOpenVisit);
            visit.HasIndex(one => new { one.BranchId, one.Day, one.TicketCategory, one.TicketNumber }).IsUnique();
            visit.HasIndex(one => new { one.ClientId, one.CompletedAt });
            visit.HasOne<Client>().WithMany().HasForeignKey(one => one.ClientId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IdentityCheck>(check =>
        {
            check.ToTable("identity_check").HasIndex(one => one.VisitId);
            check.PrimitiveCollection(one => one.Identifiers).ElementType().HasConversion<string>();
        });
        model.Entity<ChartEntry>().ToTable("chart_entry").HasIndex(entry => new { entry.VisitId, entry.Kind }).IsUnique().HasDatabaseName(ChartEntryOnce);
        model.Entity<TriageBook>().ToTable("triage_book").HasKey(book => book.DepartmentId);
        model.Entity<TriageDecision>(decision =>
        {
            decision.ToTable("triage_decision").HasIndex(one => one.VisitId).IsUnique().HasFilter("reversed_at IS NULL").HasDatabaseName(OneStandingAssignment);
            decision.HasIndex(one => new { one.VisitId, one.DecidedAt });
            decision.HasIndex(one => new { one.DepartmentId, one.DoctorId, one.Line });
            decision.Property(one => one.Candidates).HasColumnType("jsonb").HasConversion(
                candidates => JsonSerializer.Serialize(candidates, Json.Wire), text => JsonSerializer.Deserialize<Candidate[]>(text, Json.Wire)!,
                new ValueComparer<IReadOnlyList<Candidate>>((one, other) => ReferenceEquals(one, other), candidates => candidates.Count, candidates => candidates));
        });
        model.Entity<TriageEntry>(entry =>
        {
            entry.ToTable("triage_entry").HasKey(one => new { one.DepartmentId, one.Line, one.DoctorId });
            entry.HasIndex(one => one.DecisionId);
        });
        ShapeReception(model);
        model.Entity<TriageBalance>().ToTable("triage_balance").HasKey(balance => new { balance.DepartmentId, balance.DoctorId });
    }
}
