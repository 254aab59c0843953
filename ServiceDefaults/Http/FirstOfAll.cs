namespace Clinic.ServiceDefaults;

/// <summary>What stands before everything else that a program does with a request, also before what its own start adds.</summary>
sealed class FirstOfAll : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.UseMiddleware<UnreadBody>();
            app.UseMiddleware<KnownHost>();
            next(app);
        };
}
