namespace Clinic.Payroll.Grades;

/// <summary>The grade tables of the branches.</summary>
static class GradeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var grades = routes.MapGroup("/grades").WithTags("Grades");
        SetGrade.Map(grades);
        ListGrades.Map(grades);
    }
}
