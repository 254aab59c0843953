using Clinic.Registration.ClientRecords.Campaigns;
using Clinic.Registration.ClientRecords.Charts;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.ClientRecords.Segments;

namespace Clinic.Registration.ClientRecords;

/// <summary>The records of clients: front page, chart, consents, membership, segments and campaigns.</summary>
static class ClientRecordRoutes
{
    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/front-pages").WithTags("Clients");
        StartFrontPage.Map(pages);
        CompleteFrontPage.Map(pages);
        GetFrontPage.Map(pages);
        OpenChartFromFrontPage.Map(pages);
        PutFrontPageAway.Map(pages);
        ListFrontPages.Map(pages);

        var clients = app.MapGroup("/clients").WithTags("Clients");
        RegisterClient.Map(clients);
        CorrectClient.Map(clients);
        GetClient.Map(clients);
        GetClientContact.Map(clients);
        UnmaskClient.Map(clients);
        SearchClients.Map(clients);
        NameClients.Map(clients);
        SearchForEngagement.Map(clients);
        RegisterForEngagement.Map(clients);
        ReplaceVisitCard.Map(clients);
        FindChartError.Map(clients);
        GiveConsent.Map(clients);
        WithdrawConsent.Map(clients);
        ListConsents.Map(clients);
        DiscloseToThirdParty.Map(clients);
        MarkSegment.Map(clients);

        ListUnmaskings.Map(app.MapGroup("/unmaskings").WithTags("Clients"));

        ListSegmentClients.Map(app.MapGroup("/segments").WithTags("Care"));

        var campaigns = app.MapGroup("/campaigns").WithTags("Care");
        PlanCampaign.Map(campaigns);
        SendCampaign.Map(campaigns);
        ListCampaigns.Map(campaigns);
        ListCampaignTargets.Map(campaigns);

        var levels = app.MapGroup("/member-levels").WithTags("Members");
        WriteMemberLevel.Map(levels);
        ListMemberLevels.Map(levels);

        var members = app.MapGroup("/members").WithTags("Members");
        EnrolMember.Map(members);
        MoveMember.Map(members);
        CloseMember.Map(members);
        GetMember.Map(members);
        ListMembers.Map(members);

        var chartErrors = app.MapGroup("/chart-errors").WithTags("Clients");
        CorrectChartError.Map(chartErrors);
        ListChartErrors.Map(chartErrors);
    }
}
