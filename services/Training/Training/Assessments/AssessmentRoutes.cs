namespace Clinic.Training.Assessments;

/// <summary>Assessments, and the record of a person.</summary>
static class AssessmentRoutes
{
    public static void Map(WebApplication app)
    {
        var assessments = app.MapGroup("/assessments").WithTags("Assessments");
        ScheduleAssessment.Map(assessments);
        GradeTheory.Map(assessments);
        GradePractical.Map(assessments);
        ExcuseFromAssessment.Map(assessments);
        CorrectAssessment.Map(assessments);
        VoidAssessment.Map(assessments);
        GetAssessment.Map(assessments);
        ListAssessments.Map(assessments);

        var people = app.MapGroup("/people").WithTags("Assessments");
        ListPeople.Map(people);
        GetAssessmentRecord.Map(people);
        ListRatings.MapOfPerson(people);
        ListRatings.Map(app.MapGroup("/ratings").WithTags("Assessments"));
    }
}
