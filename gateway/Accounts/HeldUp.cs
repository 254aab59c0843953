namespace Clinic.Gateway.Accounts;

/// <summary>How many names and addresses are being held up at a moment because too much was tried.</summary>
sealed record HeldUp(int Names, int Addresses);
