using Clinic.Gateway.Accounts;
using Clinic.Gateway.Backups;
using Clinic.Gateway.Branches;
using Clinic.Gateway.Keys;
using Clinic.Gateway.Rights;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway;

/// <summary>
/// Who may log in, as whom, and with which rights. Nothing here is of a branch: these rows are read to find out who is asking,
/// so they stand outside of scope, and the only personal data among them is the login name.
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
    internal DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    internal DbSet<BackupRun> BackupRuns => Set<BackupRun>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.HasKey(one => one.Id);
            account.Property(one => one.UserName).HasMaxLength(64);
            account.Property(one => one.NormalizedUserName).HasMaxLength(64);
            account.HasIndex(one => one.NormalizedUserName).IsUnique();
            // What ASP.NET Core Identity could keep besides and we do not: contact data, second factors, its own lockout.
            account
                .Ignore(one => one.Email)
                .Ignore(one => one.NormalizedEmail)
                .Ignore(one => one.EmailConfirmed)
                .Ignore(one => one.PhoneNumber)
                .Ignore(one => one.PhoneNumberConfirmed)
                .Ignore(one => one.TwoFactorEnabled)
                .Ignore(one => one.LockoutEnabled)
                .Ignore(one => one.LockoutEnd)
                .Ignore(one => one.AccessFailedCount)
                .Ignore(one => one.ConcurrencyStamp);
        });
        model.Entity<PostHeld>().HasKey(one => new { one.EmployeeId, one.Version });
        model.Entity<AgreementSigned>().HasKey(one => new { one.EmployeeId, one.DocumentVersion });
        model.Entity<RoleGrant>(grant =>
        {
            grant.HasKey(one => one.Id);
            grant.HasIndex(one => one.AccountId);
            grant.HasIndex(one => one.Source).IsUnique().HasFilter($"source = '{nameof(GrantSource.Bootstrap)}'");
            grant.HasOne<Account>().WithMany().HasForeignKey(one => one.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PostRole>(post =>
        {
            post.HasKey(one => new { one.Post, one.Role });
            post.HasData(AccessMatrix.Posts);
        });
        model.Entity<KnownBranch>().HasKey(one => one.Id);
        model.Entity<Session>(session =>
        {
            session.HasKey(one => one.Id);
            session.HasIndex(one => one.AccountId);
            session.HasOne<Account>().WithMany().HasForeignKey(one => one.AccountId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RefreshToken>(token =>
        {
            token.HasKey(one => one.Hash);
            token.HasIndex(one => one.SessionId);
            token.HasOne<Session>().WithMany().HasForeignKey(one => one.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Attempts>().HasKey(one => one.Key);
        model.Entity<SigningKey>().HasKey(one => one.Id);
        model.Entity<BackupRun>().HasIndex(run => new { run.Database, run.StartedAt });
    }
}
