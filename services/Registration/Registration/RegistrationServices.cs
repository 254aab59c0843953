using Clinic.Registration.Absences;
using Clinic.Registration.Appointments;
using Clinic.Registration.Branches;
using Clinic.Registration.Rosters;
using Clinic.Registration.StatusBoards;

namespace Clinic.Registration;

/// <summary>What several acts of the service do alike.</summary>
static class RegistrationServices
{
    public static void Add(IServiceCollection services) =>
        services
            .AddSingleton<ClinicDays>()
            .AddScoped<KeepSlot>()
            .AddScoped<AppointmentOfVoidedVisit>()
            .AddScoped<AwayDoctor>()
            .AddScoped<Coverage>()
            .AddScoped<RosterOfDay>()
            .AddScoped<BoardOfDay>();
}
