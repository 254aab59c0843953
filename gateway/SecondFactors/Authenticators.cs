using Clinic.Gateway.Keys;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.SecondFactors;

/// <summary>Looks at codes: whose authenticator, or whose paper, they are from.</summary>
sealed class Authenticators(IdentityDb db, GatewaySecret secret, TimeProvider clock, ILogger<Authenticators> log)
{
    readonly byte[] key = secret.KeyFor("second factors");

    /// <summary>True when a code is asked of this account at each login.</summary>
    public Task<bool> AreInForceFor(Guid account, CancellationToken stop) =>
        db.SecondFactors.AnyAsync(factor => factor.AccountId == account && factor.Secret != null, stop);

    /// <summary>
    /// True for a code of the authenticator that was not used yet, and no older than the last one used, or for an unused recovery code. It
    /// is used from then on, at whichever copy of the gateway it was shown.
    /// </summary>
    public async Task<bool> Accept(Guid account, string code, CancellationToken stop)
    {
        var factor = await db.SecondFactors.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == account, stop);
        if (factor?.Secret is not { } kept)
            return false;
        var typed = code.Trim();
        if (Sealed.Open(kept, key, account) is { } clear && TimeCode.StepOf(clear, typed, clock.GetUtcNow()) is { } step)
        {
            return await db
                    .SecondFactors.Where(row => row.AccountId == account && row.LastStep < step)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), stop) == 1;
        }
        var (hash, now) = (RecoveryCode.HashOf(typed), clock.GetUtcNow());
        var used =
            await db
                .RecoveryCodes.Where(row => row.AccountId == account && row.Hash == hash && row.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), stop) == 1;
        if (used)
            log.LogWarning("A recovery code of account {Account} was used", account);
        return used;
    }

    /// <summary>A new secret in clear, proposed for the account; kept once the caller saves.</summary>
    public async Task<byte[]> Propose(Guid account, CancellationToken stop)
    {
        var factor = await db.SecondFactors.FirstOrDefaultAsync(row => row.AccountId == account, stop);
        if (factor is null)
            db.Add(factor = new SecondFactor { AccountId = account });
        var clear = TimeCode.NewSecret();
        factor.Propose(Sealed.Of(clear, key, account));
        return clear;
    }

    /// <summary>The half minute for which this code of the proposed secret is right; null when it is not.</summary>
    public long? StepOfProposed(SecondFactor factor, string code) =>
        factor.Proposed is { } kept && Sealed.Open(kept, key, factor.AccountId) is { } clear
            ? TimeCode.StepOf(clear, code.Trim(), clock.GetUtcNow())
            : null;
}
