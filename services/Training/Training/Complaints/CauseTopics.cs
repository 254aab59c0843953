namespace Clinic.Training.Complaints;

/// <summary>
/// Which training a cause of complaints asks for. Causes not named here are met with training in complaints itself.
/// </summary>
static class CauseTopics
{
    const string Otherwise = "complaint-handling";

    static readonly Dictionary<string, string> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["attitude"] = "communication-etiquette",
        ["communication"] = "communication-etiquette",
        ["service"] = "communication-etiquette",
        ["waiting"] = "hospital-procedure",
        ["delay"] = "hospital-procedure",
        ["late"] = "hospital-procedure",
        ["procedure"] = "hospital-procedure",
        ["fee"] = "ethics-law",
        ["privacy"] = "ethics-law",
        ["ethics"] = "ethics-law",
        ["skill"] = "basic-medicine",
        ["knowledge"] = "basic-medicine",
        ["medical"] = "basic-medicine",
        ["empathy"] = "client-psychology",
    };

    /// <summary>The topic for a cause, found by the words of its code.</summary>
    public static string For(string causeCode) =>
        ByWord.Where(pair => causeCode.Contains(pair.Key, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value).FirstOrDefault()
        ?? Otherwise;
}
