using MassTransit;

namespace Clinic.ServiceDefaults;

/// <summary>Wires the reactions of one service to the broker: a quorum queue each, so that a slow one never holds up another.</summary>
static class Bus
{
    public static void AddClinicBus<TDb>(this IHostApplicationBuilder builder, string service) where TDb : ServiceDb
    {
        var reactions = ReactionKind.In(typeof(TDb).Assembly, service);
        builder.Services.AddSingleton(reactions);
        builder.Services.AddSingleton<Parking<TDb>>();
        builder.Services.AddSingleton<Waiting<TDb>>();
        builder.Services.AddHostedService<EarlyRound<TDb>>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<BrokerLink>();
        builder.Services.AddHostedService<OutboxDispatcher>();
        builder.Services.AddHostedService<InboxSweep<TDb>>();
        if (reactions.Count == 0) return;
        builder.Services.AddSingleton(services => new Listening(
            reactions, () => New<TDb>(services, reactions, service), builder.Configuration, services.GetRequiredService<ILogger<Listening>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Listening>());
        builder.Services.AddHealthChecks().AddCheck<Listening>("listening");
    }

    static IBusControl New<TDb>(IServiceProvider services, IReadOnlyList<ReactionKind> reactions, string service) where TDb : ServiceDb
    {
        LogContext.ConfigureCurrentLogContext(services.GetRequiredService<ILoggerFactory>());
        return MassTransit.Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(Broker.Of(services.GetRequiredService<IConfiguration>()), host => host.Heartbeat(TimeSpan.FromSeconds(10)));
            broker.UseInstrumentation(serviceName: service);
            broker.ConfigureJsonSerializerOptions(options =>
            {
                options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(allowIntegerValues: false));
                return options;
            });
            broker.ConnectReceiveObserver(new AcknowledgedPoint(services.GetRequiredService<FailPoints>()));
            var connect = typeof(Bus).GetMethod(nameof(Connect), BindingFlags.NonPublic | BindingFlags.Static)!;
            foreach (var kind in reactions)
                connect.MakeGenericMethod(kind.Fact, typeof(TDb)).Invoke(null, [broker, services, kind, service]);
            ConnectDeadLetters<TDb>(broker, services, service);
        });
    }

    static void Connect<TFact, TDb>(IRabbitMqBusFactoryConfigurator broker, IServiceProvider services, ReactionKind kind, string service)
        where TFact : class
        where TDb : ServiceDb
    {
        var parking = services.GetRequiredService<Parking<TDb>>();
        ReactionEndpoint<TFact, TDb> endpoint = new(kind, services, services.GetRequiredService<FailPoints>(), services.GetRequiredService<Meters>(),
            parking, services.GetRequiredService<Waiting<TDb>>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Clinic.Reactions"));
        broker.ReceiveEndpoint(kind.Queue, queue =>
        {
            Receive(queue, ReactionArguments(service), parking, kind.Queue, "unknown-type");
            queue.PrefetchCount = 16;
            queue.ConcurrentMessageLimit = 8;
            queue.Handler<TFact>(endpoint.Consume);
        });
    }

    internal static string DeadLettersOf(string service) => $"{service}-dead";

    /// <summary>What the broker is told of a reaction's queue, by the service and by who prepares the broker for it.</summary>
    internal static IReadOnlyDictionary<string, object?> ReactionArguments(string service) => new Dictionary<string, object?>(DeadLetterArguments)
    {
        // Said explicitly, because the broker's defaults differ between versions; without a dead-letter target the limit would drop.
        ["x-delivery-limit"] = 20,
        ["x-dead-letter-exchange"] = DeadLettersOf(service),
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
        ["x-consumer-timeout"] = 660_000,
    };

    /// <summary>And of the queue of what was delivered too often.</summary>
    internal static IReadOnlyDictionary<string, object?> DeadLetterArguments { get; } = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };

    static void Receive<TDb>(IRabbitMqReceiveEndpointConfigurator queue, IReadOnlyDictionary<string, object?> arguments, Parking<TDb> parking, string name, string causeOfUnknown) where TDb : ServiceDb
    {
        foreach (var (argument, value) in arguments) queue.SetQueueArgument(argument, value);
        queue.PublishFaults = false;
        queue.ConfigureError(pipe => pipe.UseFilter(new ParkFilter<ExceptionReceiveContext, TDb>(parking, name, "unreadable")));
        queue.ConfigureDeadLetter(pipe => pipe.UseFilter(new ParkFilter<ReceiveContext, TDb>(parking, name, causeOfUnknown)));
    }

    // Nothing is consumed here as a type, so every message takes the way of the unknown ones: into the parking table.
    static void ConnectDeadLetters<TDb>(IRabbitMqBusFactoryConfigurator broker, IServiceProvider services, string service) where TDb : ServiceDb
    {
        var name = DeadLettersOf(service);
        broker.ReceiveEndpoint(name, queue => Receive(queue, DeadLetterArguments, services.GetRequiredService<Parking<TDb>>(), name, "delivery-limit"));
    }

    sealed class AcknowledgedPoint(FailPoints fail) : IReceiveObserver
    {
        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;
        public Task PostReceive(ReceiveContext context) => fail.At(FailPoints.Acknowledged).AsTask();
        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;
        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;
        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
