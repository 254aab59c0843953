namespace Clinic.Training.Complaints;

/// <summary>
/// Which training a cause of complaints asks for, by the code of the cause. Every other cause is met with training in handling
/// complaints.
/// </summary>
static class CauseTopics
{
    /// <summary>The topic for a cause, one of the codes that Feedback gives in <c>ComplaintResponsibilityDetermined</c>.</summary>
    public static string For(string causeCode) =>
        causeCode switch
        {
            "ServiceAttitude" or "Communication" => "communication-etiquette",
            "WaitingTime" => "hospital-procedure",
            "Skill" => "basic-medicine",
            _ => "complaint-handling",
        };
}
