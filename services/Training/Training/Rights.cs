namespace Clinic.Training;

/// <summary>The rights this service asks for; which post carries which is decided where accounts are made.</summary>
static class Rights
{
    public static readonly Permission PlanTraining = new("training.plan"),
        RecordTraining = new("training.record"),
        Grade = new("exams.grade"),
        ReadExams = new("exams.read"),
        ReadOwnExams = new("exams.read-own"),
        IssueCertificates = new("certificates.issue");
}
