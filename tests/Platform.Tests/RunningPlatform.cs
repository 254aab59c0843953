using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>One platform for all days told here; every day opens branches of its own, so that none meets another.</summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    Task<CanaryStory>? canaries;

    /// <summary>Receives the traces of every process.</summary>
    public TraceSink Traces { get; private set; } = null!;

    /// <summary>The processes.</summary>
    public Stack Stack { get; private set; } = null!;

    /// <summary>The founded group.</summary>
    public ClinicGroup Group { get; private set; } = null!;

    /// <summary>A branch in which everything was typed that people type about people; told once, when it is first asked for.</summary>
    internal Task<CanaryStory> Canaries => canaries ??= CanaryStory.Told(Group);

    public async Task InitializeAsync()
    {
        Traces = await TraceSink.Open();
        Stack = await Stack.Start(
            [],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", Traces.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "500")
        );
        Group = await ClinicGroup.Found(Stack.Gateway, Stack.AdministratorSecret);
    }

    public async Task DisposeAsync()
    {
        await Stack.DisposeAsync();
        await Traces.DisposeAsync();
    }
}

/// <summary>
/// All days share one running platform and are told one after the other, and not beside another platform that is being killed.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnePlatform : ICollectionFixture<RunningPlatform>
{
    public const string Name = "the running platform";
}
