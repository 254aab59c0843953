using System.Globalization;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// Lets somebody unknown try a secret. Only a few are checked at a time: it keeps guessing from taking the whole machine, and
/// bounds how many can slip past the throttle together.
/// </summary>
sealed class SecretCheck(Throttle throttle, KnownDevices devices, ILogger<SecretCheck> log) : IDisposable
{
    readonly SemaphoreSlim gate = new(Math.Max(2, Environment.ProcessorCount));

    // For a name without a password, so that the answer takes as long as for one with.
    readonly Lazy<string> nobodys = new(() =>
        new PasswordHasher<Account>(
            Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })
        ).HashPassword(new(), Guid.NewGuid().ToString())
    );

    /// <summary>Null when everything asked for was right; else what was wrong, or how long to wait.</summary>
    /// <param name="login">The name that is tried.</param>
    /// <param name="account">The account of that name, if there is one.</param>
    /// <param name="wrong">Looks at what was sent: null when it is right. A second factor that is still missing counts as no try.</param>
    public async Task<ProblemHttpResult?> Refuses(
        string login,
        Account? account,
        HttpContext http,
        IdentityDb db,
        Func<Task<Refusal?>> wrong,
        CancellationToken stop
    )
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        Trier trier = new(login, address, devices.Of(http, account));
        await gate.WaitAsync(stop);
        try
        {
            if (await throttle.MustWait(db, trier, stop) is { Ticks: > 0 } wait)
            {
                log.LogWarning("A secret from {Address} was not tried: too many wrong ones", address);
                http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Refusals.TooManyTries.AsProblem();
            }
            var refusal = await wrong();
            if (refusal is null)
            {
                await Throttle.Succeeded(db, trier, stop);
                return null;
            }
            if (refusal != Refusals.SecondFactorNeeded)
            {
                await throttle.Failed(db, trier, stop);
                log.LogWarning("A secret from {Address} was wrong: {Code}", address, refusal.Code);
            }
            return refusal.AsProblem();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Checks a password, or takes as long to say no when there is none.</summary>
    public async Task<bool> IsPassword(UserManager<Account> accounts, Account? account, string password)
    {
        if (account?.PasswordHash is not null)
            return await accounts.CheckPasswordAsync(account, PasswordRules.Same(password));
        accounts.PasswordHasher.VerifyHashedPassword(new(), nobodys.Value, PasswordRules.Same(password));
        return false;
    }

    public void Dispose() => gate.Dispose();
}
