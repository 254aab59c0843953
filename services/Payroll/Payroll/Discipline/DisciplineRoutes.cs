namespace Clinic.Payroll.Discipline;

/// <summary>Cases against employees, from the opening to the effect.</summary>
static class DisciplineRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/discipline-cases").WithTags("Discipline");
        OpenCase.Map(cases);
        HearEmployee.Map(cases);
        DecideCase.Map(cases);
        ImposePenalty.Map(cases);
        DropCase.Map(cases);
        ListCases.Map(cases);
        GetCase.Map(cases);
        ListOwnCases.Map(cases);
        ListProposedCases.Map(cases);
    }
}
