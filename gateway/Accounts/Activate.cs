using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway.Accounts;

/// <summary>A person chooses a password with the code received in person; sessions begun with an older password end.</summary>
public static class Activate
{
    public sealed record Request(
        [property: Required, Form(PasswordRules.LoginPattern, PasswordRules.LoginWords)] string Login,
        [property: Required, StringLength(64)] string Code,
        [property: Required, StringLength(1024)] string Password
    );

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/activations", Handle)
            .OpenToAnyone("Has no password yet; the code handed over in person is asked for.")
            .WithTags("Accounts")
            .WithSummary("Chooses a password with an activation code")
            .Refuses(Refusals.TooManyTries, Refusals.ActivationRefused, Refusals.PasswordRefused);

    static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        UserManager<Account> accounts,
        SecretCheck secrets,
        RightsOf rights,
        LiveSessions live,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var account = await accounts.FindByNameAsync(request.Login);
        var left = await rights.HasLeft(account?.Id ?? Guid.Empty, stop);
        if (
            await secrets.Refuses(
                request.Login,
                account,
                http,
                db,
                () => Task.FromResult(!left && account?.Accepts(request.Code, now) == true ? null : Refusals.ActivationRefused),
                stop
            ) is
            { } no
        )
            return no;

        // A password that is refused leaves the code as it was, since nothing is saved.
        RightsOf.EnterSelf(caller, account!.Id, "activate");
        account.PasswordHash = null;
        var chosen = await accounts.AddPasswordAsync(account, PasswordRules.Same(request.Password));
        if (!chosen.Succeeded)
            return Refusals.Of(chosen);
        account.VoidCode();
        await live.EndAllOf(db, account.Id, "password-changed", now, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
