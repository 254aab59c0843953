using Clinic.Registration.Absences;
using Clinic.Registration.Appointments;
using Clinic.Registration.Branches;
using Clinic.Registration.Clients;
using Clinic.Registration.Directory;
using Clinic.Registration.Rosters;
using Clinic.Registration.StatusBoards;
using Clinic.Registration.Triage;
using Clinic.Registration.Visits;

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

        var clients = app.MapGroup("/clients").WithTags("Clients");
        RegisterClient.Map(clients);
        CorrectClient.Map(clients);
        ReadClient.Map(clients);
        ContactOfClient.Map(clients);
        SearchClients.Map(clients);

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
}
