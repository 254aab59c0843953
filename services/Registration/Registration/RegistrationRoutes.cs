using Clinic.Registration.Appointments;
using Clinic.Registration.Branches;
using Clinic.Registration.Clients;
using Clinic.Registration.Directory;
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
