using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>A database in which an earlier build locked months.</summary>
public sealed class UpgradeTests
{
    static readonly Guid Branch = Guid.CreateVersion7(),
        Person = Guid.CreateVersion7(),
        Slip = Guid.CreateVersion7(),
        May = Guid.CreateVersion7(),
        June = Guid.CreateVersion7(),
        July = Guid.CreateVersion7();

    [Fact]
    public async Task Locked_payslips_stay_what_went_below_zero_becomes_a_claim_and_paid_terms_are_taken_in()
    {
        var database = await TestDatabase.New("payroll");
        List<string> slips = [];
        await database.Upgrade(async () =>
        {
            await database.Sql<int>(OfAnEarlierBuild);
            slips = await database.Sql<string>("SELECT payslip::text FROM payslip");
        });

        Assert.Equal(slips, await database.Sql<string>("SELECT payslip::text FROM payslip"));
        // In the order in which they were locked; what was not locked is outdated.
        Assert.Equal(
            [$"{June} 1 0", $"{May} 2 1"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', pay_run_id, position, after_locks)
                FROM pay_lock JOIN pay_calculation USING (pay_run_id, number) ORDER BY position
                """
            )
        );
        Assert.Equal([-1], await database.Sql<int>($"SELECT after_locks FROM pay_calculation WHERE pay_run_id = '{July}'"));
        Assert.Equal(
            [$"{Slip} {June} 2024-06-01 9997314.98 CNY"],
            await database.Sql<string>("SELECT concat_ws(' ', id, pay_run_id, month, amount, amount_currency) FROM pay_claim")
        );
        // The second term was agreed after the last lock.
        Assert.Equal(
            [$"{June} t"],
            await database.Sql<string>(
                $"""
                SELECT concat_ws(' ', pay_run_id,
                  input_id = substr(encode(sha256(convert_to('{Person} PayTerm 1', 'UTF8')), 'hex'), 1, 32)::uuid) FROM pay_input
                """
            )
        );
    }

    [Fact]
    public async Task Whoever_left_with_a_leave_after_the_last_day_has_a_deadline_that_cancels_it_and_nobody_else()
    {
        var database = await TestDatabase.New("payroll");
        var (left, inTime, cancelled, neverHired, employed) = (
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );

        await database.Upgrade(
            () => database.Sql<int>(LeaversOfAnEarlierBuild(left, inTime, cancelled, neverHired, employed)),
            "WhatRunsSettle"
        );

        Assert.Equal(
            [$"leaves-after-departure {left} {Branch} 1 t"],
            await database.Sql<string>(
                "SELECT concat_ws(' ', kind, subject_id, branch_id, rung, due_at = '2024-06-21T16:00:00Z'::timestamptz) FROM due"
            )
        );
    }

    // The second departure of who left counts; the first one was taken back.
    static string LeaversOfAnEarlierBuild(Guid left, Guid inTime, Guid cancelled, Guid neverHired, Guid employed) =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO employee (id, branch_id, name, hire_date, hired_as, post, last_day, leaving_reason, hire_withdrawn_at, facts_said,
                pay_terms)
              SELECT id::uuid, '{Branch}', 'Li Na', '2024-01-05', 'Nurse', 'Nurse', last_day::date,
                CASE WHEN last_day IS NOT NULL THEN 'resigned' END, withdrawn::timestamptz, 2, 1
              FROM (VALUES ('{left}', '2024-06-21', NULL), ('{inTime}', '2024-06-21', NULL), ('{cancelled}', '2024-06-21', NULL),
                ('{neverHired}', '2024-01-04', '2024-06-21Z'), ('{employed}', NULL, NULL)) AS person (id, last_day, withdrawn);
            INSERT INTO departure (employee_id, number, branch_id, reason_code, last_day, ends_at, recorded_by, at)
              SELECT id::uuid, number, '{Branch}', 'resigned', last_day::date, ends_at::timestamptz, '{Branch}', '2024-06-21Z'
              FROM (VALUES ('{left}', 2, '2024-03-21', '2024-03-21T16:00:00Z'), ('{left}', 4, '2024-06-21', '2024-06-21T16:00:00Z'),
                ('{inTime}', 2, '2024-06-21', '2024-06-21T16:00:00Z'), ('{cancelled}', 2, '2024-06-21', '2024-06-21T16:00:00Z'))
                AS departure (id, number, last_day, ends_at);
            INSERT INTO leave (id, branch_id, person_id, kind, starts_at, ends_at, reason, approved_by, approved_at, cancelled_at)
              SELECT gen_random_uuid(), '{Branch}', person::uuid, 'Annual', starts_at::timestamptz,
                starts_at::timestamptz + interval '1 day', 'a wedding', '{Branch}', '2024-03-01Z', cancelled_at::timestamptz
              FROM (VALUES ('{left}', '2024-06-21T16:00:00Z', NULL), ('{left}', '2024-07-21Z', NULL), ('{inTime}', '2024-06-21Z', NULL),
                ('{cancelled}', '2024-07-21Z', '2024-06-21Z'), ('{neverHired}', '2024-07-21Z', NULL), ('{employed}', '2024-07-21Z', NULL))
                AS leave (person, starts_at, cancelled_at);
            SELECT 1
            """;

    // Only what the migration looks at; the rest of the database is as if it were there.
    static string OfAnEarlierBuild =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO pay_term (employee_id, number, branch_id, base_grade, "from", reason, agreed_by, at, base_pay_amount,
                base_pay_currency)
              VALUES ('{Person}', 1, '{Branch}', 'G3', '2024-06-01', 'hired', '{Branch}', '2024-06-01Z', 3000.01, 'CNY'),
                ('{Person}', 2, '{Branch}', 'G3', '2024-06-10', 'late', '{Branch}', '2024-07-09Z', 4000.01, 'CNY');
            INSERT INTO pay_run (id, branch_id, month, opened_by, at)
              SELECT id::uuid, '{Branch}', month::date, '{Branch}', '2024-07-02Z' FROM (VALUES ('{May}', '2024-05-01'),
                ('{June}', '2024-06-01'), ('{July}', '2024-07-01')) AS run (id, month);
            INSERT INTO pay_calculation (pay_run_id, number, branch_id, calculated_by, at, month_was_over, measures, inputs, hash, payslips)
              SELECT id, 1, branch_id, branch_id, at, true, '{"{}"}', '{"{}"}', 'hash', 1 FROM pay_run;
            INSERT INTO pay_lock (pay_run_id, number, branch_id, locked_by, at)
              VALUES ('{June}', 1, '{Branch}', '{Branch}', '2024-07-05Z'), ('{May}', 1, '{Branch}', '{Branch}', '2024-07-06Z');
            INSERT INTO payslip (id, pay_run_id, number, branch_id, person_id, terms, net_amount, net_currency)
              VALUES ('{Slip}', '{June}', 1, '{Branch}', '{Person}', '[]', -9997314.98, 'CNY'),
                (gen_random_uuid(), '{July}', 1, '{Branch}', '{Person}', '[]', -1.00, 'CNY'),
                (gen_random_uuid(), '{May}', 1, '{Branch}', '{Person}', '[]', 12.00, 'CNY');
            SELECT 1
            """;
}
