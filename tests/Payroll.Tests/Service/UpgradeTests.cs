using Clinic.Provision;
using Clinic.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

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
        await using NpgsqlConnection owner = new(database.Administrator);
        await owner.OpenAsync();
        await using (NpgsqlCommand become = new("SET ROLE payroll_owner", owner))
            await become.ExecuteNonQueryAsync();
        await using var model = Database.All.Single(candidate => candidate.Name == "payroll").Open(database.Administrator);
        model.Database.SetDbConnection(owner);
        var migrator = model.GetService<IMigrator>();
        await migrator.MigrateAsync(model.Database.GetMigrations().First());
        await database.Sql<int>(OfAnEarlierBuild);
        var slips = await database.Sql<string>("SELECT payslip::text FROM payslip");

        await migrator.MigrateAsync();

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
