using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// A superior moves a person to another post (WF-40 4, 5). Needs If-Match; asking again for the post the person already has
/// changes nothing. Refuses: <c>employee-left</c>, <c>departure-recorded</c>, <c>own-employment</c> (A-80).
/// </summary>
public static class AdjustPost
{
    public sealed record Request(Post NewPost, [property: Text(500)] string Reason);

    public sealed record Response(Guid Id, Post Post);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/post", Handle)
            .Needs(Rights.AdjustPost)
            .WithSummary("A superior moves a person to another post (If-Match)")
            .NeedsIfMatch()
            .Refuses(EmployeeRefusals.EmployeeLeft, EmployeeRefusals.DepartureRecorded, EmployeeRefusals.OwnEmployment);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        HttpContext http,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Employees.FindAsync([id], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        if (employee is { LastDay: null } && employee.Post == request.NewPost)
            return Adjusted();
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();

        var (oldPost, now) = (employee.Post, clock.GetUtcNow());
        if (employee.Adjust(request.NewPost, caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(
            new PostChange
            {
                EmployeeId = id,
                Number = employee.EventVersion,
                BranchId = employee.BranchId,
                OldPost = oldPost,
                NewPost = request.NewPost,
                Reason = request.Reason.Normalized(),
                DecidedBy = caller.PersonId,
                At = now,
            }
        );
        db.Publish(new PostAdjusted(id, employee.BranchId, oldPost, employee.Post, now, employee.EventVersion), id);
        await db.SayName(employee, now, stop);
        await db.SaveChangesAsync(stop);
        return Adjusted();

        Ok<Response> Adjusted()
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, employee.Post));
        }
    }
}
