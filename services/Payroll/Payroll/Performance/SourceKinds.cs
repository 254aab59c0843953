namespace Clinic.Payroll.Performance;

/// <summary>What a line of pay comes from, as it is stored with the line.</summary>
static class SourceKinds
{
    public const string Complaint = "Complaint",
        DisciplineCase = "DisciplineCase",
        Engagement = "Engagement",
        Referral = "Referral",
        SurveyResponse = "SurveyResponse";
}
