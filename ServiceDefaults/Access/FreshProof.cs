namespace Clinic.ServiceDefaults;

/// <summary>
/// Acts whose harm is done at once (showing what is masked, locking pay, giving rights) are done only by somebody who typed the password
/// or a code of the authenticator within the last minutes, at the login or at the gateway's
/// <c>POST /api/identity/sessions/current/proof</c>. The access token says when that was.
/// </summary>
public static class FreshProof
{
    /// <summary>The token's claim: when the person last showed who it is, in seconds since 1970 (OpenID Connect).</summary>
    public const string Claim = "auth_time";

    /// <summary>How long a proof is fresh.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    // The gateway's clock may be a little ahead or behind.
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    internal static readonly Refusal Needed = new(
        "proof-needed",
        "Show your password or a code of your authenticator once more, then do this again.",
        StatusCodes.Status403Forbidden
    );

    internal sealed record Asked;

    /// <summary>The act asks for a fresh proof of who is calling, besides the permission.</summary>
    public static TBuilder NeedsFreshProof<TBuilder>(this TBuilder act)
        where TBuilder : IEndpointConventionBuilder
    {
        act.Add(built => built.Metadata.Add(new Asked()));
        return act.Refuses(Needed);
    }

    /// <summary>True when the act does not ask for a fresh proof, or the caller's is fresh.</summary>
    internal static bool Allows(Endpoint act, Bearer bearer, DateTimeOffset now) =>
        act.Metadata.GetMetadata<Asked>() is null || (now - bearer.ProvenAt)?.Duration() <= Lasts + Skew;
}
