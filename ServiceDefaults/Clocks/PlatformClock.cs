namespace Clinic.ServiceDefaults;

/// <summary>
/// The clinic's time: the machine's, and outside of production as far ahead as was asked for, so that tests and the
/// demonstration can live through weeks. It only ever moves forward; a demonstration begins it some days back
/// (<c>Clock:DaysBack</c>), so that what it tells has happened by today.
/// </summary>
public sealed class PlatformClock(IConfiguration configuration, IHostEnvironment environment) : TimeProvider
{
    readonly TimeSpan back = TimeSpan.FromDays(environment.IsProduction() ? 0 : configuration.GetValue("Clock:DaysBack", 0));
    long ahead;

    /// <summary>How far it was moved ahead since it began.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    /// <summary>Whole microseconds, as the database keeps them, so that an instant reads back as it was told.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow() - back + Ahead;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    internal void MoveTo(TimeSpan further)
    {
        for (var now = Interlocked.Read(ref ahead); further.Ticks > now; now = Interlocked.Read(ref ahead))
        {
            if (Interlocked.CompareExchange(ref ahead, further.Ticks, now) == now)
                return;
        }
    }
}

/// <summary>
/// Reads how far ahead the clock is at start and every second after, for the other copies of a service; refuses a start with a wrong
/// machine clock.
/// </summary>
sealed class ClockKeeper<TDb>(
    IServiceProvider services,
    PlatformClock clock,
    IHostEnvironment environment,
    IHostApplicationLifetime life,
    ILogger<ClockKeeper<TDb>> log
) : PeriodicWork<TDb>(services, TimeSpan.FromSeconds(1), log)
    where TDb : ServiceDb
{
    static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);
    bool compared;

    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        if (!environment.IsProduction())
            clock.MoveTo((await db.Clocks.AsNoTracking().FirstOrDefaultAsync(stop))?.Ahead ?? TimeSpan.Zero);
        if (compared)
            return true;
        var server = (await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").ToListAsync(stop))[0];
        compared = true;
        if ((server - TimeProvider.System.GetUtcNow()).Duration() <= MostSkew || clock.Ahead > TimeSpan.Zero)
            return !environment.IsProduction();
        log.LogCritical("This machine's clock and the database's differ by more than {Most}; the service does not start", MostSkew);
        life.StopApplication();
        return false;
    }
}
