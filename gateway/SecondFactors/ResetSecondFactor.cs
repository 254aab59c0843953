using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.SecondFactors;

/// <summary>
/// Another administrator takes away the second factor of a person who lost authenticator and recovery codes, with a reason. Password and
/// sessions end with it, and a code to hand over in person is shown this once: whoever knows only the password gains nothing by it.
/// </summary>
public static class ResetSecondFactor
{
    /// <summary>Why, as it will be read later.</summary>
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 3)] string Reason);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/second-factor/reset", Handle)
            .Needs(IssueActivationCode.ActivateAccounts)
            .NeedsFreshProof()
            .WithSummary("Takes a person's second factor and password away and gives a code to begin anew with")
            .Refuses(Refusals.SecondFactorOfOneself, Refusals.SecondFactorAbsent, Refusals.AccountClosed);

    static async Task<Results<Ok<IssueActivationCode.Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        IdentityDb db,
        RightsOf rights,
        LiveSessions live,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var account = await db.Accounts.FirstOrDefaultAsync(candidate => candidate.Id == employeeId, stop);
        if (account is null)
            return Refusal.NotFound.AsProblem();
        if (employeeId == caller.PersonId)
            return Refusals.SecondFactorOfOneself.AsProblem();
        if (await rights.HasLeft(employeeId, stop))
            return Refusals.AccountClosed.AsProblem();
        var factor = await db.SecondFactors.FirstOrDefaultAsync(row => row.AccountId == employeeId, stop);
        if (factor is null)
            return Refusals.SecondFactorAbsent.AsProblem();

        var now = clock.GetUtcNow();
        db.Remove(factor);
        db.RemoveRange(await db.RecoveryCodes.Where(code => code.AccountId == employeeId).ToListAsync(stop));
        await live.EndAllOf(db, employeeId, "second-factor-reset", now, stop);
        account.VoidSecrets();
        account.ForgetDevices();
        var (code, until) = account.Invite(now);
        db.Add(
            new SecondFactorReset
            {
                Id = Guid.CreateVersion7(now),
                AccountId = employeeId,
                Reason = request.Reason,
                ResetBy = caller.PersonId,
                ResetAt = now,
            }
        );
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new IssueActivationCode.Response(code, until));
    }
}
