namespace Clinic.ServiceDefaults;

/// <summary>
/// The dispatcher's and the lease's own few connections, so that busy requests cannot starve them. They carry the sender's name.
/// </summary>
sealed class DispatcherDataSource : IAsyncDisposable
{
    public DispatcherDataSource(string service, string connectionString) =>
        Source = Telemetry.Source(
            $"{service} outbox",
            new(connectionString)
            {
                MaxPoolSize = 3,
                MinPoolSize = 1,
                ApplicationName = $"outbox {Sender}",
            }
        );

    public Guid Sender { get; } = Guid.CreateVersion7();

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
