using Clinic.Registration;
using Clinic.Registration.Branches;
using Clinic.Registration.Clients;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<RegistrationDb>("registration", Refusals.ByConstraint);
builder.Services.AddValidation();
builder.Services.AddSingleton<ClinicDays>();
builder.Services.AddSingleton(ClientVault.Of(builder.Configuration));

var app = builder.Build();
app.MapClinicService<RegistrationDb>();
RegistrationRoutes.Map(app);
app.RunClinicService();
