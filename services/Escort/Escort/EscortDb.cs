using System.Text.Json;
using Clinic.Escort.Clients;
using Clinic.Escort.Engagements;
using Clinic.Escort.Profiles;
using Clinic.Registration.Contracts;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.Escort;

/// <summary>Escort's own database, with the constraints that carry rules by name.</summary>
public sealed class EscortDb(DbContextOptions<EscortDb> options) : ServiceDb(options)
{
    /// <summary>An exclusion constraint, written by hand in the migration: nobody accompanies two clients at once.</summary>
    internal const string OneAtATime = "engagement_one_at_a_time";

    internal const string ReferredOnce = "referral_one_per_client",
        PageOnce = "file_page_once",
        GivenOnce = "assignment_entry_once",
        InvoiceOnce = "engagement_invoice_once",
        AgreementOnce = "engagement_agreement_once";

    internal DbSet<KnownClient> Clients => Set<KnownClient>();
    internal DbSet<Referral> Referrals => Set<Referral>();
    internal DbSet<EscortProfile> Profiles => Set<EscortProfile>();
    internal DbSet<Suspension> Suspensions => Set<Suspension>();
    internal DbSet<OverturnedComplaint> OverturnedComplaints => Set<OverturnedComplaint>();
    internal DbSet<Engagement> Engagements => Set<Engagement>();
    internal DbSet<FilePage> Pages => Set<FilePage>();
    internal DbSet<AssignmentEntry> Assignments => Set<AssignmentEntry>();
    internal DbSet<Appointment> Appointments => Set<Appointment>();
    internal DbSet<ServiceStep> Steps => Set<ServiceStep>();
    internal DbSet<ServiceNote> Notes => Set<ServiceNote>();
    internal DbSet<ServiceAlert> Alerts => Set<ServiceAlert>();

    /// <summary>The person, held until the transaction ends; added now when nothing was heard of them yet.</summary>
    internal async Task<EscortProfile> ProfileOrNew(Guid person, Guid branch, CancellationToken stop)
    {
        await LockSubject(person, stop);
        return await Profiles.FindAsync([person], stop) ?? Add(EscortProfile.Unknown(person, branch)).Entity;
    }

    /// <summary>The profile of somebody who was hired, held until the transaction ends; a fact about anybody else waits.</summary>
    internal async Task<EscortProfile> KnownProfile(Guid person, CancellationToken stop)
    {
        await MustKnow(null, [person], stop);
        await LockSubject(person, stop);
        return (await Profiles.FindAsync([person], stop))!;
    }

    /// <summary>The client, held until the transaction ends; added now when nothing was heard of them yet.</summary>
    internal async Task<KnownClient> ClientOrNew(Guid client, CancellationToken stop)
    {
        await LockSubject(client, stop);
        return await Clients.FindAsync([client], stop) ?? Add(new KnownClient { Id = client }).Entity;
    }

    /// <summary>Everyone who is the same person as this client, and the client, all held until the transaction ends.</summary>
    internal async Task<List<KnownClient>> SamePersonAs(Guid client, CancellationToken stop)
    {
        var same = await SamePerson.As(
            client,
            async all =>
                [
                    .. (
                        await Clients
                            .AsNoTracking()
                            .Where(knownClient =>
                                knownClient.MergedInto != null
                                && (all.Contains(knownClient.Id) || all.Contains(knownClient.MergedInto.Value))
                            )
                            .ToListAsync(stop)
                    ).Select(knownClient => (knownClient.Id, knownClient.MergedInto!.Value)),
                ]
        );
        foreach (var id in same.Order())
            await LockSubject(id, stop);
        return await Clients.Where(knownClient => same.Contains(knownClient.Id)).ToListAsync(stop);
    }

    /// <summary>
    /// An engagement of the one who asks, from the assignment until it is archived; of anyone else there is none.
    /// </summary>
    internal async Task<Engagement?> Own(Guid engagement, Caller caller, CancellationToken stop) =>
        await Engagements.FindAsync([engagement], stop) is { } own && own.IsWith(caller.PersonId) ? own : null;

    /// <summary>True when this page of the engagement's file says something else than is said now.</summary>
    internal async Task<bool> WroteOther<T>(Engagement of, PageKind kind, T content, CancellationToken stop)
    {
        var (page, number) = (FilePage.Text(content), of.PageNumber(kind));
        return !await Pages.AnyAsync(
            filePage => filePage.EngagementId == of.Id && filePage.Kind == kind && filePage.Number == number && filePage.Content == page,
            stop
        );
    }

    /// <summary>The same of a page that is written once, before any escort or amendment.</summary>
    internal async Task<bool> WroteFirstOther<T>(Engagement of, PageKind kind, T content, CancellationToken stop)
    {
        var page = FilePage.Text(content);
        var first = await Pages
            .Where(filePage => filePage.EngagementId == of.Id && filePage.Kind == kind)
            .OrderBy(filePage => filePage.Number)
            .Select(filePage => filePage.Content)
            .FirstOrDefaultAsync(stop);
        return first != page;
    }

    /// <summary>
    /// Something was heard of an engagement's appointment, one after the other; what was confirmed for another time no longer holds
    ///
    /// </summary>
    internal async Task HearOfAppointment(Guid? engagement, Func<Appointment, bool> heard, CancellationToken stop)
    {
        if (engagement is not { } id)
            return;
        await LockSubject(id, stop);
        if (await Appointments.FindAsync([id], stop) is not { } appointment || !heard(appointment))
            return;
        (await Engagements.FindAsync([id], stop))?.Unconfirm();
    }

    /// <summary>The next number of a series of a branch and year, without gaps; held until the transaction ends.</summary>
    internal async Task<int> Next(string series, Guid branch, int year, CancellationToken stop) =>
        (
            await Database
                .SqlQuery<int>(
                    $"""
                    INSERT INTO number_counter (branch_id, series, year, last_number) VALUES ({branch}, {series}, {year}, 1)
                    ON CONFLICT (branch_id, series, year) DO UPDATE SET last_number = number_counter.last_number + 1
                      RETURNING last_number AS "Value"
                    """
                )
                .ToListAsync(stop)
        )[0];

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<KnownClient>(client =>
        {
            client.Property<uint>("RowVersion").IsRowVersion();
            client.HasIndex(knownClient => knownClient.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        model.Entity<Referral>(referral =>
        {
            referral.HasIndex(candidate => candidate.ClientId).IsUnique().HasDatabaseName(ReferredOnce);
            referral.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<EscortProfile>(profile =>
        {
            profile.Property(escortProfile => escortProfile.CertificateNumber).HasMaxLength(60);
            profile.Property(escortProfile => escortProfile.AgreementVersion).HasMaxLength(40);
            profile.HasIndex(escortProfile => new { escortProfile.BranchId, escortProfile.State });
        });
        model.Entity<Suspension>(suspension =>
        {
            suspension.HasKey(candidate => new { candidate.PersonId, candidate.SeriesVersion });
            suspension.HasIndex(candidate => candidate.ComplaintId);
        });
        model.Entity<OverturnedComplaint>();
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
            engagement.Property(candidate => candidate.Fee).HasPrecision(14, 2);
            engagement.Property(candidate => candidate.FeeCurrency).HasMaxLength(3);
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
            step.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceNote>().HasIndex(serviceNote => serviceNote.EngagementId);
        model.Entity<ServiceAlert>(alert =>
        {
            alert.HasIndex(serviceAlert => serviceAlert.EngagementId);
            alert.Property<uint>("RowVersion").IsRowVersion();
        });
    }
}
