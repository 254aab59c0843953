using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Absences;
using Clinic.Registration.Appointments;
using Clinic.Registration.Branches;
using Clinic.Registration.Campaigns;
using Clinic.Registration.Charts;
using Clinic.Registration.Clients;
using Clinic.Registration.Complaints;
using Clinic.Registration.Consents;
using Clinic.Registration.Directory;
using Clinic.Registration.FrontPages;
using Clinic.Registration.Members;
using Clinic.Registration.Merges;
using Clinic.Registration.Rosters;
using Clinic.Registration.Staff;
using Clinic.Registration.StatusBoards;
using Clinic.Registration.Triage;
using Clinic.Registration.Visits;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.Registration;

/// <summary>Registration's own database, with the constraints that carry rules by name.</summary>
public sealed partial class RegistrationDb(DbContextOptions<RegistrationDb> options) : ServiceDb(options)
{
    internal const string DepartmentCodeOnce = "department_code_once",
        IdNumberOnce = "client_id_number_once",
        MergedOnce = "client_merge_once",
        ConsentOnce = "client_consent_once",
        MemberOnce = "member_once",
        LevelCodeOnce = "member_level_code_once",
        OneOpenVisit = "visit_one_open",
        OneStandingAssignment = "triage_one_standing",
        ChartEntryOnce = "chart_entry_once",
        ConsentInOrder = "informed_consent_in_order",
        OneConsentToAPlan = "informed_consent_one_to_a_plan",
        OneAppointmentOfEngagement = "appointment_one_of_engagement",
        DoctorOnceAtATime = "appointment_doctor_once_at_a_time",
        ClientOnceAtATime = "appointment_client_once_at_a_time",
        RoomOnceAtATime = "appointment_room_once_at_a_time",
        OnePostAtATime = "shift_one_post_at_a_time",
        PlaceCodeOnce = "place_code_once",
        OneGroundFloor = "place_one_ground_floor",
        OneRosterOfDay = "roster_one_of_day";

    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<Department> Departments => Set<Department>();
    internal DbSet<Doctor> Doctors => Set<Doctor>();
    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<Client> Clients => Set<Client>();
    internal DbSet<VisitCard> VisitCards => Set<VisitCard>();
    internal DbSet<StartedPage> StartedPages => Set<StartedPage>();
    internal DbSet<ChartError> ChartErrors => Set<ChartError>();
    internal DbSet<ItemsReturned> ItemsReturned => Set<ItemsReturned>();
    internal DbSet<Diagnosis> Diagnoses => Set<Diagnosis>();
    internal DbSet<ClientConsent> Consents => Set<ClientConsent>();
    internal DbSet<Disclosure> Disclosures => Set<Disclosure>();
    internal DbSet<MemberLevel> MemberLevels => Set<MemberLevel>();
    internal DbSet<Member> Members => Set<Member>();
    internal DbSet<Campaign> Campaigns => Set<Campaign>();
    internal DbSet<CampaignTarget> CampaignTargets => Set<CampaignTarget>();
    internal DbSet<ToldApart> ToldApart => Set<ToldApart>();
    internal DbSet<ClientMerge> ClientMerges => Set<ClientMerge>();
    internal DbSet<MergeMove> MergeMoves => Set<MergeMove>();
    internal DbSet<Appointment> Appointments => Set<Appointment>();
    internal DbSet<AppointmentStep> AppointmentSteps => Set<AppointmentStep>();
    internal DbSet<Absence> Absences => Set<Absence>();
    internal DbSet<Place> Places => Set<Place>();
    internal DbSet<DirectoryChange> DirectoryChanges => Set<DirectoryChange>();
    internal DbSet<Roster> Rosters => Set<Roster>();
    internal DbSet<Shift> Shifts => Set<Shift>();
    internal DbSet<CoverageGap> CoverageGaps => Set<CoverageGap>();
    internal DbSet<StatusBoard> StatusBoards => Set<StatusBoard>();
    internal DbSet<BoardLine> BoardLines => Set<BoardLine>();
    internal DbSet<FloorReport> FloorReports => Set<FloorReport>();
    internal DbSet<BoardReading> BoardReadings => Set<BoardReading>();
    internal DbSet<BoardChange> BoardChanges => Set<BoardChange>();
    internal DbSet<ComplaintFlag> ComplaintFlags => Set<ComplaintFlag>();
    internal DbSet<Visit> Visits => Set<Visit>();
    internal DbSet<IdentityCheck> IdentityChecks => Set<IdentityCheck>();
    internal DbSet<ChartEntry> ChartEntries => Set<ChartEntry>();
    internal DbSet<InformedConsent> InformedConsents => Set<InformedConsent>();
    internal DbSet<TriageBook> TriageBooks => Set<TriageBook>();
    internal DbSet<TriageDecision> TriageDecisions => Set<TriageDecision>();
    internal DbSet<TriageEntry> TriageEntries => Set<TriageEntry>();
    internal DbSet<TriageBalance> TriageBalances => Set<TriageBalance>();

    /// <summary>For each of these clients who it is now, after every merge; whoever is out of sight is missing.</summary>
    internal async Task<Dictionary<Guid, Client>> Kept(IReadOnlyCollection<Guid> clients, CancellationToken stop)
    {
        Dictionary<Guid, Client> seen = [];
        for (IReadOnlyCollection<Guid> wanted = clients; wanted.Count > 0; )
        {
            foreach (var client in await Clients.AsNoTracking().Where(client => wanted.Contains(client.Id)).ToListAsync(stop))
                seen[client.Id] = client;
            wanted = [.. seen.Values.Select(client => client.MergedInto).OfType<Guid>().Where(into => !seen.ContainsKey(into)).Distinct()];
        }
        return clients
            .Where(seen.ContainsKey)
            .Distinct()
            .ToDictionary(
                id => id,
                id =>
                {
                    var client = seen[id];
                    while (client.MergedInto is { } into && seen.TryGetValue(into, out var next))
                        client = next;
                    return client;
                }
            );
    }

    /// <summary>A client and everybody who turned out to be the same person.</summary>
    internal async Task<Guid[]> SamePerson(Guid client, CancellationToken stop)
    {
        List<Guid> same = [client];
        for (List<Guid> next = [client]; next.Count > 0; same.AddRange(next))
            next = await Clients
                .Where(candidate => candidate.MergedInto != null && next.Contains(candidate.MergedInto.Value))
                .Select(candidate => candidate.Id)
                .ToListAsync(stop);
        return [.. same];
    }

    /// <summary>The flag of a complaint, held for this transaction and added when nothing was heard of it yet.</summary>
    internal async Task<ComplaintFlag> FlagOf(Guid complaint, Guid branch, CancellationToken stop)
    {
        await LockSubject(complaint, stop);
        return await ComplaintFlags.FindAsync([complaint], stop) ?? Add(ComplaintFlag.Unknown(complaint, branch)).Entity;
    }

    /// <summary>Those of the clients who have a complaint that is still open.</summary>
    internal Task<HashSet<Guid>> WithOpenComplaint(IReadOnlyCollection<Guid> clients, CancellationToken stop) =>
        ComplaintFlags
            .Where(flag => flag.State == ComplaintState.Open && clients.Contains(flag.ClientId!.Value))
            .Select(flag => flag.ClientId!.Value)
            .ToHashSetAsync(stop);

    /// <summary>Holds everyone else who works on any of the subjects; always in one order, so that two never wait for each other.</summary>
    internal Task LockSubjects(IEnumerable<Guid> subjects, CancellationToken stop)
    {
        var keys = subjects.Distinct().Select(subject => subject.ToString()).Order(StringComparer.Ordinal).ToArray();
        return Database.ExecuteSqlAsync(
            $"""
            SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM (
              SELECT key FROM unnest({keys}) WITH ORDINALITY AS wanted (key, place) ORDER BY place) AS ordered
            """,
            stop
        );
    }

    /// <summary>Writes down what happened to an appointment.</summary>
    internal void Note(
        Appointment one,
        AppointmentStepKind kind,
        DateTimeOffset now,
        string? code = null,
        string? reason = null,
        (DateTimeOffset StartsAt, Guid? DoctorId)? from = null
    ) =>
        Add(
            new AppointmentStep
            {
                Id = Guid.CreateVersion7(now),
                AppointmentId = one.Id,
                BranchId = one.BranchId,
                Kind = kind,
                OldStartsAt = from?.StartsAt,
                OldDoctorId = from?.DoctorId,
                StartsAt = one.StartsAt,
                DoctorId = one.DoctorId,
                ReasonCode = code,
                Reason = reason,
                Actor = Caller.Actor,
                At = now,
            }
        );

    /// <summary>True when a department has appointments to come.</summary>
    internal Task<bool> HasAppointmentsToCome(Guid department, DateTimeOffset now, CancellationToken stop) =>
        Appointments.AnyAsync(
            appointment =>
                appointment.DepartmentId == department
                && appointment.EndsAt > now
                && (
                    Appointment.Taking.Contains(appointment.State)
                    || appointment.State == AppointmentState.Requested
                    || appointment.State == AppointmentState.NeedsReschedule
                ),
            stop
        );

    /// <summary>True when appointments, shifts, departments or other places still count on a place.</summary>
    internal async Task<bool> IsStillUsed(Place place, DateTimeOffset now, CancellationToken stop) =>
        await Appointments.AnyAsync(
            appointment => appointment.RoomId == place.Id && appointment.EndsAt > now && Appointment.Taking.Contains(appointment.State),
            stop
        )
        || await Shifts.AnyAsync(shift => shift.FloorId == place.Id && shift.EndsAt > now, stop)
        || await Departments.AnyAsync(department => department.FloorId == place.Id && department.ClosedAt == null, stop)
        || await Places.AnyAsync(other => other.FloorId == place.Id && other.ClosedAt == null, stop);

    /// <summary>The person on the staff list, added now when nothing was heard of them yet.</summary>
    internal async Task<StaffMember> StaffMemberOrNew(Guid id, Guid branch, CancellationToken stop) =>
        await Staff.FindAsync([id], stop) ?? Add(StaffMember.Unknown(id, branch)).Entity;

    /// <summary>A person who was hired; a fact about anybody else, or of a branch that was never opened, waits.</summary>
    internal async Task<StaffMember> KnownStaffMember(Guid id, Guid? branch, CancellationToken stop)
    {
        await MustKnow(branch, [id], stop);
        return (await Staff.FindAsync([id], stop))!;
    }

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
        model.Entity<Branch>();
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
        ClientsModel.Shape(model);
        model.Entity<ChartCounter>().HasKey(counter => counter.BranchId);
        model
            .Entity<TicketCounter>()
            .HasKey(counter => new
            {
                counter.BranchId,
                counter.Day,
                counter.Category,
            });
        model.Entity<Appointment>(appointment =>
        {
            appointment
                .HasIndex(candidate => candidate.EngagementId)
                .IsUnique()
                .HasFilter("engagement_id IS NOT NULL")
                .HasDatabaseName(OneAppointmentOfEngagement);
            appointment.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.Day,
                candidate.StartsAt,
                candidate.Id,
            });
            appointment.HasIndex(candidate => new { candidate.DoctorId, candidate.EndsAt });
            appointment.HasIndex(candidate => new { candidate.ClientId, candidate.EndsAt });
            appointment.HasIndex(candidate => new { candidate.RoomId, candidate.EndsAt }).HasFilter("room_id IS NOT NULL");
            appointment.HasIndex(candidate => new { candidate.DepartmentId, candidate.EndsAt });
            appointment.HasIndex(candidate => candidate.AbsenceId).HasFilter("absence_id IS NOT NULL");
            appointment
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.StartsAt,
                    candidate.Id,
                })
                .HasFilter("notice_due_at IS NOT NULL")
                .HasDatabaseName("ix_appointment_to_be_told");
            appointment
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.State,
                    candidate.StartsAt,
                    candidate.Id,
                })
                .HasFilter("state IN ('Requested', 'NeedsReschedule')")
                .HasDatabaseName("ix_appointment_to_handle");
            appointment.HasOne<Client>().WithMany().HasForeignKey(candidate => candidate.ClientId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AppointmentStep>(step =>
        {
            step.HasIndex(appointmentStep => new { appointmentStep.AppointmentId, appointmentStep.At });
            step.HasOne<Appointment>()
                .WithMany()
                .HasForeignKey(appointmentStep => appointmentStep.AppointmentId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        DirectoryTables.Shape(model);
        model.Entity<ComplaintFlag>().HasIndex(flag => flag.ClientId).HasFilter("state = 'Open'");
        model.Entity<Visit>(visit =>
        {
            visit.Property(candidate => candidate.Charge).HasPrecision(14, 2);
            visit.Property(candidate => candidate.RegistrationFee).HasPrecision(14, 2);
            visit
                .HasIndex(candidate => new
                {
                    candidate.ClientId,
                    candidate.BranchId,
                    candidate.Day,
                })
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
        model.Entity<TriageBook>().HasKey(book => book.DepartmentId);
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
        ShapeReception(model);
        model.Entity<TriageBalance>().HasKey(balance => new { balance.DepartmentId, balance.DoctorId });
    }
}
