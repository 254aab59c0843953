using Microsoft.AspNetCore.Diagnostics;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Said by every act: the rules that may say no to it. The OpenAPI description lists them with their sentences. Where
/// <c>Refusals:MustBeDeclared</c> is set, as in the tests, an answer that refuses by another rule becomes a fault of the service.
/// </summary>
public static class DeclaredRefusals
{
    internal const string Setting = "Refusals:MustBeDeclared";

    // What the plumbing says to any act, by itself.
    static readonly HashSet<string> OfEveryAct = [.. Problems.CodesByStatus.Values, Problems.CodeOf(null), Refusal.ChangedMeanwhile.Code];

    internal sealed record Said(Refusal Refusal);

    /// <summary>The rules that may say no. A sentence with a number or a name in it is given as an example.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder act, params IEnumerable<Refusal> refusals)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var refusal in refusals)
            act.Add(built => built.Metadata.Add(new Said(refusal)));
        return act;
    }

    /// <summary>The act changes what somebody read before: it asks for If-Match, and refuses a version that is not the last.</summary>
    public static TBuilder NeedsIfMatch<TBuilder>(this TBuilder act)
        where TBuilder : IEndpointConventionBuilder => act.Refuses(Refusal.MatchRequired, Refusal.Stale);

    /// <summary>What the act declared; with the first rule of each code, in the order it was declared in.</summary>
    internal static IEnumerable<Refusal> Of(IEnumerable<object> metadata) =>
        metadata.OfType<Said>().Select(said => said.Refusal).DistinctBy(refusal => refusal.Code);

    /// <summary>True when this request may be answered with this code.</summary>
    internal static bool Allows(HttpContext context, string code)
    {
        if (OfEveryAct.Contains(code) || !context.RequestServices.GetRequiredService<IConfiguration>().GetValue(Setting, false))
            return true;
        var act = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return act is null || Of(act.Metadata).Any(refusal => refusal.Code == code);
    }
}
