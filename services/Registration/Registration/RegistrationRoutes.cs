using Clinic.Registration.Appointments;
using Clinic.Registration.Appointments.AwayDoctors;
using Clinic.Registration.ClientRecords.Campaigns;
using Clinic.Registration.ClientRecords.Charts;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.ClientRecords.Segments;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Openings;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Reports.Closings;
using Clinic.Registration.Reports.Figures;
using Clinic.Registration.Reports.LiveScreens;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Arrivals;
using Clinic.Registration.Visits.Consultation;
using Clinic.Registration.Visits.Departure;
using Clinic.Registration.Visits.Reception;
using Clinic.Registration.Visits.Triage;
using Clinic.Registration.Visits.Waiting;
using Clinic.Registration.WholeRecord.Forgotten;
using Clinic.Registration.WholeRecord.Merging;
using Clinic.Registration.WholeRecord.Rounds;

namespace Clinic.Registration;

/// <summary>Every act and question of the service, in the order of a day.</summary>
static class RegistrationRoutes
{
    public static void Map(WebApplication app)
    {
        var branches = app.MapGroup("/branches").WithTags("Branches");
        OpenBranch.Map(branches);
        AllBranches.Map(branches);

        var departments = app.MapGroup("/departments").WithTags("Directory");
        AddDepartment.Map(departments);
        ChangeDepartment.Map(departments);
        CloseDepartment.Map(departments);
        DepartmentsOfBranch.Map(departments);
        TriageLedger.Map(departments);

        var doctors = app.MapGroup("/doctors").WithTags("Directory");
        PlaceDoctor.Map(doctors);
        SayDoctorStatus.Map(doctors);
        DoctorBoard.Map(doctors);
        SayAbsence.Map(doctors);
        TakeBackAbsence.Map(doctors);

        var places = app.MapGroup("/places").WithTags("Directory");
        AddPlace.Map(places);
        ChangePlace.Map(places);
        ClosePlace.Map(places);
        PlacesOfBranch.Map(places);

        var rosters = app.MapGroup("/rosters").WithTags("Rosters");
        DraftRoster.Map(rosters);
        PublishRoster.Map(rosters);
        ReplaceAtPost.Map(rosters);
        RosterOfDay.Map(rosters);

        var boards = app.MapGroup("/status-boards").WithTags("Doctor status");
        OpenBoard.Map(boards);
        CheckFloor.Map(boards);
        PublishBoard.Map(boards);
        AcknowledgeBoard.Map(boards);
        ReadBoard.Map(boards);

        var pages = app.MapGroup("/front-pages").WithTags("Clients");
        StartFrontPage.Map(pages);
        CompleteFrontPage.Map(pages);
        ReadFrontPage.Map(pages);
        ChartFrontPage.Map(pages);
        PutFrontPageAway.Map(pages);
        UnfinishedFrontPages.Map(pages);

        var clients = app.MapGroup("/clients").WithTags("Clients");
        RegisterClient.Map(clients);
        CorrectClient.Map(clients);
        ReadClient.Map(clients);
        ContactOfClient.Map(clients);
        UnmaskClient.Map(clients);
        SearchClients.Map(clients);
        MergesOfClient.Map(clients);
        MergeClients.Map(clients);
        ReplaceVisitCard.Map(clients);
        FindChartError.Map(clients);
        GiveConsent.Map(clients);
        WithdrawConsent.Map(clients);
        ConsentsOfClient.Map(clients);
        DiscloseToThirdParty.Map(clients);
        MarkSegment.Map(clients);
        ForgetClient.Map(clients);

        var segments = app.MapGroup("/segments").WithTags("Care");
        ClientsOfSegment.Map(segments);

        var campaigns = app.MapGroup("/campaigns").WithTags("Care");
        PlanCampaign.Map(campaigns);
        SendCampaign.Map(campaigns);
        MeasureCampaign.Map(campaigns);
        CampaignsOfBranch.Map(campaigns);
        TargetsOfCampaign.Map(campaigns);

        var levels = app.MapGroup("/member-levels").WithTags("Members");
        WriteMemberLevel.Map(levels);
        MemberLevelsOfBranch.Map(levels);

        var members = app.MapGroup("/members").WithTags("Members");
        EnrolMember.Map(members);
        MoveMember.Map(members);
        CloseMember.Map(members);
        ReadMember.Map(members);
        MembersOfBranch.Map(members);

        var chartErrors = app.MapGroup("/chart-errors").WithTags("Clients");
        CorrectChartError.Map(chartErrors);
        ChartErrorsOfBranch.Map(chartErrors);

        var merges = app.MapGroup("/client-merges").WithTags("Clients");
        SeparateClients.Map(merges);

        var appointments = app.MapGroup("/appointments").WithTags("Appointments");
        AppointmentsOfTheDay.Map(appointments);
        AppointmentsToHandle.Map(appointments);
        FreeSlots.Map(appointments);
        RequestAppointment.Map(appointments);
        HoldSlot.Map(appointments);
        BookSlot.Map(appointments);
        TellClient.Map(appointments);
        RescheduleAppointment.Map(appointments);
        CancelAppointment.Map(appointments);
        ExpectLate.Map(appointments);
        ReverseNoShow.Map(appointments);
        StepsOfAppointment.Map(appointments);
        ReadAppointment.Map(appointments);

        MapReception(app);
        var visits = app.MapGroup("/visits").WithTags("Visits");
        CheckIn.Map(visits);
        ConfirmVisitType.Map(visits);
        ReturnItems.Map(visits);
        Greet.Map(visits);
        AssignDoctor.Map(visits);
        ReassignDoctor.Map(visits);
        WhyThisDoctor.Map(visits);
        NotifyDoctor.Map(visits);
        CollectClient.Map(visits);
        CheckIdentity.Map(visits);
        MakePlan.Map(visits);
        RevisePlan.Map(visits);
        PrepareConsent.Map(visits);
        ExplainConsent.Map(visits);
        RecordConsent.Map(visits);
        TakeConsentBack.Map(visits);
        FinishTreatment.Map(visits);
        ReceiveChart.Map(visits);
        CompleteVisit.Map(visits);
        SayFarewell.Map(visits);
        VoidVisit.Map(visits);
        LeaveUntreated.Map(visits);
        ReadVisit.Map(visits);
        ReadChart.Map(visits);
        QueueOfTheDay.Map(visits);

        var reports = app.MapGroup("/reports").WithTags("Reports");
        FirstAndReturn.Map(reports);
        ReturnRate.Map(reports);
        ClientNeeds.Map(reports);
        DiseaseSpectrum.Map(reports);
        SegmentCounts.Map(reports);
        Completeness.Map(reports);
    }

    static void MapReception(WebApplication app)
    {
        var arrivals = app.MapGroup("/arrivals").WithTags("Arrivals");
        PrepareReception.Map(arrivals);
        NoteArrival.Map(arrivals);
        Greet.Map(arrivals);
        AskVisitType.Map(arrivals);
        LeadClient.Map(arrivals);
        RequestHandOff.Map(arrivals);
        SeatClient.Map(arrivals);
        ReadArrival.Map(arrivals);
        AcceptHandOff.Map(app.MapGroup("/hand-offs").WithTags("Arrivals"));

        var visits = app.MapGroup("/visits").WithTags("Visits");
        ExcuseLateness.Map(visits);
        AttendEnquiry.Map(visits);
        NoteComplaint.Map(visits);
        ChargeVisit.Map(visits);
        RegisterVisit.Map(visits);
        ShowWay.Map(visits);
        ReceptionOfVisit.Map(visits);
        WhyNotThisDoctor.Map(visits);
        PlaceClient.Map(visits);
        WaitingLog.Map(visits);
        LeadIn.Map(visits);
        CarryOutOrder.Map(visits);
        HandChart.Map(visits);
        WaitingQueue.Map(visits);
        JumpQueue.Map(visits);

        var closings = app.MapGroup("/record-closings").WithTags("Closing");
        CloseRecords.Map(closings);
        RecordsOfDay.Map(closings);

        var areas = app.MapGroup("/waiting-areas").WithTags("Waiting areas");
        CheckArea.Map(areas);
        NoteShortage.Map(areas);

        LiveBoards.Map(app.MapGroup("/boards").WithTags("Boards"));
        var reports = app.MapGroup("/reports").WithTags("Reports");
        ReceptionTimeliness.Map(reports);
        TriageCounts.Map(reports);
    }
}
