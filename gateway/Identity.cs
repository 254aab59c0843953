using Clinic.Gateway.Accounts;
using Clinic.Gateway.Backups;
using Clinic.Gateway.Keys;
using Clinic.Gateway.Platform;
using Clinic.Gateway.Rights;
using Clinic.Gateway.SecondFactors;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway;

/// <summary>Accounts, rights, sessions and keys: what is needed to say who is calling.</summary>
static class Identity
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Account>(PasswordRules.Set).AddUserStore<AccountStore>().AddPasswordValidator<PasswordRules>();
        // OWASP's floor for PBKDF2-HMAC-SHA512; the framework's default is half of it.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddSingleton<Throttle>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<SecretCheck>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<GatewaySecret>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddScoped<RightsOf>();
        services.AddScoped<SessionTokens>();
        services.AddScoped<Authenticators>();
        services.AddSingleton<AskServices>();
        services.AddHostedService<KeyKeeper>();
        services.AddAlarms<AlarmsOfServices>().AddAlarms<BackupAlarms>().AddAlarms<GuessingAlarms>().AddAlarms<SigningKeys>();
        services.AddHealthChecks().AddCheck<SigningKeys>("keys", tags: [Health.Own]).AddCheck<ServicesAnswer>("services");
    }

    public static void MapIdentity(this WebApplication app)
    {
        app.UseMiddleware<LiveSession>();
        GetKeySet.Map(app);
        MovePlatformClock.Map(app);
        GetTrail.Map(app);
        GetWorkList.Map(app);
        GetAudit.Map(app);
        ListParked.Map(app);
        ListBackups.Map(app);

        var identity = app.MapGroup("/api/identity");
        ClaimAdministrator.Map(identity);
        LogIn.Map(identity);
        RefreshSession.Map(identity);
        LogOut.Map(identity);
        ProveAgain.Map(identity);
        BeginSecondFactor.Map(identity);
        ConfirmSecondFactor.Map(identity);
        Activate.Map(identity);
        ChangePassword.Map(identity);
        GetOwnAccount.Map(identity);
        SetOwnLanguage.Map(identity);
        ListAccounts.Map(identity);
        ListSessions.Map(identity);
        ListGrants.Map(identity);
        ListPostRoles.Map(identity);
        ListAttempts.Map(identity);
        var accounts = identity.MapGroup("/accounts/{employeeId:guid}").WithTags("Accounts");
        GetAccount.Map(accounts);
        IssueActivationCode.Map(accounts);
        EndSessions.Map(accounts);
        ResetSecondFactor.Map(accounts);
        GrantRole.Map(accounts);
        EndGrant.Map(accounts);
    }
}
