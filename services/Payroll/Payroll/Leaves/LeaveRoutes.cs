namespace Clinic.Payroll.Leaves;

/// <summary>Leave that was approved.</summary>
static class LeaveRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var leaves = routes.MapGroup("/leaves").WithTags("Leave");
        ApproveLeave.Map(leaves);
        CancelLeave.Map(leaves);
        EndLeaveEarly.Map(leaves);
        ListLeaves.Map(leaves);
        ListOwnLeaves.Map(leaves);
    }
}
