using System.Security.Authentication;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.RabbitMqTransport.Middleware;

namespace Clinic.ServiceDefaults;

/// <summary>Wires the reactions of one service to the broker: a quorum queue each, so that a slow one never holds up another.</summary>
static class Bus
{
    public static void AddClinicBus<TDb>(this IHostApplicationBuilder builder, string service)
        where TDb : ServiceDb
    {
        var reactions = ReactionKind.In(typeof(TDb).Assembly, service);
        builder.Services.AddSingleton(reactions);
        builder.Services.AddSingleton<Parking<TDb>>();
        builder.Services.AddSingleton<EarlyFactKeeper<TDb>>();
        builder.Services.AddHostedService<EarlyRound<TDb>>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<BrokerLink>();
        builder.Services.AddHostedService<OutboxDispatcher>();
        builder.Services.AddHostedService<InboxSweep<TDb>>();
        builder.Services.AddSingleton<FactsInHand>();
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<BrokerAlarms>(provider, service));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<BrokerAlarms>());
        builder.Services.AddAlarms<BrokerAlarms>();
        if (reactions.Count == 0)
            return;
        builder.Services.AddSingleton(services => new Listening(
            [Topology.DeadLettersOf(service), .. reactions.Select(kind => kind.Queue)],
            () => New<TDb>(services, reactions, service),
            builder.Configuration,
            services.GetRequiredService<DatabaseAlarms>(),
            services.GetRequiredService<FactsInHand>(),
            services.GetRequiredService<ILogger<Listening>>()
        ));
        builder.Services.AddHostedService(services => services.GetRequiredService<Listening>());
        builder.Services.AddAlarms<Listening>();
        builder.Services.AddHealthChecks().AddCheck<Listening>("listening");
    }

    static IBusControl New<TDb>(IServiceProvider services, IReadOnlyList<ReactionKind> reactions, string service)
        where TDb : ServiceDb
    {
        LogContext.ConfigureCurrentLogContext(services.GetRequiredService<ILoggerFactory>());
        return MassTransit.Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            var address = Broker.Of(services.GetRequiredService<IConfiguration>());
            broker.Host(
                address,
                host =>
                {
                    host.Heartbeat(TimeSpan.FromSeconds(10));
                    // The library takes host and port from the address, and not that it wants TLS.
                    if (address.Scheme == "amqps")
                        host.UseSsl(tls => (tls.ServerName, tls.Protocol) = (address.Host, SslProtocols.None));
                }
            );
            broker.UseInstrumentation(serviceName: service);
            broker.ConfigureJsonSerializerOptions(options =>
            {
                options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(allowIntegerValues: false));
                return options;
            });
            broker.ConnectReceiveObserver(new AcknowledgedPoint(services.GetRequiredService<FailPoints>()));
            var connect = typeof(Bus).GetMethod(nameof(Connect), BindingFlags.NonPublic | BindingFlags.Static)!;
            foreach (var kind in reactions)
                connect.MakeGenericMethod(kind.Fact, typeof(TDb)).Invoke(null, [broker, services, kind]);
            ConnectDeadLetters<TDb>(broker, services, service);
        });
    }

    static void Connect<TFact, TDb>(IRabbitMqBusFactoryConfigurator broker, IServiceProvider services, ReactionKind kind)
        where TFact : class
        where TDb : ServiceDb
    {
        var parking = services.GetRequiredService<Parking<TDb>>();
        ReactionEndpoint<TFact, TDb> endpoint = new(
            kind,
            services,
            services.GetRequiredService<FailPoints>(),
            services.GetRequiredService<Meters>(),
            parking,
            services.GetRequiredService<EarlyFactKeeper<TDb>>(),
            services.GetRequiredService<DatabaseAlarms>(),
            services.GetRequiredService<FactsInHand>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Clinic.Reactions")
        );
        broker.ReceiveEndpoint(
            kind.Queue,
            queue =>
            {
                Receive(queue, parking, kind.Queue, "unknown-type");
                queue.PrefetchCount = 16;
                queue.ConcurrentMessageLimit = 8;
                queue.Handler<TFact>(endpoint.Consume);
            }
        );
    }

    static void Receive<TDb>(IRabbitMqReceiveEndpointConfigurator queue, Parking<TDb> parking, string name, string causeOfUnknown)
        where TDb : ServiceDb
    {
        queue.ConfigureConsumeTopology = false;
        queue.ConfigureChannel(channel => channel.UseFilter(new DeclaredAlready(((IRabbitMqReceiveEndpointConfiguration)queue).Settings)));
        queue.PublishFaults = false;
        queue.ConfigureError(pipe => pipe.UseFilter(new ParkFilter<ExceptionReceiveContext, TDb>(parking, name, "unreadable")));
        queue.ConfigureDeadLetter(pipe => pipe.UseFilter(new ParkFilter<ReceiveContext, TDb>(parking, name, causeOfUnknown)));
    }

    // Nothing is consumed here as a type, so every message takes the way of the unknown ones: into the parking table.
    static void ConnectDeadLetters<TDb>(IRabbitMqBusFactoryConfigurator broker, IServiceProvider services, string service)
        where TDb : ServiceDb
    {
        var name = Topology.DeadLettersOf(service);
        broker.ReceiveEndpoint(name, queue => Receive(queue, services.GetRequiredService<Parking<TDb>>(), name, "delivery-limit"));
    }

    /// <summary>
    /// Keeps the library from declaring and binding what it is about to listen to: that is there (<see cref="Topology"/>), and a service's
    /// login may declare nothing. The library does it once for each channel, so it is told that this was done.
    /// </summary>
    sealed class DeclaredAlready(ReceiveSettings settings) : IFilter<ChannelContext>
    {
        public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
        {
            context.GetOrAddPayload(() => settings);
            await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() => Task.CompletedTask);
            await next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("declaredAlready");
    }

    sealed class AcknowledgedPoint(FailPoints fail) : IReceiveObserver
    {
        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context) => fail.At(FailPoints.Acknowledged).AsTask();

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
