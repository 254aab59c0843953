using Clinic.Registration.Campaigns;
using Clinic.Registration.Charts;
using Clinic.Registration.Consents;
using Clinic.Registration.FrontPages;
using Clinic.Registration.Members;
using Clinic.Registration.Merges;
using Clinic.Registration.Segments;
using Clinic.Registration.Visits;

namespace Clinic.Registration.Clients;

/// <summary>The tables of the client record, with an index for each way a client is looked up.</summary>
static class ClientsModel
{
    // By the codes of the characters, so that a beginning is a range and comes in the order of the index.
    const string ByCode = "C";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Client>(client =>
        {
            client.Property(one => one.NameSimplified).UseCollation(ByCode);
            client.Property(one => one.NameLatin).UseCollation(ByCode);
            client.HasIndex(one => new
            {
                one.BranchId,
                one.NameSimplified,
                one.Id,
            });
            client.HasIndex(one => new
            {
                one.BranchId,
                one.NameLatin,
                one.Id,
            });
            client.HasIndex(one => new { one.BranchId, one.PhoneTrace });
            client.HasIndex(one => new
            {
                one.BranchId,
                one.PhoneTailTrace,
                one.Id,
            });
            client.HasIndex(one => new { one.BranchId, one.ChartNumber }).IsUnique();
            client.HasIndex(one => new { one.BranchId, one.VisitCardNumber }).IsUnique();
            // Not of those merged: the client kept may carry the same number.
            client
                .HasIndex(one => new { one.BranchId, one.IdNumberTrace })
                .IsUnique()
                .HasFilter("id_number_trace IS NOT NULL AND merged_into IS NULL")
                .HasDatabaseName(RegistrationDb.IdNumberOnce);
            client.HasIndex(one => one.IdNumberTrace).HasFilter("id_number_trace IS NOT NULL");
            client.HasIndex(one => new
            {
                one.BranchId,
                one.Segment,
                one.Id,
            });
            client.HasIndex(one => new
            {
                one.BranchId,
                one.JudgedAt,
                one.Id,
            });
            client.HasIndex(one => one.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        model.Entity<VisitCard>(card =>
        {
            card.HasIndex(one => new { one.BranchId, one.Number }).IsUnique();
            card.HasIndex(one => new { one.ClientId, one.IssuedAt });
        });
        model.Entity<ToldApart>(apart =>
        {
            apart.HasIndex(one => one.ClientId);
            apart.HasIndex(one => one.OtherId);
        });
        model.Entity<Unmasking>(unmasking =>
        {
            unmasking.HasIndex(one => new { one.ClientId, one.ShownAt });
            unmasking.PrimitiveCollection(one => one.Fields).ElementType().HasConversion<string>();
        });
        model.Entity<StartedPage>(page =>
        {
            page.PrimitiveCollection(one => one.Missing).ElementType().HasConversion<string>();
            page.HasIndex(one => new
                {
                    one.BranchId,
                    one.StartedAt,
                    one.Id,
                })
                .HasFilter("ended_at IS NULL");
            page.HasIndex(one => new { one.BranchId, one.Day });
        });
        model.Entity<ClientMerge>(merge =>
        {
            merge.HasIndex(one => one.MergedId).IsUnique().HasFilter("separated_at IS NULL").HasDatabaseName(RegistrationDb.MergedOnce);
            merge.HasIndex(one => one.KeptId);
        });
        model.Entity<ChartError>(error =>
        {
            error.HasIndex(one => new
            {
                one.BranchId,
                one.FoundAt,
                one.Id,
            });
            error
                .HasIndex(one => new { one.BranchId, one.FoundAt })
                .HasFilter("corrected_at IS NULL")
                .HasDatabaseName("ix_chart_error_open");
        });
        model.Entity<Forgetting>();
        model.Entity<Diagnosis>().HasIndex(one => new { one.BranchId, one.Day });
        model.Entity<ClientConsent>(consent =>
        {
            consent.PrimitiveCollection(one => one.Fields).ElementType().HasConversion<string>();
            consent
                .HasIndex(one => new { one.ClientId, one.Kind })
                .IsUnique()
                .HasFilter("withdrawn_at IS NULL AND kind <> 'Disclosure'")
                .HasDatabaseName(RegistrationDb.ConsentOnce);
            consent.HasIndex(one => new { one.ClientId, one.GivenAt });
        });
        model.Entity<Disclosure>(disclosure =>
        {
            disclosure.HasIndex(one => new { one.ClientId, one.DisclosedAt });
            disclosure.PrimitiveCollection(one => one.Fields).ElementType().HasConversion<string>();
        });
        model.Entity<SegmentChange>().HasIndex(change => new { change.ClientId, change.ChangedAt });
        model.Entity<MemberLevel>(level =>
        {
            level.Property(one => one.FromSpent).HasPrecision(14, 2);
            level.HasIndex(one => new { one.BranchId, one.Code }).IsUnique().HasDatabaseName(RegistrationDb.LevelCodeOnce);
        });
        model.Entity<Member>(member =>
        {
            member.HasIndex(one => one.ClientId).IsUnique().HasFilter("state = 'Enrolled'").HasDatabaseName(RegistrationDb.MemberOnce);
            member.HasIndex(one => new { one.ClientId, one.EnrolledAt });
            member.HasIndex(one => new { one.BranchId, one.Id });
        });
        model.Entity<LevelChange>().HasIndex(change => new { change.MemberId, change.ChangedAt });
        model.Entity<Campaign>(campaign =>
        {
            campaign.HasIndex(one => new { one.BranchId, one.Id });
        });
        model.Entity<CampaignTarget>().HasKey(target => new { target.CampaignId, target.ClientId });
        model.Entity<ItemsReturned>();
        model.Entity<VisitTypeChange>().HasIndex(change => change.VisitId);
        model.Entity<MergeMove>().HasIndex(move => move.MergeId);
    }
}
