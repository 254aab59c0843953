namespace Clinic.Feedback;

/// <summary>
/// The rights this service asks for; which post carries which is decided where accounts are made. Everybody who is employed can be
/// appointed to a complaint, so everybody has the right to investigate, and the complaint itself says who was appointed.
/// </summary>
static class Rights
{
    public static readonly Permission FileComplaints = new("complaints.file"),
        ReadComplaints = new("complaints.read"),
        HandleComplaints = new("complaints.handle"),
        DecideComplaints = new("complaints.decide"),
        InvestigateComplaints = new("complaints.investigate"),
        CloseUnsatisfied = new("complaints.close-unsatisfied"),
        OverturnComplaints = new("complaints.overturn"),
        MakeFollowUps = new("followups.make"),
        ReadFollowUps = new("followups.read"),
        SendSurveys = new("surveys.send"),
        ReadSurveys = new("surveys.read"),
        ReadScores = new("surveys.scores"),
        ReadOwnScore = new("surveys.read-own");
}
