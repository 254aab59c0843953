namespace Aspire.Hosting;

/// <summary>PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var server = new PostgresServerResource(
            name, userName?.Resource ?? new ParameterResource($"{name}-user", false, () => "postgres"), password?.Resource ?? Generated(builder, name));
        server.Plan.Endpoints.Add(new Endpoint { Name = "tcp", Scheme = "tcp", FixedPort = port });
        return builder.Engine().Add(server);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        return builder.ApplicationBuilder.Engine().Add(database);
    }

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Resource.Volume = name ?? $"{builder.Resource.Name}-data";
        return isReadOnly ? builder.NotHonoured("WithDataVolume(isReadOnly: true)") : builder;
    }

    internal static ParameterResource Generated(IDistributedApplicationBuilder builder, string name) =>
        new($"{name}-password", secret: true, () => builder.Engine().Secrets.Get($"{name}-password"));
}

/// <summary>RabbitMQ.</summary>
public static class RabbitMQBuilderExtensions
{
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var server = new RabbitMQServerResource(
            name, userName?.Resource ?? new ParameterResource($"{name}-user", false, () => "guest"), password?.Resource ?? PostgresBuilderExtensions.Generated(builder, name));
        server.Plan.Endpoints.Add(new Endpoint { Name = "tcp", Scheme = "amqp", FixedPort = port });
        return builder.Engine().Add(server);
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Resource.Volume = name ?? $"{builder.Resource.Name}-data";
        return isReadOnly ? builder.NotHonoured("WithDataVolume(isReadOnly: true)") : builder;
    }

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithManagementPlugin(port: null);

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder, int? port)
    {
        builder.Resource.ManagementPlugin = true;
        builder.Resource.Plan.Endpoints.Add(new Endpoint { Name = "management", Scheme = "http", FixedPort = port });
        return builder;
    }
}
