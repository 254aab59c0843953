using Clinic.Registration;
using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises;
using Clinic.Registration.Visits;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<RegistrationDb>(
    "registration",
    PremisesRefusals.ByConstraint,
    ClientRecordRefusals.ByConstraint,
    AppointmentRefusals.ByConstraint,
    VisitRefusals.ByConstraint
);
builder.Services.AddValidation();
RegistrationServices.Add(builder.Services);
builder.Services.AddSingleton(ClientVault.Of(builder.Configuration));

var app = builder.Build();
app.MapClinicService<RegistrationDb>();
RegistrationRoutes.Map(app);
app.RunClinicService();
