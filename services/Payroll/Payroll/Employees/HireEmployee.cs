using System.Security.Cryptography;
using System.Text;
using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>
/// HR hires a person for a post at a home branch, with the first term of base pay (WF-40 2). Base pay is per month, in the
/// currency named; when none is agreed, it is what the branch's grade table says on the first day of work. The same body again
/// gives the same answer; another body under the same id is refused with <c>id-taken</c>. Whoever has the name and mobile number of a
/// person in sight whose hiring stands is hired with a reason only; the answer names that person's id (<c>alike</c>).
/// Refuses: <c>branch-not-known</c>, <c>own-employment</c>, <c>own-supervisor</c>, <c>supervisor-not-known</c>,
/// <c>hire-date-out-of-range</c>, <c>grade-not-in-table</c>, <c>looks-like-somebody</c>.
/// </summary>
public static class HireEmployee
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: PersonName(80)] string Name,
        Post Post,
        [property: Required, Form("[A-Z][0-9]{1,2}", "a capital letter and one or two digits (E3)")] string BaseGrade,
        DateOnly HireDate,
        PayAmount? BasePay = null,
        Guid? SupervisorId = null,
        [property: Telephone] string? Mobile = null,
        [property: Text(500)] string? SameNameReason = null,
        [property: PersonName(80)] string? LatinName = null
    );

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("", Handle)
            .Needs(Rights.Hire)
            .WithSummary("HR hires a person for a post at a branch")
            .Refuses(
                EmployeeRefusals.SupervisorNotKnown,
                GradeRefusals.BranchNotKnown,
                EmployeeRefusals.OwnEmployment,
                EmployeeRefusals.OwnSupervisor,
                EmployeeRefusals.HireDateOutOfRange,
                EmployeeRefusals.GradeNotInTable,
                EmployeeRefusals.LooksLikeSomebody,
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        Employee employee = new()
        {
            Id = request.Id,
            BranchId = request.BranchId,
            Name = request.Name.Normalized(),
            LatinName = request.LatinName?.Normalized(),
            Mobile = request.Mobile is { } mobile ? SealedText.Of(PhoneNumber.Normalized(mobile)) : null,
            SupervisorId = request.SupervisorId,
            HireDate = request.HireDate,
            HiredAs = request.Post,
            SameNameReason = SealedText.OfOptional(request.SameNameReason?.Normalized()),
        };
        var known = await db.Employees.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (await db.Branches.FindAsync([request.BranchId], stop) is not { } branch)
                return GradeRefusals.BranchNotKnown.AsProblem();
            if (employee.Hire(branch.DayOf(now), caller.PersonId) is { } refusal)
                return refusal.AsProblem();
            var basePay =
                request.BasePay?.AsMoney() ?? (await GradeTable.Of(db, branch.Id, stop)).On(request.BaseGrade, request.HireDate)?.BasePay;
            if (basePay is not { } monthly)
                return EmployeeRefusals.GradeNotInTable.AsProblem();

            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (await Alike(db, employee, stop) is { Length: > 0 } alike)
            {
                var likeness = EmployeeRefusals.LooksLikeSomebody.AsProblem();
                likeness.ProblemDetails.Extensions["alike"] = alike;
                return likeness;
            }
            db.AddRange(
                employee,
                new PayTerm
                {
                    EmployeeId = request.Id,
                    Number = 1,
                    BranchId = request.BranchId,
                    BaseGrade = request.BaseGrade,
                    BasePay = monthly,
                    From = request.HireDate,
                    Reason = "hired",
                    AgreedBy = caller.PersonId,
                    At = now,
                }
            );
            db.Publish(
                new EmployeeHired(
                    employee.Id,
                    employee.BranchId,
                    employee.Post,
                    employee.SupervisorId,
                    employee.HireDate,
                    now,
                    employee.EventVersion
                ),
                employee.Id
            );
            await db.SayName(employee, now, stop);
            if (await db.TrySaveNew(stop))
            {
                await transaction.CommitAsync(stop);
                return Hired(employee);
            }
            await transaction.RollbackAsync(stop);
            known = await db.Employees.FindAsync([request.Id], stop);
        }
        if (known is not null)
            await db.Open([known], stop);
        var agreed = await db.PayTerms.SingleOrDefaultAsync(first => first.EmployeeId == request.Id && first.Number == 1, stop);
        return
            known is not null
            && known.BeganLike(employee)
            && agreed is not null
            && agreed.Agrees(request.BaseGrade, request.BasePay?.AsMoney() ?? agreed.BasePay, request.HireDate)
            ? Hired(known)
            : Refusal.IdTaken.AsProblem();

        Created<Response> Hired(Employee person)
        {
            IfMatch.Tell(answer, person);
            return TypedResults.Created($"employees/{person.Id}", new Response(person.Id));
        }
    }

    /// <summary>Who is hired under this name and mobile number already; of two hirings at one moment the second finds the first.</summary>
    static async Task<Guid[]> Alike(PayrollDb db, Employee applicant, CancellationToken stop)
    {
        if (applicant.Mobile?.Read() is not { } given || applicant.SameNameReason is not null)
            return [];

        var (name, mobile) = (applicant.Name, Dialled(given));
        await db.LockSubject(new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {mobile}")).AsSpan(0, 16)), stop);
        var named = await db
            .Employees.AsNoTracking()
            .Where(employee =>
                employee.Id != applicant.Id && employee.HireWithdrawnAt == null && employee.Name == name && employee.Mobile != null
            )
            .OrderBy(employee => employee.Id)
            .ToListAsync(stop);
        await db.Open(named, stop);
        return [.. named.Where(employee => employee.Mobile!.Read() is { } kept && Dialled(kept) == mobile).Select(employee => employee.Id)];
    }

    // A number is kept as it was given, with the prefix of the country or without.
    static string Dialled(string number) =>
        PhoneNumber.Normalized(number).Replace("+886", "0", StringComparison.Ordinal).Replace("+86", "", StringComparison.Ordinal);
}
