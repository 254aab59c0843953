using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// The pay of a branch, a method a step: grades, working out, locking, and the payslips in the hands of those they are for.
/// </summary>
public sealed class PayStory(ClinicGroup group, Branch branch)
{
    /// <summary>Works runs out; the same officer for the whole group.</summary>
    public Member Officer { get; private set; } = null!;

    /// <summary>Locks runs.</summary>
    public Member Approver { get; private set; } = group.Hr;

    /// <summary>Hires the payroll officer, unless one is given; HR locks, unless somebody else is named.</summary>
    public async Task<PayStory> Staffed(Member? officer = null, Member? approver = null)
    {
        Officer = officer ?? await group.Hire(branch.Id, "PayrollOfficer");
        Approver = approver ?? group.Hr;
        return this;
    }

    /// <summary>HR decides what a grade brings in the branch; everybody whom <see cref="ClinicGroup.Hire"/> hired has G3.</summary>
    public Task<Answer> SetGrade(
        string grade = "G3",
        decimal basePay = 6500.00m,
        decimal performance = 2000.00m,
        DateOnly? from = null,
        string currency = "CNY",
        string? ifMatch = null
    ) =>
        group.Hr.Put(
            $"/api/payroll/grades/{branch.Id}/{grade}",
            new
            {
                basePay = new { amount = basePay, currency },
                performance = new { amount = performance, currency },
                from = from ?? DateOnly.FromDateTime(group.Platform.Now.UtcDateTime.AddHours(8)).AddMonths(-1),
                experienceYears = 2,
                education = "Vocational",
            },
            ifMatch
        );

    /// <summary>
    /// The officer works a month out, for example 2026-03; the answer holds the run's id, its ETag the version that locking names.
    /// </summary>
    public Task<Answer> Calculate(string month, Guid? id = null) =>
        Officer.Post(
            "/api/payroll/pay-runs",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                branchId = branch.Id,
                month,
            }
        );

    /// <summary>A second person locks a run at the version that was looked at.</summary>
    public Task<Answer> Lock(Guid run, string? ifMatch, Member? by = null) =>
        (by ?? Approver).Post($"/api/payroll/pay-runs/{run}/lock", ifMatch: ifMatch);

    /// <summary>Totals and state of a run, without names.</summary>
    public Task<Answer> Run(Guid run, Member? by = null) => (by ?? Approver).Get($"/api/payroll/pay-runs/{run}");

    /// <summary>The runs of the branch.</summary>
    public Task<Answer> Runs() => Officer.Get($"/api/payroll/pay-runs?branchId={branch.Id}");

    /// <summary>The payslips of a run.</summary>
    public Task<Answer> Payslips(Guid run) => Officer.Get($"/api/payroll/pay-runs/{run}/payslips");

    /// <summary>One person's payslip of a run, line by line with its sources.</summary>
    public async Task<Answer> PayslipOf(Guid run, Guid person)
    {
        var slips = (await Payslips(run)).Ok()["payslips"].EnumerateArray();
        return await Officer.Get(
            $"/api/payroll/payslips/{slips.Single(slip => slip.GetProperty("employeeId").GetGuid() == person).GetProperty("id").GetGuid()}"
        );
    }

    /// <summary>A person's own payslips, once their runs are locked.</summary>
    public static Task<Answer> Mine(Member person) => person.Get("/api/payroll/payslips/mine");

    /// <summary>The lines of a payslip of one kind: Base, Performance, Commission, Deduction, Pension, … or Delta.</summary>
    public static IReadOnlyList<JsonElement> LinesOf(Answer payslip, string kind) =>
        [.. payslip["lines"].EnumerateArray().Where(line => line.GetProperty("kind").GetString() == kind)];

    /// <summary>The first source of a kind below any line: its own id, and the case whose trail leads to everything before it.</summary>
    public static (Guid Id, Guid CaseId)? SourceOf(Answer payslip, string kind) =>
        payslip["lines"]
            .EnumerateArray()
            .SelectMany(line => line.GetProperty("sources").EnumerateArray())
            .Where(source => source.GetProperty("kind").GetString() == kind)
            .Select(source => ((Guid, Guid)?)(source.GetProperty("id").GetGuid(), source.GetProperty("caseId").GetGuid()))
            .FirstOrDefault();
}
