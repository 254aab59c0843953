namespace Clinic.ServiceDefaults;

/// <summary>What there is cause for alarm for: an operator sees it, and sees it go when its cause has gone.</summary>
public static class AlarmRoutes
{
    /// <summary>Whoever looks after the platform.</summary>
    public static readonly Permission Read = new("ops.alarms");

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/ops/alarms", (AlarmWatch watch) => watch.Standing)
            .Needs(Read)
            .WithTags("Operations")
            .WithSummary("What is the matter now, since when, and which services see it, the oldest first");
}
