using Clinic.Payroll;
using Clinic.Payroll.Employees;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>The round over what was open before an upgrade, beside people who work on the same nouns.</summary>
public sealed class WorkListRoundTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task A_noun_is_held_while_its_items_are_made_and_one_that_was_closed_meanwhile_is_left_out()
    {
        var branch = await service.OpenBranch();
        var (open, closed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await service.Hire(branch, open)).Ok();
        (await service.Hire(branch, closed)).Ok();
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PayrollDb>();
        db.Caller.EnterAsSystem("work-list", "test", branch: null);
        var nouns = OpenNouns.Of(db.Set<Employee>().Where(employee => employee.Post == Payroll.Contracts.Post.Guide), person => person.Id);
        var found = await nouns.After(Guid.Empty, default);
        Assert.Contains(open, found);
        Assert.Contains(closed, found);
        Assert.Equal([], await nouns.After(found[^1], default));

        await Change("Cashier", closed);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await nouns.Reconsider(db, [.. found], default);

        Assert.Equal(found.Where(id => id != closed), db.Changing<Employee>().Select(employee => employee.Id).Order(InOrderOf(found)));
        Assert.DoesNotContain(db.ChangeTracker.Entries(), entry => entry.State != EntityState.Unchanged);
        var held = await Assert.ThrowsAsync<PostgresException>(() =>
            service.Database.Sql<int>($"SELECT 1 FROM employee WHERE id = '{open}' FOR UPDATE NOWAIT")
        );
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, held.SqlState);
        await transaction.RollbackAsync();
        await Change("Cashier", open);
    }

    Task<List<int>> Change(string post, Guid person) =>
        service.Database.Sql<int>($"UPDATE employee SET post = '{post}' WHERE id = '{person}' RETURNING 1");

    // PostgreSQL and .NET put ids into different orders.
    static Comparer<Guid> InOrderOf(List<Guid> order) =>
        Comparer<Guid>.Create((left, right) => order.IndexOf(left).CompareTo(order.IndexOf(right)));
}
