using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>Whoever holds the secret that the first start printed becomes the first administrator, once.</summary>
public static class ClaimAdministrator
{
    public sealed record Request(
        [property: Required, StringLength(200, MinimumLength = 1)] string Secret,
        [property: Required, Form(PasswordRules.LoginPattern, PasswordRules.LoginWords)] string Login,
        [property: Required, StringLength(1024)] string Password
    );

    /// <summary>The administrator's account.</summary>
    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/administrator", Handle)
            .OpenToAnyone("Nobody has an account yet; the secret of the first start is asked for.")
            .WithTags("Accounts")
            .WithSummary("Makes the first administrator, once")
            .Refuses(
                Refusals.TooManyTries,
                Refusals.SecretWrong,
                Refusals.AdministratorExists,
                Refusals.LoginTaken,
                Refusals.PasswordRefused
            );

    static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        UserManager<Account> accounts,
        SecretCheck secrets,
        IConfiguration configuration,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (
            await secrets.Refuses(
                "administrator's secret",
                null,
                http,
                db,
                () => Task.FromResult(IsSecret(configuration, request.Secret) ? null : Refusals.SecretWrong),
                stop
            ) is
            { } no
        )
            return no;
        if (await db.RoleGrants.AnyAsync(grant => grant.Source == GrantSource.Bootstrap, stop))
            return Refusals.AdministratorExists.AsProblem();

        var now = clock.GetUtcNow();
        var account = Account.Open(Guid.CreateVersion7(now), now);
        account.UserName = request.Login;
        RightsOf.EnterSelf(caller, account.Id, "claim administrator");
        var made = await accounts.CreateAsync(account, PasswordRules.Same(request.Password));
        if (!made.Succeeded)
            return Refusals.Of(made);

        db.Add(
            new RoleGrant
            {
                Id = Guid.CreateVersion7(now),
                AccountId = account.Id,
                Role = Role.Administrator,
                From = now,
                Source = GrantSource.Bootstrap,
                Reason = "first administrator",
                GivenBy = account.Id,
                GivenAt = now,
            }
        );
        await db.SaveChangesAsync(stop);
        return TypedResults.Created((string?)null, new Response(account.Id));
    }

    static bool IsSecret(IConfiguration configuration, string secret) =>
        configuration["Administrator:Secret"] is { Length: > 0 } known
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(known)),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret))
        );
}
