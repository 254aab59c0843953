using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What was open before there was a work list, on a database that this build has just taken over.</summary>
public sealed class WorkOfBeforeTests
{
    const int Nouns = 6;

    static readonly Guid Branch = Guid.CreateVersion7(),
        Person = Guid.CreateVersion7(),
        Officer = Guid.CreateVersion7(),
        Unended = Guid.CreateVersion7(),
        Counted = Guid.CreateVersion7(),
        Unpaid = Guid.CreateVersion7(),
        Credited = Guid.CreateVersion7(),
        OpenComplaint = Guid.CreateVersion7(),
        Upheld = Guid.CreateVersion7(),
        Opened = Guid.CreateVersion7(),
        Dismissed = Guid.CreateVersion7(),
        Done = Guid.CreateVersion7(),
        April = Guid.CreateVersion7(),
        May = Guid.CreateVersion7(),
        June = Guid.CreateVersion7(),
        Owed = Guid.CreateVersion7(),
        Settled = Guid.CreateVersion7();

    [Fact]
    [Rule("R-039", "R-041")]
    public async Task What_was_open_has_its_items_after_the_start_what_was_over_has_none_and_a_second_round_makes_no_other()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(
            new[]
            {
                $"payroll-performance.end-missing {Unended}",
                $"payroll-performance.fee-missing {Unpaid}",
                $"payroll-performance.responsibility-open {OpenComplaint}",
                $"payroll-case.hearing {Opened}",
                $"payroll-employee.dismissal {Person}",
                // Worked out before May was locked; the month of the branch ended on its own midnight.
                $"payroll-pay-run.calculation {April} 2024-04-30 16:00",
                $"payroll-pay-run.lock {June}",
                $"payroll-claim.open {Owed}",
            }.Order(StringComparer.Ordinal),
            await service.Database.WorkItems()
        );
        Assert.Equal(
            new[] { Person, Officer }.Order(),
            (await service.Database.Sql<Guid>($"SELECT unnest(except_ids) FROM work_item WHERE subject_id = '{Owed}'")).Distinct().Order()
        );
        Assert.Equal(0, await service.Database.Count("audit WHERE actor = 'system:work-list'"));
        Assert.Equal(0, await service.Database.Count("trail"));

        var first = await service.Database.ForgetRound();
        await service.Restart();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));

        // The words of a waiver that was taken back are sealed later, and the claim waits on.
        await service.Database.Sql<int>(WaivedAndTakenBack);
        await service.Restart();
        await Eventually.Is(async () => await service.Database.Count($"pay_claim_entry WHERE claim_id = '{Owed}' AND {IsClear}") == 0);
        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));
        await service.DisposeAsync();
    }

    const string IsClear = "(get_byte(waiver_reason, 0) = 0 OR get_byte(withdrawal_reason, 0) = 0)";

    static string WaivedAndTakenBack =>
        $"""
            INSERT INTO pay_claim_entry (claim_id, number, branch_id, person_id, settled_amount, settled_currency, open, at, waived_by,
                waiver_reason, withdrawn_by, withdrawal_reason)
              SELECT '{Owed}', number, '{Branch}', '{Person}', settled, 'CNY', 10.00 - greatest(settled, 0), now(), waived::uuid,
                CASE WHEN waived IS NOT NULL THEN clear END, withdrawn::uuid, CASE WHEN withdrawn IS NOT NULL THEN clear END
              FROM (VALUES (2, 10.00, '{Officer}', NULL), (3, -10.00, NULL, '{Officer}')) AS entry (number, settled, waived, withdrawn),
                (SELECT decode('00', 'hex') || convert_to('nobody is to blame', 'UTF8')) AS words (clear);
            SELECT 1
            """;

    static string OfTheBuildBefore =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO branch (id, time_zone) VALUES ('{Branch}', 'Asia/Shanghai');
            INSERT INTO employee (id, branch_id, name, hire_date, hired_as, post, facts_said, pay_terms)
              VALUES ('{Person}', '{Branch}', 'Li Na', '2024-01-05', 'Nurse', 'Nurse', 1, 1);
            INSERT INTO accompanied_visit (id, branch_id, person_id, case_id, counted)
              VALUES ('{Unended}', '{Branch}', '{Person}', '{Unended}', false), ('{Counted}', '{Branch}', '{Person}', '{Counted}', true);
            INSERT INTO referral (id, branch_id, person_id, engagement_id, case_id, converted_at, message_id, credited)
              SELECT id::uuid, '{Branch}', '{Person}', gen_random_uuid(), gen_random_uuid(), '2024-06-01Z', gen_random_uuid(), credited
              FROM (VALUES ('{Unpaid}', false), ('{Credited}', true)) AS earlier (id, credited);
            INSERT INTO complaint_note (id, branch_id, case_id, standing)
              VALUES ('{OpenComplaint}', '{Branch}', '{OpenComplaint}', 'Open'), ('{Upheld}', '{Branch}', '{Upheld}', 'Upheld');
            INSERT INTO complaint_mark (complaint_id, person_id, branch_id)
              VALUES ('{OpenComplaint}', '{Person}', '{Branch}'), ('{Upheld}', '{Person}', '{Branch}');
            INSERT INTO discipline_case (id, branch_id, person_id, case_id, cause_message_id, source, source_id, round, assessment_ids,
                is_escort, rule_code, loss, opened_at, state, kind, effective_at)
              SELECT id::uuid, '{Branch}', '{Person}', gen_random_uuid(), gen_random_uuid(), 'Violation', gen_random_uuid(), 0, '{"{}"}',
                false, 'R-066', 'Nobody', '2024-06-01Z', state, kind, effective::timestamptz
              FROM (VALUES ('{Opened}', 'Opened', NULL, NULL), ('{Dismissed}', 'Effective', 'Dismissal', '2024-06-03Z'),
                ('{Done}', 'Done', 'Warning', '2024-06-03Z')) AS earlier (id, state, kind, effective);
            INSERT INTO pay_run (id, branch_id, month, opened_by, at)
              SELECT id::uuid, '{Branch}', month::date, '{Officer}', '2024-07-02Z'
              FROM (VALUES ('{April}', '2024-04-01'), ('{May}', '2024-05-01'), ('{June}', '2024-06-01')) AS run (id, month);
            INSERT INTO pay_calculation (pay_run_id, number, branch_id, calculated_by, at, month_was_over, measures, inputs, hash, payslips,
                after_locks)
              SELECT id, 1, branch_id, opened_by, at, true, '{"{}"}', '{"{}"}', 'hash', 1, CASE WHEN id = '{June}' THEN 1 ELSE 0 END
              FROM pay_run;
            INSERT INTO pay_lock (pay_run_id, number, branch_id, locked_by, at, position)
              VALUES ('{May}', 1, '{Branch}', '{Officer}', '2024-07-03Z', 1);
            INSERT INTO pay_claim (id, branch_id, person_id, pay_run_id, month, amount, amount_currency, at)
              SELECT id::uuid, '{Branch}', '{Person}', '{May}', '2024-05-01', 12.00, 'CNY', '2024-07-03Z'
              FROM (VALUES ('{Owed}'), ('{Settled}')) AS claim (id);
            INSERT INTO pay_claim_entry (claim_id, number, branch_id, person_id, pay_run_id, settled_amount, settled_currency, open, at)
              VALUES ('{Owed}', 1, '{Branch}', '{Person}', '{May}', 2.00, 'CNY', 10.00, '2024-07-03Z'),
                ('{Settled}', 1, '{Branch}', '{Person}', '{May}', 12.00, 'CNY', 0, '2024-07-03Z');
            SELECT 1
            """;

    sealed class Earlier() : ServiceUnderTest<PayrollDb>("payroll")
    {
        protected override Task Fill(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore), "SealedTexts");
    }
}
