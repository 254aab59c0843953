namespace Clinic.Payroll.Employees;

/// <summary>The people of the group.</summary>
static class EmployeeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var employees = routes.MapGroup("/employees").WithTags("Employees");
        HireEmployee.Map(employees);
        GetEmployee.Map(employees);
        ListEmployees.Map(employees);
        GetOwnEmployment.Map(employees);
        ListPosts.Map(employees);
        ListPayTerms.Map(employees);
        SignConfidentialityAgreement.Map(employees);
        AdjustPost.Map(employees);
        CorrectName.Map(employees);
        SetBaseGrade.Map(employees);
    }
}
