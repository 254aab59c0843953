namespace Clinic.Training;

/// <summary>Instants as the database keeps them, so that a repeated request is recognised by its times.</summary>
static class Instants
{
    /// <summary>In UTC, in whole microseconds.</summary>
    public static DateTimeOffset ToDatabasePrecision(this DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
