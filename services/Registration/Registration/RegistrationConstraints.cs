using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.Premises;
using Clinic.Registration.Visits;

namespace Clinic.Registration;

/// <summary>What the constraints of the database mean.</summary>
static class RegistrationConstraints
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new[]
    {
        PremisesRefusals.ByConstraint,
        ClientRecordRefusals.ByConstraint,
        AppointmentRefusals.ByConstraint,
        VisitRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();
}
