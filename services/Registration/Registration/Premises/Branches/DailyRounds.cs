namespace Clinic.Registration.Premises.Branches;

/// <summary>The daily work that begins with the opening of a branch. Each round schedules the next.</summary>
static class DailyRounds
{
    /// <summary>The kind of deadline at which the clients of the branch are sorted.</summary>
    public const string Clients = "classify-clients";
}
