using Clinic.Registration.Appointments;
using Clinic.Registration.Appointments.AwayDoctors;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.Premises;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Departure;

namespace Clinic.Registration;

/// <summary>What several acts of the service do alike, and what its constraints mean.</summary>
static class RegistrationServices
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new[]
    {
        PremisesRefusals.ByConstraint,
        ClientRecordRefusals.ByConstraint,
        AppointmentRefusals.ByConstraint,
        VisitRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();

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
