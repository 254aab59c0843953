using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>
/// HR records that a person signed a version of the confidentiality agreement, today or on an earlier clinic day (R-053,
/// WF-36 1). Each version is signed once; recording it again answers with what is on file.
/// Refuses: <c>employee-left</c>, <c>signed-in-future</c>, <c>signed-too-early</c>.
/// </summary>
public static class SignConfidentialityAgreement
{
    const string Version = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}",
        VersionInWords = "1 to 32 letters, digits, dots, hyphens and underscores, a letter or digit first";

    public sealed record Request([property: Required, Form(Version, VersionInWords)] string DocumentVersion, DateOnly? SignedOn = null);

    public sealed record Response(string DocumentVersion, DateTimeOffset SignedAt);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/confidentiality-agreement", Handle)
            .Needs(Rights.RecordAgreements)
            .WithSummary("HR records a signed confidentiality agreement")
            .Refuses(
                GradeRefusals.BranchNotKnown,
                EmployeeRefusals.EmployeeLeft,
                EmployeeRefusals.SignedInFuture,
                EmployeeRefusals.SignedTooEarly
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Employees.FindAsync([id], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        if (await db.Agreements.FindAsync([id, request.DocumentVersion], stop) is { } onFile)
            return TypedResults.Ok(new Response(onFile.DocumentVersion, onFile.SignedAt));
        if (await db.Branches.FindAsync([employee.BranchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();

        var now = clock.GetUtcNow();
        var today = branch.DayOf(now);
        if (employee.HasLeft(now))
            return EmployeeRefusals.EmployeeLeft.AsProblem();
        if (request.SignedOn > today)
            return EmployeeRefusals.SignedInFuture.AsProblem();
        if (request.SignedOn < employee.HireDate.AddYears(-1))
            return EmployeeRefusals.SignedTooEarly.AsProblem();

        var signedAt = request.SignedOn is { } day && day < today ? branch.StartOf(day) : now;
        db.Add(
            new Agreement
            {
                EmployeeId = id,
                DocumentVersion = request.DocumentVersion,
                BranchId = employee.BranchId,
                SignedAt = signedAt,
                WitnessedBy = caller.PersonId,
            }
        );
        db.Publish(new ConfidentialityAgreementSigned(id, employee.BranchId, request.DocumentVersion, signedAt), id);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(request.DocumentVersion, signedAt));
    }
}
