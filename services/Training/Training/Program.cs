using Clinic.Training;
using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Sessions;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<TrainingDb>(
    "training",
    SessionRefusals.ByConstraint,
    AssessmentRefusals.ByConstraint,
    CertificateRefusals.ByConstraint
);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<TrainingDb>();
TrainingRoutes.Map(app); // sessions, onboarding, assessments, certificates
app.RunClinicService();
