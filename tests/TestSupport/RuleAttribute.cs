using Xunit.Abstractions;
using Xunit.Sdk;

namespace Clinic.TestSupport;

/// <summary>The rules of the handbooks that a test proves, at most three; breaking the rule fails the test.</summary>
[TraitDiscoverer("Clinic.TestSupport.RuleDiscoverer", "Clinic.TestSupport")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    /// <summary>Ids as in docs/handbook.md.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;
}

/// <summary>Makes the ids visible to test filters: <c>rule=R-071</c>.</summary>
public sealed class RuleDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        ((string[])traitAttribute.GetConstructorArguments().Single()).Select(id => KeyValuePair.Create("rule", id));
}
