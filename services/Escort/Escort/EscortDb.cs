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
                            .Where(one => one.MergedInto != null && (all.Contains(one.Id) || all.Contains(one.MergedInto.Value)))
                            .ToListAsync(stop)
                    ).Select(one => (one.Id, one.MergedInto!.Value)),
                ]
        );
        foreach (var id in same.Order())
            await LockSubject(id, stop);
        return await Clients.Where(one => same.Contains(one.Id)).ToListAsync(stop);
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
            one => one.EngagementId == of.Id && one.Kind == kind && one.Number == number && one.Content == page,
            stop
        );
    }

    /// <summary>The same of a page that is written once, before any escort or amendment.</summary>
    internal async Task<bool> WroteFirstOther<T>(Engagement of, PageKind kind, T content, CancellationToken stop)
    {
        var page = FilePage.Text(content);
        var first = await Pages
            .Where(one => one.EngagementId == of.Id && one.Kind == kind)
            .OrderBy(one => one.Number)
            .Select(one => one.Content)
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
            client.HasIndex(one => one.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        model.Entity<Referral>(referral =>
        {
            referral.HasIndex(one => one.ClientId).IsUnique().HasDatabaseName(ReferredOnce);
            referral.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<EscortProfile>(profile =>
        {
            profile.Property(one => one.CertificateNumber).HasMaxLength(60);
            profile.Property(one => one.AgreementVersion).HasMaxLength(40);
            profile.HasIndex(one => new { one.BranchId, one.State });
        });
        model.Entity<Suspension>(suspension =>
        {
            suspension.HasKey(one => new { one.PersonId, one.SeriesVersion });
            suspension.HasIndex(one => one.ComplaintId);
        });
        model.Entity<OverturnedComplaint>();
        model
            .Entity<NumberCounter>()
            .HasKey(one => new
            {
                one.BranchId,
                one.Series,
                one.Year,
            });
        model.Entity<Engagement>(engagement =>
        {
            engagement.Property(one => one.Fee).HasPrecision(14, 2);
            engagement.Property(one => one.FeeCurrency).HasMaxLength(3);
            engagement.HasIndex(one => new
            {
                one.BranchId,
                one.State,
                one.Id,
            });
            engagement.HasIndex(one => one.EscortId);
            engagement
                .HasIndex(one => new { one.BranchId, one.InvoiceNumber })
                .IsUnique()
                .HasFilter("invoice_number IS NOT NULL")
                .HasDatabaseName(InvoiceOnce);
            engagement
                .HasIndex(one => new { one.BranchId, one.AgreementNumber })
                .IsUnique()
                .HasFilter("agreement_number IS NOT NULL")
                .HasDatabaseName(AgreementOnce);
            engagement.HasOne<KnownClient>().WithMany().HasForeignKey(one => one.ClientId).OnDelete(DeleteBehavior.Restrict);
            engagement.ToTable(table => table.HasCheckConstraint("ck_engagement_ends_after_it_starts", "ends_at > starts_at"));
        });
        model.Entity<FilePage>(page =>
        {
            page.HasIndex(one => new
                {
                    one.EngagementId,
                    one.Kind,
                    one.Number,
                })
                .IsUnique()
                .HasDatabaseName(PageOnce);
            page.HasOne<Engagement>().WithMany().HasForeignKey(one => one.EngagementId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AssignmentEntry>(entry =>
        {
            entry
                .HasIndex(one => new
                {
                    one.EngagementId,
                    one.Round,
                    one.Kind,
                })
                .IsUnique()
                .HasDatabaseName(GivenOnce);
            entry
                .Property(one => one.Eligibility)
                .HasColumnType("jsonb")
                .HasConversion(
                    found => JsonSerializer.Serialize(found, Json.Wire),
                    text => JsonSerializer.Deserialize<Eligibility>(text, Json.Wire)!,
                    new ValueComparer<Eligibility?>(
                        (one, other) => ReferenceEquals(one, other),
                        found => found == null ? 0 : found.GetHashCode(),
                        found => found
                    )
                );
        });
        model.Entity<Appointment>(appointment =>
        {
            appointment.HasKey(one => one.EngagementId);
            appointment.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceStep>(step =>
        {
            step.HasKey(one => new { one.EngagementId, one.Kind });
            step.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<ServiceNote>().HasIndex(one => one.EngagementId);
        model.Entity<ServiceAlert>(alert =>
        {
            alert.HasIndex(one => one.EngagementId);
            alert.Property<uint>("RowVersion").IsRowVersion();
        });
    }
}
