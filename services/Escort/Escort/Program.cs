using Clinic.Escort;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<EscortDb>("escort", EscortConstraints.Refusals);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<EscortDb>();
EscortRoutes.Map(app);
app.RunClinicService();
