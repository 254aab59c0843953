using Clinic.Registration.Appointments;
using Clinic.Registration.Appointments.AwayDoctors;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Visits.Departure;
using Clinic.Registration.WholeRecord.History;

namespace Clinic.Registration;

/// <summary>What several acts of the service do alike.</summary>
static class RegistrationServices
{
    public static void Add(IServiceCollection services) =>
        services
            .AddSingleton<ClinicDays>()
            .AddSingleton<IRewrapsOwnKeys, RewrapClientKeys>()
            .AddSingleton<IRewrapsOwnKeys, RewrapPageKeys>()
            .AddScoped<KeepSlot>()
            .AddScoped<FreeTimes>()
            .AddScoped<HoursEffects>()
            .AddScoped<AppointmentOfVoidedVisit>()
            .AddScoped<AbsenceEffects>()
            .AddScoped<Coverage>()
            .AddScoped<GetRoster>()
            .AddScoped<BoardOfDay>()
            .AddScoped<DueOfClient>();
}
