using Clinic.Escort;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<EscortDb>("escort", Refusals.ByConstraint);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<EscortDb>();
EscortRoutes.Map(app);
app.RunClinicService();
