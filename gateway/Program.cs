using Clinic.Gateway;
using Clinic.Gateway.Edge;
using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddClinicService<IdentityDb>("identity", Refusals.ByConstraint);
builder.Services.AddValidation();
builder.AddIdentity();
builder.AddServices();
var app = builder.Build();
app.UseEdge();
app.MapClinicService<IdentityDb>(namesCauses: false);
app.MapIdentity();
app.MapServices();
app.RunClinicService();
