namespace Clinic.Gateway.Accounts;

/// <summary>Who tries: under which name, from which address, and from which device when the account logged in there before.</summary>
sealed record Trier(string Login, string Address, string? Device);
