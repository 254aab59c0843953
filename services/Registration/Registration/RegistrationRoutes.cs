using Clinic.Registration.Appointments;
using Clinic.Registration.Arrivals;
using Clinic.Registration.Boards;
using Clinic.Registration.Branches;
using Clinic.Registration.Clients;
using Clinic.Registration.Directory;
using Clinic.Registration.Queue;
using Clinic.Registration.Reports;
using Clinic.Registration.Triage;
using Clinic.Registration.Visits;
using Clinic.Registration.WaitingAreas;

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
        DepartmentsOfBranch.Map(departments);
        TriageLedger.Map(departments);

        var doctors = app.MapGroup("/doctors").WithTags("Directory");
        PlaceDoctor.Map(doctors);
        SayDoctorStatus.Map(doctors);
        DoctorBoard.Map(doctors);

        var clients = app.MapGroup("/clients").WithTags("Clients");
        RegisterClient.Map(clients);
        CorrectClient.Map(clients);
        ReadClient.Map(clients);
        ContactOfClient.Map(clients);
        SearchClients.Map(clients);

        var appointments = app.MapGroup("/appointments").WithTags("Appointments");
        AppointmentsOfTheDay.Map(appointments);
        ReadAppointment.Map(appointments);

        MapReception(app);
        var visits = app.MapGroup("/visits").WithTags("Visits");
        CheckIn.Map(visits);
        Greet.Map(visits);
        AssignDoctor.Map(visits);
        ReassignDoctor.Map(visits);
        WhyThisDoctor.Map(visits);
        NotifyDoctor.Map(visits);
        CollectClient.Map(visits);
        CheckIdentity.Map(visits);
        MakePlan.Map(visits);
        RecordConsent.Map(visits);
        FinishTreatment.Map(visits);
        ReceiveChart.Map(visits);
        CompleteVisit.Map(visits);
        SayFarewell.Map(visits);
        VoidVisit.Map(visits);
        LeaveUntreated.Map(visits);
        ReadVisit.Map(visits);
        ReadChart.Map(visits);
        QueueOfTheDay.Map(visits);
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

        var areas = app.MapGroup("/waiting-areas").WithTags("Waiting areas");
        CheckArea.Map(areas);
        NoteShortage.Map(areas);

        LiveBoards.Map(app.MapGroup("/boards").WithTags("Boards"));
        var reports = app.MapGroup("/reports").WithTags("Reports");
        ReceptionTimeliness.Map(reports);
        TriageCounts.Map(reports);
    }
}
