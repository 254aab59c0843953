using Clinic.Escort.Engagements.After;
using Clinic.Escort.Engagements.Day;
using Clinic.Escort.Engagements.Inquiry;
using Clinic.Escort.Engagements.Preparation;

namespace Clinic.Escort.Engagements;

/// <summary>What is done to an engagement, from the call to the archive, and what is asked of it.</summary>
static class EngagementRoutes
{
    public static void Map(WebApplication app)
    {
        var engagements = app.MapGroup("/engagements").WithTags("Engagements");
        TakeInquiry.Map(engagements);
        HandOverInquiry.Map(engagements);
        ConfirmNeed.Map(engagements);
        DeclineInquiry.Map(engagements);
        SignAgreement.Map(engagements);
        AmendAgreement.Map(engagements);
        ListCandidates.Map(engagements);
        AssignEscort.Map(engagements);
        ReassignEscort.Map(engagements);
        CancelEngagement.Map(engagements);
        ListEngagements.Map(engagements);
        ListLeads.Map(engagements);
        GetEngagement.Map(engagements);
        GetEngagementFile.Map(engagements);

        var service = app.MapGroup("/engagements").WithTags("Service");
        StartPreparation.Map(service);
        RequestAppointment.Map(service);
        NoteOutsideAppointment.Map(service);
        CompletePreparation.Map(service);
        ReconfirmVisit.Map(service);
        StartVisit.Map(service);
        NoteStep.Map(service);
        AddNote.Map(service);
        RaiseAlert.Map(service);
        ResolveAlert.Map(service);
        ListAlerts.Map(service);
        ListClinicEngagements.Map(service);
        EndVisit.Map(service);
        InterruptVisit.Map(service);
        SettleFee.Map(service);
        SubmitReport.Map(service);
        FollowUpClient.Map(service);
        ArchiveEngagement.Map(service);
    }
}
