namespace Clinic.AppHost;

/// <summary>The logins that a program alone has on both servers.</summary>
internal sealed record Logins(string Name, IResourceBuilder<ParameterResource> Password, IResourceBuilder<ParameterResource> BusPassword);
