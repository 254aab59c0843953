using System.Globalization;
using System.Threading.RateLimiting;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Edge;

/// <summary>
/// One limit for everybody: a bucket per session or, for those not logged in, per address. It is generous: a busy desk never
/// meets it, a script that runs wild does. Each copy of the gateway counts for itself.
/// </summary>
sealed class RatePolicy : IDisposable
{
    readonly RequestDelegate next;
    readonly TokenReader tokens;
    readonly PartitionedRateLimiter<string> buckets;

    public RatePolicy(RequestDelegate next, TokenReader tokens, IConfiguration configuration)
    {
        (this.next, this.tokens) = (next, tokens);
        TokenBucketRateLimiterOptions bucket = new()
        {
            TokenLimit = configuration.GetValue("RateLimit:Burst", 500),
            TokensPerPeriod = configuration.GetValue("RateLimit:PerSecond", 200),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
        buckets = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => bucket));
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (Health.IsAskedBy(context.Request))
        {
            await next(context);
            return;
        }
        using var lease = await buckets.AcquireAsync(await Who(context));
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problems.Write(context, Refusals.TooManyRequests);
            return;
        }
        await next(context);
    }

    // A token that is not ours does not buy a bucket of its own.
    async ValueTask<string> Who(HttpContext context) =>
        LiveSession.Token(context) is { } token && await tokens.Read(token) is { } bearer
            ? $"session {bearer.Session}"
            : $"address {context.Connection.RemoteIpAddress}";

    public void Dispose() => buckets.Dispose();
}
