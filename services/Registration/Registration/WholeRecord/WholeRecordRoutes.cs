using Clinic.Registration.WholeRecord.Forgotten;
using Clinic.Registration.WholeRecord.History;
using Clinic.Registration.WholeRecord.Merging;
using Clinic.Registration.WholeRecord.Rounds;

namespace Clinic.Registration.WholeRecord;

/// <summary>
/// What concerns the whole record of a client, visits included: merging, forgetting, history, and what came of a campaign.
/// </summary>
static class WholeRecordRoutes
{
    public static void Map(WebApplication app)
    {
        var clients = app.MapGroup("/clients").WithTags("Clients");
        ListDuplicates.Map(clients);
        MergeClients.Map(clients);
        ForgetClient.Map(clients);
        GetClientHistory.Map(clients);

        SeparateClients.Map(app.MapGroup("/client-merges").WithTags("Clients"));

        MeasureCampaign.Map(app.MapGroup("/campaigns").WithTags("Care"));
    }
}
