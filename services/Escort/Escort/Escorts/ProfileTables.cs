namespace Clinic.Escort.Escorts;

/// <summary>The tables of people of the group and of what keeps them from being assigned.</summary>
static class ProfileTables
{
    internal const string ReinstatementOnce = "pk_reinstatement",
        RatingOnce = "escort_rating_once";

    public static void Shape(ModelBuilder model)
    {
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
        model.Entity<HeardVerdict>(verdict =>
        {
            verdict.HasKey(heard => heard.AssessmentId);
            verdict.HasIndex(heard => heard.PersonId);
            verdict.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<CaseOutcome>(outcome =>
        {
            outcome.HasIndex(heard => heard.PersonId);
            outcome.Property(heard => heard.SourceCode).HasMaxLength(60);
            outcome.Property(heard => heard.KindCode).HasMaxLength(60);
            outcome.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<Reinstatement>().HasIndex(reinstatement => reinstatement.PersonId);
        model.Entity<HeldCertificate>(certificate =>
        {
            certificate.HasKey(held => new { held.PersonId, held.Number });
            certificate.Property(held => held.Number).HasMaxLength(60);
            certificate.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<KnownLeave>(leave =>
        {
            leave.HasIndex(known => new { known.PersonId, known.EndsAt });
            leave.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<EscortRating>(rating =>
        {
            rating.HasIndex(candidate => new { candidate.ResponseId, candidate.PersonId }).IsUnique().HasDatabaseName(RatingOnce);
            rating.HasIndex(candidate => new { candidate.BranchId, candidate.Id });
            rating.HasIndex(candidate => candidate.PersonId);
            rating.Property(candidate => candidate.Score).HasPrecision(5, 2);
        });
        model.Entity<KnownComplaint>(complaint =>
        {
            complaint.Ignore(candidate => candidate.ConcernedIds);
            complaint.Property<uint>("RowVersion").IsRowVersion();
        });
    }
}
