using Clinic.Escort.Clients;
using Clinic.Escort.Engagements;

namespace Clinic.Escort;

/// <summary>What the constraints of the database mean.</summary>
static class EscortConstraints
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new[]
    {
        ClientRefusals.ByConstraint,
        EngagementRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();
}
