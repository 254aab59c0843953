using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;
using Clinic.Escort.EscortStatus;

namespace Clinic.Escort;

/// <summary>Every act and question of the service, in the order of an engagement.</summary>
static class EscortRoutes
{
    public static void Map(WebApplication app)
    {
        EngagementRoutes.Map(app);
        ProfileRoutes.Map(app);
        EscortStatusRoutes.Map(app);
    }
}
