namespace Aspire.Hosting
{
    /// <summary>
    /// Calls a reader of Aspire's documentation may well write into AppHost.cs and the engine does not honour.
    /// They compile, so that the launch can refuse them by name instead of leaving a riddle to the compiler.
    /// </summary>
    public static class NotHonouredExtensions
    {
        public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
            where T : IResource => builder.NotHonoured("WithExplicitStart");

        public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
            where T : ContainerResource => lifetime == ContainerLifetime.Session ? builder : builder.NotHonoured("WithLifetime(Persistent)");

        public static IResourceBuilder<T> WithHttpsEndpoint<T>(
            this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
            where T : IResourceWithEndpoints => builder.NotHonoured($"WithHttpsEndpoint({port}{targetPort}{name}{env}{isProxied})");

        public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
            where T : ContainerResource => builder.PublishOnly($"WithImageTag({tag})");

        public static IResourceBuilder<PostgresServerResource> WithDataBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false) =>
            builder.NotHonoured($"WithDataBindMount({source}{(isReadOnly ? ", read only" : "")})");

        public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
            builder.NotHonoured($"WithDataBindMount({source}{(isReadOnly ? ", read only" : "")})");

        public static IResourceBuilder<PostgresServerResource> WithInitFiles(this IResourceBuilder<PostgresServerResource> builder, string source) =>
            builder.NotHonoured($"WithInitFiles({source})");

        public static IResourceBuilder<PostgresServerResource> WithPgWeb(this IResourceBuilder<PostgresServerResource> builder) =>
            builder.NotHonoured("WithPgWeb");

        public static IResourceBuilder<PostgresServerResource> WithPgAdmin(this IResourceBuilder<PostgresServerResource> builder) =>
            builder.NotHonoured("WithPgAdmin");

        public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script) =>
            builder.NotHonoured($"WithCreationScript({script.Length} characters)");
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>Whether a server outlives the launch.</summary>
    public enum ContainerLifetime
    {
        Session,
        Persistent,
    }
}
