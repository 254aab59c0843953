namespace Clinic.Escort.Clients;

/// <summary>What the acts of this area refuse.</summary>
public static class ClientRefusals
{
    /// <summary>Only people whom the desk has registered are accompanied.</summary>
    public static readonly Refusal ClientUnknown = new(
        "client-unknown",
        "This client is not registered in the group; let a desk register them first, or try again shortly."
    );

    /// <summary>Two charts of one person were put together; what is to come belongs to the one kept.</summary>
    public static Refusal ClientIsMerged(Guid kept) => new("client-merged", $"This client is the same person as {kept}; use that one.");

    /// <summary>R-039: nobody signs for their own commission.</summary>
    public static readonly Refusal OwnReferral = new(
        "own-referral",
        "Whoever signs the agreement cannot be the one who brought the client."
    );

    /// <summary>R-039: an escort of the group brings a client.</summary>
    public static readonly Refusal ReferrerUnknown = new("referrer-unknown", "No escort with this id works here.");

    /// <summary>R-039: only a new client can be brought.</summary>
    public static readonly Refusal ClientNotNew = new(
        "client-not-new",
        "This client had a visit or an agreement before; nobody is credited for bringing them."
    );

    /// <summary>R-039: one referrer per client, for good.</summary>
    public static readonly Refusal ClientHasReferrer = new(
        "client-has-referrer",
        "Somebody else is already named as the one who brought this client."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [ClientTables.ReferredOnce] = ClientHasReferrer,
    };
}
