using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Openings;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Premises;

/// <summary>Branches, their directory of departments, places and doctors, their rosters, and which doctor is available.</summary>
static class PremisesRoutes
{
    public static void Map(WebApplication app)
    {
        var branches = app.MapGroup("/branches").WithTags("Branches");
        OpenBranch.Map(branches);
        ListBranches.Map(branches);
        GetCalendar.Map(branches);

        var departments = app.MapGroup("/departments").WithTags("Directory");
        AddDepartment.Map(departments);
        ChangeDepartment.Map(departments);
        ListDepartments.Map(departments);

        var doctors = app.MapGroup("/doctors").WithTags("Directory");
        PlaceDoctor.Map(doctors);
        SayDoctorStatus.Map(doctors);

        var places = app.MapGroup("/places").WithTags("Directory");
        AddPlace.Map(places);
        ChangePlace.Map(places);
        ListPlaces.Map(places);

        ListAbsences.Map(app.MapGroup("/absences").WithTags("Absences"));

        var rosters = app.MapGroup("/rosters").WithTags("Rosters");
        DraftRoster.Map(rosters);
        PublishRoster.Map(rosters);
        ReplaceAtPost.Map(rosters);
        GetRoster.Map(rosters);

        var boards = app.MapGroup("/status-boards").WithTags("Doctor status");
        OpenBoard.Map(boards);
        CheckFloor.Map(boards);
        PublishBoard.Map(boards);
        AcknowledgeBoard.Map(boards);
        GetStatusBoard.Map(boards);
    }
}
