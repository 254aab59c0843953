namespace Clinic.ServiceDefaults;

/// <summary>Everything a service has besides its own nouns and acts, wired once.</summary>
public static class ClinicService
{
    /// <summary>Adds telemetry, health, database, bus, outbox, inbox, clocks, policies and access for the service of this name.</summary>
    /// <param name="service">Lower-case name: also of its database, its queues' prefix and its connection string.</param>
    /// <param name="constraints">Which database constraint means which refusal.</param>
    public static void AddClinicService<TDb>(
        this WebApplicationBuilder builder,
        string service,
        IReadOnlyDictionary<string, Refusal>? constraints = null
    )
        where TDb : ServiceDb
    {
        builder.AddClinicTelemetry(service);
        builder.LimitRequests();
        builder
            .Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            // Whoever asks is answered; a start would fill the log with what is not there yet.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);

        var services = builder.Services;
        services.AddSingleton<PlatformClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PlatformClock>());
        services.AddSingleton<FailPoints>();
        services.AddSingleton<PolicyBook>();
        services.AddSingleton<Names>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<TokenReader>();
        services.AddSingleton(SealingSecret.Of(builder.Configuration));
        services.AddSingleton(new ConstraintRefusals(constraints ?? new Dictionary<string, Refusal>()));
        services.AddScoped<Caller>();
        services.AddTransient<IStartupFilter, FirstOfAll>();
        services.AddClinicProblems();
        services.AddClinicDescription();
        // For the routes of this assembly; a service calls it once more for its own.
        services.AddValidation();
        services
            .AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>()
            .Configure<Names>((options, names) => Json.OfAnswers(options.SerializerOptions, names));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        builder.AddDatabase<TDb>(service);
        builder.AddClinicBus<TDb>(service);
        services.AddClinicHealth<TDb>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AlarmWatch>(provider, service));
        services.AddHostedService(provider => provider.GetRequiredService<AlarmWatch>());
        services.AddAlarms<DatabaseAlarms>().AddAlarms<DiskAlarms>().AddAlarms<KeyRing>();
        services.AddHostedService<ClockKeeper<TDb>>();
        services.AddHostedService<DeadlineWorker<TDb>>();
        services.AddHostedService<PolicyReader<TDb>>();
        services.AddHostedService<NameReader<TDb>>();
        services.AddHostedService<SealingRound<TDb>>();
        services.AddHostedService<WorkListRound<TDb>>();
    }

    /// <summary>Puts recognition, permissions and problem answers before the routes, and adds the routes every service has.</summary>
    /// <param name="namesCauses">Whether <c>/health</c> says why it is not healthy: not where people can reach it.</param>
    public static void MapClinicService<TDb>(this WebApplication app, bool namesCauses = true)
        where TDb : ServiceDb
    {
        // Made now, so that a fail point nobody knows ends the start.
        app.Services.GetRequiredService<FailPoints>();
        using (var db = app.Services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext())
            SealedFields.Check(db.Model, app.Services.GetRequiredService<SealingSecret>());
        app.CountActs();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.MapClinicHealth(namesCauses);
        app.MapOpenApi().OpenToAnyone("Describes the routes; holds no data.");
        MoveClock.Map<TDb>(app);
        AlarmRoutes.Map(app);
        ParkedRoutes.Map<TDb>(app);
        EarlyRoutes.Map<TDb>(app);
        TrailRoutes.Map<TDb>(app);
        WorkListRoutes.Map(app);
        AuditRoutes.Map<TDb>(app);
        PolicyRoutes.Map<TDb>(app);
    }

    /// <summary>Runs the service, unless an endpoint forgot to say who may call it.</summary>
    public static void RunClinicService(this WebApplication app)
    {
        // Routing has them built once and keeps them; each source by itself would build them again.
        app.UseEndpoints(_ => { });
        Access.RefuseUndeclared(app.Services.GetRequiredService<EndpointDataSource>().Endpoints);
        app.Run();
    }

    static void AddDatabase<TDb>(this WebApplicationBuilder builder, string service)
        where TDb : ServiceDb
    {
        var connection =
            builder.Configuration.GetConnectionString(service)
            ?? throw new InvalidOperationException($"ConnectionStrings:{service} is missing.");
        NpgsqlConnectionStringBuilder settings = new(connection)
        {
            Timeout = 5,
            CommandTimeout = 10,
            KeepAlive = 10,
            MaxPoolSize = 20,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Nothing is ever set for longer than a transaction, so there is nothing to reset when a connection returns to the pool.
            NoResetOnClose = true,
            IncludeErrorDetail = false,
            ApplicationName = service,
            Options = "-c idle_in_transaction_session_timeout=30s -c statement_timeout=10s -c lock_timeout=5s",
        };
        builder.Services.AddSingleton(_ => Telemetry.Source(service, settings));
        builder.Services.AddSingleton(_ => new DispatcherDataSource(service, settings.ConnectionString));
        builder.Services.AddPooledDbContextFactory<TDb>(
            (provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).AddInterceptors(new ScopeInterceptor())
        );
        builder.Services.AddScoped(provider =>
        {
            var db = provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext();
            // It comes out of a pool. What changed is looked for once, by the save; EF by itself would look at each of its steps.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Log = new();
            db.Reconsidered = [];
            db.Caller = provider.GetRequiredService<Caller>();
            db.Clock = provider.GetRequiredService<TimeProvider>();
            db.FailPoints = provider.GetRequiredService<FailPoints>();
            db.OutboxSignal = provider.GetRequiredService<OutboxSignal>();
            db.Names = provider.GetRequiredService<Names>();
            db.Sealing = provider.GetRequiredService<SealingSecret>();
            return db;
        });
        builder.Services.AddScoped<ServiceDb>(provider => provider.GetRequiredService<TDb>());
    }

    // Of a body that nobody reads, no more is taken in than is worth reading to its end. A service takes more headers than the gateway
    // lets through, because the gateway adds some.
    static void LimitRequests(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1_048_576;
            kestrel.Limits.MaxRequestBufferSize = 65_536;
            kestrel.Limits.Http2.InitialStreamWindowSize = 65_536;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MaxRequestHeaderCount = 100;
            kestrel.Limits.MaxRequestHeadersTotalSize = 65_536;
        });
}
