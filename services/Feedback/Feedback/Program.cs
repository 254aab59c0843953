using Clinic.Feedback;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Surveys;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<FeedbackDb>("feedback", SurveyRefusals.ByConstraint);
builder.Services.AddValidation().AddHttpContextAccessor();
builder.Services.AddScoped<Proceeding>().AddScoped<Aftercare>().AddScoped<NoShowCall>();

var app = builder.Build();
app.MapClinicService<FeedbackDb>();
FeedbackRoutes.Map(app);
app.RunClinicService();
