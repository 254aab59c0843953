using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway;

/// <summary>Every reason the gateway says no, besides those every service has.</summary>
static class Refusals
{
    public static readonly Refusal
        // The same answer for an unknown name, a wrong password, no password yet and a closed account.
        LoginRefused = new("login-refused", "The login name or the password is wrong.", 401),
        SecondFactorNeeded = new("second-factor-needed", "Type the six digits that your authenticator shows, too.", 401),
        SecondFactorWrong =
            new(
                "second-factor-wrong",
                "The code is wrong, too old or was used already; wait for the next one, or take a recovery code.",
                401
            ),
        SecondFactorNotBegun = new("second-factor-not-begun", "Ask for the secret of a new authenticator first."),
        SecondFactorAbsent = new("second-factor-absent", "The person has no second factor that could be taken away."),
        SecondFactorOfOneself = new("second-factor-of-oneself", "Another administrator must take away your second factor."),
        ProofOfOneKind = new("proof-of-one-kind", "Send the password or a code of your authenticator, one of the two.", 400),
        ProofWrong = new("proof-wrong", "The password or the code is wrong.", 403),
        NotYetBegun = new("not-yet-begun", "The first day of work is still to come; log in from that day on.", 403),
        ActivationRefused =
            new(
                "activation-refused",
                "The login name or the code is wrong, or the code was used or has expired; ask the administrator for a new one."
            ),
        TooManyTries = new("too-many-tries", "There were too many tries; wait a while and try again.", 429),
        TooManyRequests = new("too-many-requests", "Too many requests in a short time; slow down and try again.", 429),
        SessionOver = new("session-over", "The session is over; log in again.", 401),
        OldPasswordWrong = new("old-password-wrong", "The old password is wrong."),
        PasswordRefused = new("password-refused", "The password is too easy to guess.", 400),
        LoginTaken = new("login-taken", "Another account already has this login name."),
        AccountClosed = new("account-closed", "The person has left; the account is closed."),
        AdministratorExists = new("administrator-exists", "The first administrator was already made; ask that person for an account."),
        SecretWrong = new("administrator-secret-wrong", "The secret is not the one that was printed at the first start.", 403),
        GrantToSelf = new("grant-to-self", "Nobody changes their own rights; another administrator must do it."),
        GroupRole = new("role-is-group-wide", "This role holds for the whole group; leave the branch out.", 400),
        GrantPeriod = new("grant-period-invalid", "A grant begins now or later and ends after it begins.", 400),
        BranchUnknown = new("branch-unknown", "No such branch has been opened."),
        ClockOfProduction = new("clock-of-production", "The clock of a production platform is never moved."),
        ClockTooFar = new("clock-too-far", "The clock can be moved by at most ten years, and never back.", 400),
        ClockNotMoved = new("unavailable", "Some services did not move their clock; ask again.", 503),
        Unreachable = new("unavailable", "The service this request is for does not answer; try again shortly.", 503),
        BodyTooLarge = new("too-large", "The body is larger than the platform accepts.", 413),
        BodyBroken = new("bad-request", "The request's body ended too early or cannot be read.", 400),
        MethodUnknown = new("method-not-allowed", "This method is not in use here.", 405);

    /// <summary>What a broken constraint of the database means to a person.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        ["ix_account_normalized_user_name"] = LoginTaken,
        ["ix_role_grant_source"] = AdministratorExists,
    };

    /// <summary>What ASP.NET Core Identity says against a name or a password, in our words.</summary>
    public static ProblemHttpResult Of(IdentityResult result) =>
        result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => LoginTaken.AsProblem(),
            nameof(IdentityErrorDescriber.PasswordMismatch) => OldPasswordWrong.AsProblem(),
            _ => (PasswordRefused with { Sentence = string.Join(' ', result.Errors.Select(error => error.Description)) }).AsProblem(),
        };
}
