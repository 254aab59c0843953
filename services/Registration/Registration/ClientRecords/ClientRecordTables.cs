using Clinic.Registration.ClientRecords.Campaigns;
using Clinic.Registration.ClientRecords.Charts;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.ClientRecords.Concerns;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.ClientRecords.Segments;

namespace Clinic.Registration.ClientRecords;

/// <summary>The tables of the client record, with an index for each way a client is looked up.</summary>
static class ClientRecordTables
{
    internal const string IdNumberOnce = "client_id_number_once",
        ConsentOnce = "client_consent_once",
        MemberOnce = "member_once",
        LevelCodeOnce = "member_level_code_once";

    // By the codes of the characters, so that a beginning is a range and comes in the order of the index.
    const string ByCode = "C";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<ChartCounter>().HasKey(counter => counter.BranchId);
        model.Entity<Client>(client =>
        {
            client.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            client.Property(candidate => candidate.NameSimplified).UseCollation(ByCode);
            client.Property(candidate => candidate.NameLatin).UseCollation(ByCode);
            client.Property(candidate => candidate.NameLatinOther).UseCollation(ByCode);
            client.Property(candidate => candidate.IdIssuedBy).HasMaxLength(2);
            client.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.NameSimplified,
                candidate.Id,
            });
            client.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.NameLatin,
                candidate.Id,
            });
            client
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.NameLatinOther,
                    candidate.Id,
                })
                .HasFilter("name_latin_other IS NOT NULL");
            // Whom an earlier build spelled; none before long.
            client
                .HasIndex(candidate => new { candidate.BranchId, candidate.Id })
                .HasFilter($"spelling_edition < {NameSpelling.Edition}")
                .HasDatabaseName("ix_client_spelled_before");
            client.HasIndex(candidate => new { candidate.BranchId, candidate.PhoneTrace });
            client.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.PhoneTailTrace,
                candidate.Id,
            });
            client.HasIndex(candidate => new { candidate.BranchId, candidate.ChartNumber }).IsUnique();
            client.HasIndex(candidate => new { candidate.BranchId, candidate.VisitCardNumber }).IsUnique();
            // Not of those merged: the client kept may carry the same number.
            client
                .HasIndex(candidate => new { candidate.BranchId, candidate.IdNumberTrace })
                .IsUnique()
                .HasFilter("id_number_trace IS NOT NULL AND merged_into IS NULL")
                .HasDatabaseName(IdNumberOnce);
            client.HasIndex(candidate => candidate.IdNumberTrace).HasFilter("id_number_trace IS NOT NULL");
            client.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.Segment,
                candidate.Id,
            });
            client.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.JudgedAt,
                candidate.Id,
            });
            client.HasIndex(candidate => candidate.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        model.Entity<VisitCard>(card =>
        {
            card.HasIndex(visitCard => new { visitCard.BranchId, visitCard.Number }).IsUnique();
            card.HasIndex(visitCard => new { visitCard.ClientId, visitCard.IssuedAt });
        });
        model.Entity<ToldApart>(apart =>
        {
            apart.HasIndex(toldApart => toldApart.ClientId);
            apart.HasIndex(toldApart => toldApart.OtherId);
        });
        model.Entity<Unmasking>(unmasking =>
        {
            unmasking.HasIndex(candidate => new { candidate.ClientId, candidate.ShownAt });
            unmasking.HasIndex(candidate => new { candidate.BranchId, candidate.Id });
            unmasking.PrimitiveCollection(candidate => candidate.Fields).ElementType().HasConversion<string>();
        });
        model.Entity<StartedPage>(page =>
        {
            page.PrimitiveCollection(startedPage => startedPage.Missing).ElementType().HasConversion<string>();
            page.HasIndex(startedPage => new
                {
                    startedPage.BranchId,
                    startedPage.StartedAt,
                    startedPage.Id,
                })
                .HasFilter("ended_at IS NULL");
            page.HasIndex(startedPage => new { startedPage.BranchId, startedPage.Day });
        });
        model.Entity<ChartError>(error =>
        {
            error.HasIndex(chartError => new
            {
                chartError.BranchId,
                chartError.FoundAt,
                chartError.Id,
            });
            error
                .HasIndex(chartError => new { chartError.BranchId, chartError.FoundAt })
                .HasFilter("corrected_at IS NULL")
                .HasDatabaseName("ix_chart_error_open");
        });
        model.Entity<ClientConsent>(consent =>
        {
            consent.PrimitiveCollection(clientConsent => clientConsent.Fields).ElementType().HasConversion<string>();
            consent
                .HasIndex(clientConsent => new { clientConsent.ClientId, clientConsent.Kind })
                .IsUnique()
                .HasFilter("withdrawn_at IS NULL AND kind <> 'Disclosure'")
                .HasDatabaseName(ConsentOnce);
            consent.HasIndex(clientConsent => new { clientConsent.ClientId, clientConsent.GivenAt });
        });
        model.Entity<Disclosure>(disclosure =>
        {
            disclosure.HasIndex(candidate => new { candidate.ClientId, candidate.DisclosedAt });
            disclosure.PrimitiveCollection(candidate => candidate.Fields).ElementType().HasConversion<string>();
        });
        model.Entity<SegmentChange>().HasIndex(change => new { change.ClientId, change.ChangedAt });
        model.Entity<MemberLevel>(level =>
        {
            level.Property(memberLevel => memberLevel.FromSpent).HasPrecision(14, 2);
            level.HasIndex(memberLevel => new { memberLevel.BranchId, memberLevel.Code }).IsUnique().HasDatabaseName(LevelCodeOnce);
        });
        model.Entity<Member>(member =>
        {
            member.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            member.HasIndex(candidate => candidate.ClientId).IsUnique().HasFilter("state = 'Enrolled'").HasDatabaseName(MemberOnce);
            member.HasIndex(candidate => new { candidate.ClientId, candidate.EnrolledAt });
            member.HasIndex(candidate => new { candidate.BranchId, candidate.Id });
        });
        model.Entity<LevelChange>().HasIndex(change => new { change.MemberId, change.ChangedAt });
        model.Entity<Campaign>(campaign =>
        {
            campaign.HasIndex(candidate => new { candidate.BranchId, candidate.Id });
        });
        model.Entity<CampaignTarget>().HasKey(target => new { target.CampaignId, target.ClientId });
        model.Entity<ComplaintFlag>(flag =>
        {
            flag.HasIndex(complaintFlag => complaintFlag.ClientId).HasFilter("state = 'Open'");
            flag.HasIndex(complaintFlag => new { complaintFlag.ClientId, complaintFlag.FiledAt });
            flag.HasIndex(complaintFlag => complaintFlag.VisitId).HasFilter("visit_id IS NOT NULL");
            flag.HasIndex(complaintFlag => complaintFlag.EngagementId).HasFilter("engagement_id IS NOT NULL");
        });
        model.Entity<ClientConcern>(concern =>
        {
            concern.HasKey(clientConcern => new { clientConcern.ConcernId, clientConcern.Kind });
            concern.Property(clientConcern => clientConcern.PostCode).HasMaxLength(60);
            concern.HasIndex(clientConcern => clientConcern.ClientId);
        });
    }
}
