namespace Clinic.Escort;

/// <summary>The rights this service asks for; which post carries which is decided where accounts are made.</summary>
static class Rights
{
    public static readonly Permission Inquire = new("engagements.inquire"),
        Lead = new("engagements.lead"),
        Serve = new("engagements.serve"),
        ReadEngagements = new("engagements.read"),
        ReadOwnEngagements = new("engagements.read-own"),
        ReadFiles = new("engagements.read-file"),
        ReadEscorts = new("escorts.read"),
        ReadFeedback = new("escorts.feedback"),
        Reinstate = new("escorts.reinstate");
}
