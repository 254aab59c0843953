using System.Globalization;
using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>The pay of one branch: who works it out, who locks it, and what counts for whom.</summary>
public sealed class SitePay(PayrollService payroll, TestSite site)
{
    static readonly string[] OfPayrollOfficer =
    [
        "employees.read",
        "employees.pay",
        "accruals.read",
        "payruns.calculate",
        "payruns.read",
        "payslips.read",
        "policies.read",
    ];

    /// <summary>The branch.</summary>
    public TestSite TestSite => site;

    /// <summary>Works runs out.</summary>
    public Person Officer { get; } = payroll.InGroup(OfPayrollOfficer);

    /// <summary>Locks them.</summary>
    public Person Approver { get; } = payroll.InGroup("payruns.read", "payruns.lock", "payslips.read");

    /// <summary>A branch whose grade table has G3.</summary>
    public static async Task<SitePay> Open(PayrollService payroll, string timeZone = "Asia/Shanghai")
    {
        SitePay pay = new(payroll, await payroll.OpenBranch(timeZone));
        (await pay.SetGrade("G3", 6500m, 1000m)).Ok();
        return pay;
    }

    /// <summary>Decides on a grade.</summary>
    public Task<Answer> SetGrade(string grade, decimal basePay, decimal performance, string from = "2024-01-01", string? ifMatch = null) =>
        site.Hr.Put($"/grades/{site.Id}/{grade}", GradeBody(basePay, performance, from), ifMatch);

    public static object GradeBody(decimal basePay, decimal performance, string from = "2024-01-01", string currency = "CNY") =>
        new
        {
            basePay = new { amount = basePay, currency },
            performance = new { amount = performance, currency },
            from,
            experienceYears = 3,
            education = "Vocational",
        };

    /// <summary>Hires a person of grade G3.</summary>
    public async Task<Guid> Hire(string hireDate = "2024-01-05", decimal amount = 6500m)
    {
        var id = Guid.CreateVersion7();
        (await site.Hr.Post("/employees", site.Application(id, hireDate: hireDate, amount: amount))).Ok();
        return id;
    }

    /// <summary>An entry of the performance ledger, as a reaction would write it.</summary>
    public async Task<Guid> Enter(
        Guid person,
        PerformanceKind kind,
        decimal value,
        string day,
        Guid? reverses = null,
        Guid? source = null,
        Guid? branch = null,
        string currency = "CNY"
    )
    {
        var (id, money) = (
            Guid.CreateVersion7(),
            kind is PerformanceKind.Commission or PerformanceKind.Deduction ? $"'{currency}'" : "NULL"
        );
        var sourceKind = kind switch
        {
            PerformanceKind.Engagement => "Engagement",
            PerformanceKind.Rating => "SurveyResponse",
            PerformanceKind.UpheldComplaint => "Complaint",
            PerformanceKind.Commission => "Referral",
            _ => "DisciplineCase",
        };
        await payroll.Database.Sql<int>(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                INSERT INTO performance_entry (id, branch_id, person_id, kind, value, currency, day, source_kind, source_id, case_id,
                  cause_message_id, reverses_id, at)
                VALUES ('{id}', '{branch ?? site.Id}', '{person}', '{kind}', {value}, {money}, '{day}', '{sourceKind}', '{source
                    ?? Guid.CreateVersion7()}', '{Guid.CreateVersion7()}', '{Guid.CreateVersion7()}',
                        {(reverses is null ? "NULL" : $"'{reverses}'")}, now()) RETURNING 1
                """
            )
        );
        return id;
    }

    /// <summary>Takes an entry back.</summary>
    public async Task<Guid> TakeBack(Guid entry)
    {
        var of = (
            await payroll.Database.Sql<string>(
                "SELECT person_id || ' ' || kind || ' ' || value || ' ' || day || ' ' || source_id FROM performance_entry "
                    + $"WHERE id = '{entry}'"
            )
        )
            .Single()
            .Split(' ');
        return await Enter(
            Guid.Parse(of[0]),
            Enum.Parse<PerformanceKind>(of[1]),
            -decimal.Parse(of[2], CultureInfo.InvariantCulture),
            of[3],
            reverses: entry,
            source: Guid.Parse(of[4])
        );
    }

    /// <summary>Lets a setting of the branch begin long ago, as months are that tests pay, and waits until the service knows it.</summary>
    public async Task Set(string from, params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            await payroll.Database.Sql<int>(
                $"""
                INSERT INTO policy (id, key, branch_id, value, "from", author, reason, set_at, confirmation) VALUES
                  (gen_random_uuid(), '{key}', '{site.Id}', '{value}', '{from}', 'test', 'test', now(), false) RETURNING 1
                """
            );
        await Eventually.Is(async () =>
        {
            var known = (await Officer.Get($"/policies?branch={site.Id}")).Ok().Text;
            return settings.All(setting =>
                known.Contains($"\"key\":\"{setting.Key}\",\"value\":\"{setting.Value}\"", StringComparison.Ordinal)
            );
        });
    }

    /// <summary>Works a month out.</summary>
    public Task<Answer> Calculate(string month, Guid? id = null, Person? by = null) =>
        (by ?? Officer).Post(
            "/pay-runs",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                branchId = site.Id,
                month,
            }
        );

    /// <summary>Works a month out and locks it.</summary>
    public async Task<Guid> Lock(string month)
    {
        var run = (await Calculate(month)).Ok();
        (await Approver.Post($"/pay-runs/{run["id"].GetGuid()}/lock", ifMatch: run.ETag)).Ok();
        return run["id"].GetGuid();
    }

    /// <summary>A person's lines in a run, as "Kind Of month amount".</summary>
    public async Task<List<string>> Lines(Guid run, Guid person) =>
        [
            .. (await Slip(run, person))["lines"]
                .EnumerateArray()
                .Select(line =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{line.GetProperty("kind").GetString()} {line.GetProperty("of").GetString()} "
                            + $"{line.GetProperty("forMonth").GetString()} "
                            + $"{line.GetProperty("amount").GetProperty("amount").GetDecimal():0.00}"
                    )
                ),
        ];

    /// <summary>A person's lines in a run that correct earlier months.</summary>
    public async Task<List<string>> Deltas(Guid run, Guid person) =>
        [.. (await Lines(run, person)).Where(line => line.StartsWith("Delta", StringComparison.Ordinal))];

    /// <summary>A person's payslip in a run.</summary>
    public async Task<Answer> Slip(Guid run, Guid person)
    {
        var slips = (await Officer.Get($"/pay-runs/{run}/payslips")).Ok()["payslips"].EnumerateArray();
        var id = slips.Single(slip => slip.GetProperty("employeeId").GetGuid() == person).GetProperty("id").GetGuid();
        return (await Officer.Get($"/payslips/{id}")).Ok();
    }

    /// <summary>All pay tables as one value to compare.</summary>
    public async Task<string> Fingerprint() =>
        (
            await payroll.Database.Sql<string>(
                """
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT pay_run::text AS line FROM pay_run UNION ALL SELECT pay_calculation::text FROM pay_calculation UNION ALL
                    SELECT pay_lock::text FROM pay_lock UNION ALL SELECT pay_input::text FROM pay_input
                  UNION ALL SELECT payslip::text FROM payslip UNION ALL SELECT payslip_line::text FROM payslip_line UNION ALL
                    SELECT pay_claim::text FROM pay_claim UNION ALL SELECT pay_claim_entry::text FROM pay_claim_entry UNION ALL
                    SELECT grade_line::text FROM grade_line UNION ALL SELECT trail::text FROM trail
                  UNION ALL SELECT employee::text || employee.xmin::text FROM employee UNION ALL SELECT pay_term::text
                    FROM pay_term) AS everything
                """
            )
        ).Single();
}
