using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// An administrator gives a person a login name and a code to hand over in person, shown this once. It is also the way back in
/// for a forgotten password: an administrator can let a password be chosen anew, never choose it.
/// </summary>
public static class IssueActivationCode
{
    /// <summary>Administrators only.</summary>
    public static readonly Permission ActivateAccounts = new("accounts.activate");

    public sealed record Request([property: Required, Form(PasswordRules.LoginPattern, PasswordRules.LoginWords)] string Login);

    /// <summary>The code in clear; it is not kept.</summary>
    public sealed record Response(string Code, DateTimeOffset ExpiresAt);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/activation-code", Handle)
            .Needs(ActivateAccounts)
            .WithSummary("Gives a person a login name and a code to choose a password with")
            .Refuses(Refusals.AccountClosed, Refusals.LoginTaken, Refusals.PasswordRefused);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        IdentityDb db,
        UserManager<Account> accounts,
        RightsOf rights,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var account = await db.Accounts.FirstOrDefaultAsync(candidate => candidate.Id == employeeId, stop);
        if (account is null)
            return Refusal.NotFound.AsProblem();
        if (await rights.HasLeft(employeeId, stop))
            return Refusals.AccountClosed.AsProblem();

        var named = await accounts.SetUserNameAsync(account, request.Login);
        if (!named.Succeeded)
            return Refusals.Of(named);
        var (code, until) = account.Invite(clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(code, until));
    }
}
