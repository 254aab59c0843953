using Clinic.Payroll;
using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Leaves;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<PayrollDb>(
    "payroll",
    EmployeeRefusals.ByConstraint,
    LeaveRefusals.ByConstraint,
    PerformanceRefusals.ByConstraint,
    DisciplineRefusals.ByConstraint,
    PayRefusals.ByConstraint
);
builder.Services.AddValidation();

var app = builder.Build();
app.MapClinicService<PayrollDb>();
PayrollRoutes.Map(app);
app.RunClinicService();
