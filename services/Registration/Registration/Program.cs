using Clinic.Registration;
using Clinic.Registration.Branches;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<RegistrationDb>("registration", Refusals.ByConstraint);
builder.Services.AddValidation();
builder.Services.AddSingleton<ClinicDays>();

var app = builder.Build();
app.MapClinicService<RegistrationDb>();
RegistrationRoutes.Map(app);
app.RunClinicService();
