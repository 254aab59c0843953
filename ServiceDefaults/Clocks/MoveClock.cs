namespace Clinic.ServiceDefaults;

/// <summary>Moves a service's clock; the gateway asks every service at once, and each remembers it over a restart.</summary>
public static class MoveClock
{
    /// <summary>Only the gateway's own token carries it.</summary>
    public static readonly Permission Move = new("ops.clock");

    /// <summary>How far ahead of the machine's clock the platform shall be.</summary>
    public sealed record Request(TimeSpan Ahead);

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb
    {
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsProduction())
            return;
        routes
            .MapPut(
                "/ops/clock",
                async (Request request, TDb db, PlatformClock clock, CancellationToken stop) =>
                {
                    await To(db, clock, request.Ahead, stop);
                    return TypedResults.NoContent();
                }
            )
            .Needs(Move)
            .ExcludeFromDescription();
    }

    /// <summary>Writes how far ahead the clock is and moves this copy's, never back.</summary>
    public static async Task To(ServiceDb db, PlatformClock clock, TimeSpan ahead, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO clock (id, ahead) VALUES (1, {ahead})
            ON CONFLICT (id) DO UPDATE SET ahead = greatest(clock.ahead, excluded.ahead)
            """,
            stop
        );
        clock.MoveTo(ahead);
    }
}
