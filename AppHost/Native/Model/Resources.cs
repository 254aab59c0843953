namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something of the platform that runs, or that others need to run.</summary>
public interface IResource
{
    string Name { get; }
}

/// <summary>A resource whose process gets environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that listens.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that can be asked how it is.</summary>
public interface IResourceWithProbes : IResource;

/// <summary>A resource whose endpoints others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource others reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IValueProvider
{
    IReadOnlyDictionary<string, ReferenceExpression> ConnectionProperties { get; }
}

/// <summary>A place the platform can be published to.</summary>
public interface IComputeEnvironmentResource : IResource;

/// <summary>What AppHost.cs holds in its hand while it describes one resource.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    T Resource { get; }
}

/// <summary>Base of all resources.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    /// <summary>What AppHost.cs asked for; the engine only reads it.</summary>
    internal Plan Plan { get; } = new();
}

/// <summary>One of our own programs.</summary>
public sealed class ProjectResource(string name, IProjectMetadata project) : Resource(name),
    IResourceWithEnvironment, IResourceWithWaitSupport, IResourceWithServiceDiscovery, IResourceWithProbes
{
    internal IProjectMetadata Project { get; } = project;

    internal int Replicas { get; set; } = 1;
}

/// <summary>Aspire runs these as containers; the engine runs the ones it knows as plain processes.</summary>
public abstract class ContainerResource(string name) : Resource(name), IResourceWithWaitSupport, IResourceWithEndpoints
{
    /// <summary>The name under which the data outlives the launch; without one it goes with it.</summary>
    internal string? Volume { get; set; }

    internal Endpoint Tcp => Plan.Endpoints[0];

    private protected ReferenceExpression Port => ReferenceExpression.Of(new Deferred(() => Tcp.PortText));

    private protected static ReferenceExpression Host { get; } = ReferenceExpression.Of("localhost");

    private protected static Deferred Encoded(ParameterResource parameter) => new(() => Uri.EscapeDataString(parameter.Value));
}

/// <summary>A database server.</summary>
public sealed class PostgresServerResource(string name, ParameterResource user, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    public IReadOnlyDictionary<string, ReferenceExpression> ConnectionProperties => new Dictionary<string, ReferenceExpression>
    {
        ["Host"] = Host,
        ["Port"] = Port,
        ["Username"] = ReferenceExpression.Of(User),
        ["Password"] = ReferenceExpression.Of(Password),
        ["Uri"] = ReferenceExpression.Of("postgresql://", Encoded(User), ":", Encoded(Password), "@", Host, ":", Port),
        ["JdbcConnectionString"] = ReferenceExpression.Of("jdbc:postgresql://", Host, ":", Port),
    };

    internal ParameterResource User { get; } = user;

    internal ParameterResource Password { get; } = password;

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ConnectionString.GetValueAsync(cancellationToken);

    internal ReferenceExpression ConnectionString =>
        ReferenceExpression.Of("Host=", Host, ";Port=", Port, ";Username=", User, ";Password=", Password);
}

/// <summary>A database of a server.</summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name), IResourceWithConnectionString
{
    public string DatabaseName { get; } = databaseName;

    public PostgresServerResource Parent { get; } = parent;

    public IReadOnlyDictionary<string, ReferenceExpression> ConnectionProperties => new Dictionary<string, ReferenceExpression>(Parent.ConnectionProperties)
    {
        ["Uri"] = ReferenceExpression.Of(Parent.ConnectionProperties["Uri"], "/", DatabaseName),
        ["JdbcConnectionString"] = ReferenceExpression.Of(Parent.ConnectionProperties["JdbcConnectionString"], "/", DatabaseName),
        ["DatabaseName"] = ReferenceExpression.Of(DatabaseName),
    };

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ConnectionString.GetValueAsync(cancellationToken);

    internal ReferenceExpression ConnectionString => ReferenceExpression.Of(Parent.ConnectionString, ";Database=", DatabaseName);
}

/// <summary>A message broker.</summary>
public sealed class RabbitMQServerResource(string name, ParameterResource user, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    public IReadOnlyDictionary<string, ReferenceExpression> ConnectionProperties => new Dictionary<string, ReferenceExpression>
    {
        ["Host"] = Host,
        ["Port"] = Port,
        ["Username"] = ReferenceExpression.Of(User),
        ["Password"] = ReferenceExpression.Of(Password),
        ["Uri"] = ReferenceExpression.Of("amqp://", Encoded(User), ":", Encoded(Password), "@", Host, ":", Port),
    };

    internal ParameterResource User { get; } = user;

    internal ParameterResource Password { get; } = password;

    internal bool ManagementPlugin { get; set; }

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ConnectionProperties["Uri"].GetValueAsync(cancellationToken);
}
