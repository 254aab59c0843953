using Clinic.Gateway.Accounts;
using Clinic.Gateway.Backups;
using Clinic.Gateway.Branches;
using Clinic.Gateway.Keys;
using Clinic.Gateway.Rights;
using Clinic.Gateway.SecondFactors;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway;

/// <summary>
/// Who may log in, as whom, and with which rights. Nothing here is of a branch: these rows are read to find out who is asking,
/// so they stand outside of scope, and the only personal data among them are login names and, for minutes,
/// addresses from which somebody tried to log in.
/// </summary>
public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : ServiceDb(options)
{
    internal DbSet<Account> Accounts => Set<Account>();
    internal DbSet<PostHeld> PostsHeld => Set<PostHeld>();
    internal DbSet<AgreementSigned> Agreements => Set<AgreementSigned>();
    internal DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    internal DbSet<PostRole> PostRoles => Set<PostRole>();
    internal DbSet<KnownBranch> Branches => Set<KnownBranch>();
    internal DbSet<Session> Sessions => Set<Session>();
    internal DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    internal DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    internal DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    internal DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    internal DbSet<BackupRun> BackupRuns => Set<BackupRun>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.HasKey(candidate => candidate.Id);
            account.Property(candidate => candidate.UserName).HasMaxLength(64);
            account.Property(candidate => candidate.NormalizedUserName).HasMaxLength(64);
            account.HasIndex(candidate => candidate.NormalizedUserName).IsUnique();
            account.Property(candidate => candidate.Language).HasMaxLength(7);
            // What ASP.NET Core Identity could keep besides and we do not: contact data, its own second factors and lockout.
            account
                .Ignore(candidate => candidate.Email)
                .Ignore(candidate => candidate.NormalizedEmail)
                .Ignore(candidate => candidate.EmailConfirmed)
                .Ignore(candidate => candidate.PhoneNumber)
                .Ignore(candidate => candidate.PhoneNumberConfirmed)
                .Ignore(candidate => candidate.TwoFactorEnabled)
                .Ignore(candidate => candidate.LockoutEnabled)
                .Ignore(candidate => candidate.LockoutEnd)
                .Ignore(candidate => candidate.AccessFailedCount)
                .Ignore(candidate => candidate.ConcurrencyStamp);
        });
        model.Entity<PostHeld>().HasKey(postHeld => new { postHeld.EmployeeId, postHeld.Version });
        model.Entity<AgreementSigned>().HasKey(agreementSigned => new { agreementSigned.EmployeeId, agreementSigned.DocumentVersion });
        model.Entity<RoleGrant>(grant =>
        {
            grant.HasKey(roleGrant => roleGrant.Id);
            grant.HasIndex(roleGrant => roleGrant.AccountId);
            grant.HasIndex(roleGrant => roleGrant.Source).IsUnique().HasFilter($"source = '{nameof(GrantSource.Bootstrap)}'");
            grant.HasOne<Account>().WithMany().HasForeignKey(roleGrant => roleGrant.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PostRole>(post =>
        {
            post.HasKey(postRole => new { postRole.Post, postRole.Role });
            post.HasData(AccessMatrix.Posts);
        });
        model.Entity<KnownBranch>().HasKey(knownBranch => knownBranch.Id);
        model.Entity<Session>(session =>
        {
            session.HasKey(candidate => candidate.Id);
            session.HasIndex(candidate => candidate.AccountId);
            session.HasOne<Account>().WithMany().HasForeignKey(candidate => candidate.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RefreshToken>(token =>
        {
            token.HasKey(refreshToken => refreshToken.Hash);
            token.HasIndex(refreshToken => refreshToken.SessionId);
            token.HasOne<Session>().WithMany().HasForeignKey(refreshToken => refreshToken.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Attempts>().HasKey(attempts => attempts.Key);
        model.Entity<TriedName>().HasKey(tried => new { tried.Address, tried.Name });
        model.Entity<SecondFactor>(factor =>
        {
            factor.HasKey(secondFactor => secondFactor.AccountId);
            factor.HasOne<Account>().WithMany().HasForeignKey(secondFactor => secondFactor.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.HasKey(recoveryCode => new { recoveryCode.AccountId, recoveryCode.Hash });
            code.HasOne<Account>().WithMany().HasForeignKey(recoveryCode => recoveryCode.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SecondFactorReset>(reset =>
        {
            reset.HasIndex(secondFactorReset => secondFactorReset.AccountId);
            reset
                .HasOne<Account>()
                .WithMany()
                .HasForeignKey(secondFactorReset => secondFactorReset.AccountId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SigningKey>().HasKey(signingKey => signingKey.Id);
        model.Entity<BackupRun>().HasIndex(run => new { run.Database, run.StartedAt });
    }
}
