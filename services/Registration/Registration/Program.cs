using Clinic.Registration;
using Clinic.Registration.ClientRecords.Clients;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<RegistrationDb>("registration", RegistrationConstraints.Refusals);
builder.Services.AddValidation();
RegistrationServices.Add(builder.Services);
builder.Services.AddSingleton(ClientVault.Of(builder.Configuration));

var app = builder.Build();
app.MapClinicService<RegistrationDb>();
RegistrationRoutes.Map(app);
app.RunClinicService();
