using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting
{
    /// <summary>Values given from outside.</summary>
    public static class ParameterResourceBuilderExtensions
    {
        /// <summary>From configuration `Parameters:name`. A secret nobody gives is made up once and kept beside the data.</summary>
        public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
        {
            var application = builder.Engine();
            return application.Add(new ParameterResource(name, secret, () => Configured(builder.Configuration, name) ?? (secret
                ? application.Secrets.Get(name)
                : throw new InvalidOperationException($"Parameter '{name}' has no value: give Parameters__{name.Replace('-', '_')}."))));
        }

        public static IResourceBuilder<ParameterResource> AddParameter(
            this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
        {
            if (publishValueAsDefault)
            {
                builder.Engine().PublishOnly.Add($"publishValueAsDefault on '{name}'");
            }

            return builder.Engine().Add(new ParameterResource(name, secret, () => value));
        }

        private static string? Configured(IConfiguration configuration, string name) =>
            configuration[$"Parameters:{name}"] is { Length: > 0 } value ? value : configuration[$"Parameters:{name.Replace('-', '_')}"];
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A value given from outside.</summary>
    public sealed class ParameterResource(string name, bool secret, Func<string> value) : Resource(name), IValueProvider
    {
        private readonly Lazy<string> _value = new(value);

        public bool Secret { get; } = secret;

        internal string Value => _value.Value;

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Value);
    }
}
