using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.SecondFactors;

/// <summary>
/// A person gets the secret for an authenticator, shown this once; whoever has one already shows a code of it, or a recovery code.
/// It is in force with <see cref="ConfirmSecondFactor"/>.
/// </summary>
public static class BeginSecondFactor
{
    /// <summary>The code of the authenticator that is to be replaced.</summary>
    public sealed record Request([property: StringLength(64)] string? Code = null);

    /// <summary>The secret as one types it, and as an address that an authenticator reads from a picture.</summary>
    public sealed record Response(string Secret, string Address);

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/second-factor", Handle)
            .Needs(RightsOf.Own)
            .NeedsFreshProof()
            .WithTags("Second factor")
            .WithSummary("Gives a secret for your authenticator")
            .Refuses(Refusals.TooManyTries, Refusals.SecondFactorNeeded, Refusals.SecondFactorWrong);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        IdentityDb db,
        Authenticators authenticators,
        SecretCheck secrets,
        CancellationToken stop
    )
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        if (
            await authenticators.AreInForceFor(account.Id, stop)
            && await secrets.Refuses(
                account.UserName!,
                account,
                http,
                db,
                async () =>
                    request.Code is null ? Refusals.SecondFactorNeeded
                    : await authenticators.Accept(account.Id, request.Code, stop) ? null
                    : Refusals.SecondFactorWrong,
                stop
            )
                is { } no
        )
            return no;

        var secret = await authenticators.Propose(account.Id, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(TimeCode.Written(secret), TimeCode.Address(secret, account.UserName!)));
    }
}
