using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Leaves that an earlier build left standing after a departure.</summary>
[Collection(SharedService.Name)]
public sealed class LeavesAfterDepartureTests(PayrollService payroll)
{
    [Fact]
    public async Task A_leave_that_stands_after_a_departure_of_an_earlier_build_is_cancelled_and_told_once_and_stands_again_with_it()
    {
        await payroll.Tap.Listen<LeaveCancelled>();
        var (site, id, left) = await SomebodyLeft();
        var (before, after) = (await Leave(site, id, "2024-03-20Z"), await Leave(site, id, "2099-03-20Z"));

        await SetDeadline(site, id);
        await SetDeadline(site, id);

        Assert.Equal([after], await Cancelled(id));
        await payroll.Tap.Hears<LeaveCancelled>(1, fact => fact.LeaveId == after);
        var fact = Assert.Single(payroll.Tap.Heard<LeaveCancelled>(), cancelled => cancelled.EmployeeId == id);
        Assert.Equal((after, site.Id, 2), (fact.LeaveId, fact.BranchId, fact.Version));
        Assert.Equal(0, await payroll.Database.Count($"trail WHERE case_id = '{before}'"));
        (await Withdraw(site, id, left)).Ok();
        Assert.Equal(1, await payroll.Database.Count($"leave WHERE stands_for_id = '{after}' AND cancelled_at IS NULL"));
    }

    [Fact]
    public async Task A_departure_that_was_taken_back_before_the_deadline_cancels_nothing()
    {
        var (site, id, left) = await SomebodyLeft();
        await Leave(site, id, "2099-03-20Z");
        (await Withdraw(site, id, left)).Ok();

        await SetDeadline(site, id);

        Assert.Empty(await Cancelled(id));
    }

    async Task<(TestSite Site, Guid Id, Answer Left)> SomebodyLeft()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var left = await site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "2024-03-21" }, etag);
        return (site, id, left.Ok());
    }

    /// <summary>As the migration sets it; waits until it had its turn.</summary>
    async Task SetDeadline(TestSite site, Guid id)
    {
        await payroll.Database.Sql<int>(
            $"""
            INSERT INTO due (id, kind, subject_id, branch_id, rung, due_at)
            VALUES (gen_random_uuid(), 'leaves-after-departure', '{id}', '{site.Id}', 1, '2024-03-21T16:00:00Z') RETURNING 1
            """
        );
        await Eventually.Is(async () => await payroll.Database.Count($"due WHERE subject_id = '{id}'") == 0);
    }

    async Task<Guid> Leave(TestSite site, Guid id, string from)
    {
        var leave = Guid.CreateVersion7();
        await payroll.Database.Sql<int>(
            $"""
            INSERT INTO leave (id, branch_id, person_id, kind, starts_at, ends_at, reason, approved_by, approved_at)
            VALUES ('{leave}', '{site.Id}', '{id}', 'Annual', '{from}', '{from}'::timestamptz + interval '1 day',
              '\x00'::bytea || 'a wedding',
              '{site.Hr.Id}', '2024-03-01Z') RETURNING 1
            """
        );
        return leave;
    }

    Task<List<Guid>> Cancelled(Guid id) =>
        payroll.Database.Sql<Guid>($"SELECT id FROM leave WHERE person_id = '{id}' AND cancelled_at IS NOT NULL");

    Task<Answer> Withdraw(TestSite site, Guid id, Answer left) =>
        payroll
            .At(site.Id, TestSite.Everything)
            .Post($"/employees/{id}/departure/withdrawal", new { reason = "the wrong person" }, left.ETag);
}
