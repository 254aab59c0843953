using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.SecondFactors;

/// <summary>
/// A person shows a code of the new authenticator: from now on each login asks for one, the session goes on as one that showed it, and the
/// next token has the rights that wait for it. Ten recovery codes are shown this once; those of before are void.
/// </summary>
public static class ConfirmSecondFactor
{
    public sealed record Request([property: Required, StringLength(64)] string Code);

    /// <summary>Each opens once, should the authenticator be lost.</summary>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/second-factor/confirmation", Handle)
            .Needs(RightsOf.Own)
            .WithTags("Second factor")
            .WithSummary("Puts your new authenticator in force with a code of it")
            .Refuses(Refusals.TooManyTries, Refusals.SecondFactorNotBegun, Refusals.SecondFactorWrong);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        Authenticators authenticators,
        SecretCheck secrets,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        var factor = await db.SecondFactors.FirstOrDefaultAsync(row => row.AccountId == account.Id, stop);
        if (factor?.Proposed is null)
            return Refusals.SecondFactorNotBegun.AsProblem();
        var step = authenticators.StepOfProposed(factor, request.Code);
        if (
            await secrets.Refuses(
                account.UserName!,
                account,
                http,
                db,
                () => Task.FromResult(step is null ? Refusals.SecondFactorWrong : null),
                stop
            ) is
            { } no
        )
            return no;

        var now = clock.GetUtcNow();
        factor.Confirm(step!.Value, now);
        db.RemoveRange(await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ToListAsync(stop));
        var texts = RecoveryCode.NewTexts();
        db.AddRange(texts.Select(text => RecoveryCode.For(account.Id, text)));
        (await db.Sessions.FirstAsync(session => session.Id == bearer.Session, stop)).ShowSecondFactor(now);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(texts));
    }
}
