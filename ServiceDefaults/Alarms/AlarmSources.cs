using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Clinic.ServiceDefaults;

/// <summary>Adds causes for alarm to a program.</summary>
public static class AlarmSources
{
    /// <summary>Asks this source, too; it is one for the whole program, and made unless it is there already.</summary>
    public static IServiceCollection AddAlarms<TSource>(this IServiceCollection services)
        where TSource : class, IAlarmSource
    {
        services.TryAddSingleton<TSource>();
        return services.AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<TSource>());
    }
}
