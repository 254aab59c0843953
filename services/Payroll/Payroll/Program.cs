using Clinic.Payroll;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<PayrollDb>("payroll", PayrollConstraints.Refusals);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<PayrollDb>();
PayrollRoutes.Map(app);
app.RunClinicService();
