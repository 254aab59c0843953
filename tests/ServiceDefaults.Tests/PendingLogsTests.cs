using Clinic.Payroll;
using Clinic.Payroll.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class PendingLogsTests(PayrollService service) : IClassFixture<PayrollService>
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    readonly Guid branch = Guid.CreateVersion7();

    [Fact]
    public async Task What_several_saves_of_a_transaction_say_is_in_the_logs_with_its_commit_and_not_before_and_sent_in_that_order()
    {
        await service.Bus.Listen<ConfidentialityAgreementSigned>();
        Guid[] said = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var asked = Guid.CreateVersion7();
        await using var scope = Entered(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var one in said)
        {
            db.Publish(new ConfidentialityAgreementSigned(one, branch, "1", Noon), asked);
            db.NoteRead("Employee", one, branch, "Name", "Pay");
            await db.SaveChangesAsync();
        }
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{asked}'"));

        await transaction.CommitAsync();

        Assert.Equal(
            said.Order(),
            (
                await service.Database.Sql<Guid>(
                    $"SELECT subjects[1] FROM trail WHERE case_id = '{asked}' AND kind = 'fact' AND branch_id = '{branch}'"
                )
            ).Order()
        );
        Assert.Equal(
            3,
            await service.Database.Count(
                $"audit WHERE branch_id = '{branch}' AND actor = 'system:tests' AND act = 'a test' AND fields = ARRAY['Name', 'Pay']"
            )
        );
        await service.Bus.Hears<ConfidentialityAgreementSigned>(3, fact => said.Contains(fact.EmployeeId));
        Assert.Equal(
            said,
            service
                .Bus.Envelopes<ConfidentialityAgreementSigned>()
                .Select(envelope => envelope.GetProperty("message").GetProperty("employeeId").GetGuid())
                .Where(said.Contains)
        );
    }

    [Fact]
    public async Task What_a_transaction_saved_and_did_not_commit_is_not_in_the_logs_of_the_next_one()
    {
        var (dropped, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var scope = Entered(out var db);
        await using (await db.Database.BeginTransactionAsync())
        {
            db.Publish(new ConfidentialityAgreementSigned(dropped, branch, "1", Noon), dropped);
            db.NoteRead("Employee", dropped, branch);
            await db.SaveChangesAsync();
        }
        db.NoteRead("Employee", kept, branch);
        await db.SaveChangesAsync();

        Assert.Equal([kept], await service.Database.Sql<Guid>($"SELECT record_id FROM audit WHERE branch_id = '{branch}'"));
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{dropped}'"));
    }

    [Fact]
    public async Task What_one_request_left_unsaved_is_nothing_to_the_next_one_on_the_same_context()
    {
        for (var request = 0; request < 40; request++)
        {
            await using var scope = Entered(out var db);
            db.NoteRead("Employee", Guid.CreateVersion7(), branch);
        }
        await using var last = Entered(out var other);
        other.NoteRead("Employee", branch, branch);
        await other.SaveChangesAsync();

        Assert.Equal([branch], await service.Database.Sql<Guid>($"SELECT record_id FROM audit WHERE branch_id = '{branch}'"));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_takes_what_was_done_with_it()
    {
        var subject = Guid.CreateVersion7();
        await using var scope = Entered(out var db);
        db.ScheduleDeadline("a test", subject, branch, Noon.AddYears(50));
        db.NoteRead("a text that no database keeps: \0", subject, branch);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.SaveChangesAsync());

        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, refused.SqlState);
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{subject}'"));
    }

    [Fact]
    public async Task Nobody_commits_past_the_logs()
    {
        await using var scope = Entered(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.NoteRead("Employee", branch, branch);
        await db.SaveChangesAsync();

        Assert.Throws<NotSupportedException>(transaction.Commit);
    }

    AsyncServiceScope Entered(out PayrollDb db)
    {
        var scope = service.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("tests", "a test", branch);
        db = scope.ServiceProvider.GetRequiredService<PayrollDb>();
        return scope;
    }
}
