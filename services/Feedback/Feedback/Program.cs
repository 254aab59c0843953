using Clinic.Feedback;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Surveys;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<FeedbackDb>("feedback", SurveyRefusals.ByConstraint);
builder.Services.AddValidation();
builder.Services.AddSingleton<OtherBranches>().AddScoped<PostVisitFollowUp>().AddScoped<NoShowCall>();

var app = builder.Build();
app.MapClinicService<FeedbackDb>();
FeedbackRoutes.Map(app);
app.RunClinicService();
