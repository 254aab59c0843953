namespace Clinic.Training.Staff;

/// <summary>Whose marks judge.</summary>
public enum AssessmentCategory
{
    Escort,
    Clinic,
}
