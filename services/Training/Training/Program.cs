using Clinic.Training;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<TrainingDb>("training", TrainingConstraints.Refusals);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<TrainingDb>();
TrainingRoutes.Map(app); // sessions, onboarding, assessments, certificates
app.RunClinicService();
