using OpenTelemetry.Trace;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Traces work that a person, a message or a deadline caused. The platform asks itself all the time, too: whether it is well, whether there
/// is work, whether there are new keys. Nothing of that begins a trace, and what it leads to elsewhere belongs to none.
/// </summary>
sealed class CausedWorkSampler(Sampler configured) : Sampler
{
    static readonly SamplingResult No = new(SamplingDecision.Drop);
    static readonly string[] OfSupervisors = ["/alive", "/ready", "/health", "/.well-known/jwks.json"];

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        var asked = samplingParameters.Kind switch
        {
            ActivityKind.Server => !OfSupervisors.Contains(PathOf(samplingParameters.Tags)),
            ActivityKind.Client or ActivityKind.Internal => parent.TraceId != default,
            // The proxy looks after the services in rounds of its own.
            _ => parent.TraceId != default || !samplingParameters.Name.StartsWith("proxy.", StringComparison.Ordinal),
        };
        // Whoever was not traced has no children that are, whatever is configured.
        var partOfAnother = parent.TraceId != default && !parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        return asked && !partOfAnother ? configured.ShouldSample(samplingParameters) : No;
    }

    static string? PathOf(IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        // The server's come as a list, which is read without an enumerator.
        if (tags is not IReadOnlyList<KeyValuePair<string, object?>> list)
            return null;
        for (var at = list.Count - 1; at >= 0; at--)
            if (list[at].Key == "url.path")
                return list[at].Value as string;
        return null;
    }
}
