using Clinic.Payroll;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Workload;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<PayrollDb>("payroll", Refusals.ByConstraint);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<PayrollDb>();
EmployeeRoutes.Map(app);    // /employees: hire, look up, sign, adjust post and base grade, leave
AccrualRoutes.Map(app);     // /accruals: what was counted for whom, and because of which visit
app.RunClinicService();
