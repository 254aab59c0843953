using Clinic.Escort;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<EscortDb>("escort");
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<EscortDb>();
app.RunClinicService();
