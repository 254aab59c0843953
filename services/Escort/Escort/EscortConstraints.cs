using Clinic.Escort.Clients;
using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;

namespace Clinic.Escort;

/// <summary>What the constraints of the database mean.</summary>
static class EscortConstraints
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new[]
    {
        ClientRefusals.ByConstraint,
        ProfileRefusals.ByConstraint,
        EngagementRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();
}
