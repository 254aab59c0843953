namespace Clinic.Feedback.Complaints;

/// <summary>By which way a complaint came in .</summary>
public enum ComplaintChannel
{
    Phone,
    Email,
    OnlineCs,
    OnSite,
}

/// <summary>Why it came to a complaint; a quarrel with a client who complains is a class of its own .</summary>
public enum CauseClass
{
    ServiceAttitude,
    QuarrelWithClient,
    WaitingTime,
    Skill,
    Communication,
    Price,
    Environment,
    Process,
    Other,
    ForcedTreatment,
}
