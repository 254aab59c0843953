using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.Premises;
using Clinic.Registration.Reports;
using Clinic.Registration.Visits;
using Clinic.Registration.WholeRecord;

namespace Clinic.Registration;

/// <summary>Every act and question of the service, area by area.</summary>
static class RegistrationRoutes
{
    public static void Map(WebApplication app)
    {
        PremisesRoutes.Map(app);
        ClientRecordRoutes.Map(app);
        AppointmentRoutes.Map(app);
        VisitRoutes.Map(app);
        WholeRecordRoutes.Map(app);
        ReportRoutes.Map(app);
    }
}
