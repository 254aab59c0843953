using Clinic.Registration;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<RegistrationDb>("registration", Refusals.ByConstraint);
builder.Services.AddValidation();
SharedParts.Add(builder.Services);

var app = builder.Build();
app.MapClinicService<RegistrationDb>();
RegistrationRoutes.Map(app);
app.RunClinicService();
