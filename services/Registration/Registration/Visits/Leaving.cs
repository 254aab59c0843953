namespace Clinic.Registration.Visits;

/// <summary>How the client leaves the branch: seen off after the visit, or gone before anyone collected them (WF-07).</summary>
public sealed class Leaving
{
    public DateTimeOffset? FarewelledAt { get; private set; }

    /// <summary>When the client went untreated.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>Why the client went untreated; travels with the fact.</summary>
    public string? ReasonCode { get; private set; }

    /// <summary>The client is seen off.</summary>
    public Refusal? Farewell(VisitState state, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Completed) is { } refusal)
            return refusal;

        FarewelledAt = now;
        return null;
    }

    /// <summary>The client went before anyone collected them, and without the chart .</summary>
    public Refusal? Leave(VisitState state, bool chartIsOut, string reasonCode, DateTimeOffset now)
    {
        if (state.CheckUncollected() is { } refusal)
            return refusal;
        if (chartIsOut)
            return VisitRefusals.ChartIsOut;

        (LeftAt, ReasonCode) = (now, reasonCode);
        return null;
    }
}
