namespace Clinic.Registration.Visits;

/// <summary>That a completed visit was taken back because it was entered by mistake, and why.</summary>
public sealed class Voiding
{
    public DateTimeOffset? At { get; private set; }

    /// <summary>Travels with the fact.</summary>
    public string? ReasonCode { get; private set; }

    /// <summary>In words; stays here.</summary>
    public string? Reason { get; private set; }

    /// <summary>Takes the visit back.</summary>
    public Refusal? Void(VisitState state, string reasonCode, string reason, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Completed, VisitState.Farewelled) is { } refusal)
            return refusal;

        (At, ReasonCode, Reason) = (now, reasonCode, reason);
        return null;
    }

    /// <summary>True when exactly this reason was given.</summary>
    public bool IsFor(string reasonCode, string reason) => (ReasonCode, Reason) == (reasonCode, reason);
}
