namespace Clinic.Escort.Engagements;

/// <summary>What the escort who has it now did to be ready; another escort begins anew (WF-01 21).</summary>
public sealed class Assignment
{
    /// <summary>Counts the escorts it was given to; each writes own pages.</summary>
    public int Round { get; private set; }

    public DateTimeOffset? AssignedAt { get; private set; }
    public DateTimeOffset? PreparationStartedAt { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>Given to the next escort.</summary>
    public void Give(DateTimeOffset now)
    {
        AssignedAt = now;
        Round++;
    }

    /// <summary>WF-01 21: taken from the escort again.</summary>
    public void TakeBack() => (AssignedAt, PreparationStartedAt, ReadyAt) = (null, null, null);

    /// <summary>R-011: basics, care needs and history are recorded.</summary>
    public void Prepare(DateTimeOffset now) => PreparationStartedAt = now;

    /// <summary>R-012, R-013: ready once there is an appointment and a route through the hospital.</summary>
    public void MakeReady(DateTimeOffset now) => ReadyAt = now;
}
