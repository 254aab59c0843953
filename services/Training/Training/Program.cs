using Clinic.Training;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<TrainingDb>("training");
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<TrainingDb>();
app.RunClinicService();
