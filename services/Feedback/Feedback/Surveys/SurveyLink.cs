using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Feedback.Surveys;

/// <summary>
/// The secret by which a client answers without an account: 256 random bits, shown once to whoever sends it; only its hash is kept. It is
/// found before anybody knows the branch, so it stands outside of branches; everything it leads to does not.
/// </summary>
[OutsideScope("Holds the hash of a secret, an invitation's id and branch; whoever knows the secret is who it was made for.")]
public sealed class SurveyLink
{
    public Guid Id { get; init; }
    public Guid InvitationId { get; init; }
    public Guid BranchId { get; init; }
    public required byte[] SecretHash { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public Guid MadeBy { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set when a newer link took its place or its invitation was withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How long a link can be answered.</summary>
    public static readonly Policy<int> Days = new("survey.link.days", 14, 1, 90, "default, unconfirmed");

    /// <summary>A secret nobody can guess, as it stands in a link.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    /// <summary>A newer link took its place, or its invitation was withdrawn.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>Why it cannot be answered any more by itself, or null.</summary>
    public Refusal? CheckExpiry(DateTimeOffset now) => EndedAt is not null || now >= ExpiresAt ? SurveyRefusals.LinkExpired : null;

    /// <summary>
    /// The link of a secret and its invitation, or why not. From here on the caller is the platform, for the one branch of the
    /// invitation, so that row-level security holds for somebody who is not logged in.
    /// </summary>
    internal static async Task<(SurveyInvitation? Invitation, Refusal? Refusal)> OpenAsSystem(
        string secret,
        string act,
        FeedbackDb db,
        Caller caller,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var hash = HashOf(secret);
        if (await db.SurveyLinks.AsNoTracking().SingleOrDefaultAsync(surveyLink => surveyLink.SecretHash == hash, stop) is not { } link)
            return (null, SurveyRefusals.LinkUnknown);

        caller.EnterAsSystem("survey-link", act, link.BranchId);
        if (await db.SurveyAnswers.AnyAsync(answer => answer.InvitationId == link.InvitationId, stop))
            return (null, SurveyRefusals.LinkUsed);
        if (link.CheckExpiry(now) is { } refusal)
            return (null, refusal);
        return (
            await db.SurveyInvitations.AsNoTracking().SingleAsync(surveyInvitation => surveyInvitation.Id == link.InvitationId, stop),
            null
        );
    }
}
