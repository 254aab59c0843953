namespace Clinic.AppHost;

/// <summary>The logins that one service has on both servers.</summary>
/// <param name="Name">Of the service.</param>
/// <param name="Password">On the database server.</param>
/// <param name="BusPassword">On the broker.</param>
sealed record Logins(string Name, IResourceBuilder<ParameterResource> Password, IResourceBuilder<ParameterResource> BusPassword);
