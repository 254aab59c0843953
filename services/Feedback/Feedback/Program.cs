using Clinic.Feedback;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<FeedbackDb>("feedback");
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<FeedbackDb>();
app.RunClinicService();
