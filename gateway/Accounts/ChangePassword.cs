using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>A person changes their own password; every other session of the account ends, and no other device counts as known.</summary>
public static class ChangePassword
{
    public sealed record Request([property: Required, StringLength(1024)] string Old, [property: Required, StringLength(1024)] string New);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPut("/password", Handle)
            .Needs(RightsOf.Own)
            .WithTags("Accounts")
            .WithSummary("Changes your own password")
            .Refuses(Refusals.TooManyTries, Refusals.OldPasswordWrong, Refusals.PasswordRefused);

    static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        UserManager<Account> accounts,
        SecretCheck secrets,
        LiveSessions live,
        KnownDevices devices,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        if (
            await secrets.Refuses(
                account.UserName!,
                account,
                http,
                db,
                async () => await secrets.IsPassword(accounts, account, request.Old) ? null : Refusals.OldPasswordWrong,
                stop
            ) is
            { } no
        )
            return no;

        account.PasswordHash = null;
        var chosen = await accounts.AddPasswordAsync(account, PasswordRules.Same(request.New));
        if (!chosen.Succeeded)
            return Refusals.Of(chosen);
        var others = await db
            .Sessions.Where(candidate =>
                candidate.AccountId == bearer.Account && candidate.Id != bearer.Session && candidate.EndedAt == null
            )
            .ToListAsync(stop);
        foreach (var session in others)
            live.End(session, "password-changed", clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        devices.Remember(http, account);
        return TypedResults.NoContent();
    }
}
