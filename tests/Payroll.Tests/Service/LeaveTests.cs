using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class LeaveTests(PayrollService payroll)
{
    [Fact]
    public async Task An_approved_leave_and_its_taking_back_are_each_told_once()
    {
        await payroll.Tap.Listen<LeaveApproved>();
        await payroll.Tap.Listen<LeaveCancelled>();
        var (site, hr, employee) = await Someone();
        var leave = Of(employee, payroll.Clock.GetUtcNow().AddDays(3), days: 5);

        var recorded = (await hr.Post("/leaves", leave)).Ok();
        Assert.Equal(recorded.Text, (await hr.Post("/leaves", leave)).Ok().Text);
        var taken = (await hr.Post($"/leaves/{leave.Id}/cancellation", new { reason = "came back early" })).Ok();
        Assert.Equal(taken.Text, (await hr.Post($"/leaves/{leave.Id}/cancellation", new { reason = "came back early" })).Ok().Text);

        await payroll.Tap.Hears<LeaveCancelled>(1, fact => fact.LeaveId == leave.Id);
        var told = Assert.Single(payroll.Tap.Heard<LeaveApproved>(), fact => fact.LeaveId == leave.Id);
        Assert.Equal((employee, site.Id, LeaveKind.Annual, 1), (told.EmployeeId, told.BranchId, told.Kind, told.Version));
        Assert.Equal(2, Assert.Single(payroll.Tap.Heard<LeaveCancelled>(), fact => fact.LeaveId == leave.Id).Version);
        Assert.Equal(2, await payroll.Database.Count($"trail WHERE case_id = '{leave.Id}'"));
        Assert.Equal(0, await payroll.Database.Count($"outbox WHERE convert_from(body, 'UTF8') LIKE '%a wedding%'"));
    }

    [Fact]
    public async Task Nobody_is_on_two_leaves_at_once_however_many_are_recorded_at_one_moment()
    {
        var (site, hr, employee) = await Someone();
        var from = payroll.Clock.GetUtcNow().AddDays(3);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(number => hr.Post("/leaves", Of(employee, from.AddHours(number), days: 2)))
        );

        var first = Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(9, answers.Count(answer => answer.Refused("leave-overlaps")));
        (await hr.Post($"/leaves/{first["id"].GetGuid()}/cancellation", new { reason = "another week" })).Ok();
        (await hr.Post("/leaves", Of(employee, from, days: 2))).Ok();
        Assert.Equal(2, (await hr.Get($"/leaves?branch={site.Id}&employee={employee}")).Ok().Body.GetArrayLength());
    }

    [Fact]
    public async Task Bad_input_is_a_clear_problem_and_changes_nothing()
    {
        var (site, hr, employee) = await Someone();
        var (other, otherHr, _) = await Someone();
        var now = payroll.Clock.GetUtcNow();
        var begun = Of(employee, now.AddDays(-1), days: 2);
        (await hr.Post("/leaves", begun)).Ok();
        var before = await payroll.Database.Count($"leave WHERE branch_id = '{site.Id}'");

        (object Body, string? Code)[] bad =
        [
            (Of(employee, now.AddDays(9), days: 0), "leave-span-impossible"),
            (Of(employee, now.AddDays(9), days: 400), "leave-span-impossible"),
            (Of(employee, now.AddDays(-40), days: 1), "leave-span-impossible"),
            (Of(Guid.CreateVersion7(), now.AddDays(9), days: 1), "not-found"),
            (begun with { Reason = "something else" }, "id-taken"),
            (begun with { Id = Guid.CreateVersion7() }, "leave-overlaps"),
            (Of(employee, now.AddDays(9), days: 1) with { Reason = " " }, null),
            (Of(employee, now.AddDays(9), days: 1) with { Kind = "Idle" }, null),
            (Of(employee, now.AddDays(9), days: 1) with { Id = Guid.Empty }, null),
        ];
        var reader = payroll.At(site.Id, "leaves.read");
        foreach (var (body, code) in bad)
        {
            var answer = await hr.Post("/leaves", body);
            Assert.True(code is null ? 400 == (int)answer.Status : answer.Refused(code), $"{code}: {(int)answer.Status} {answer.Text}");
            Assert.True((await reader.Post("/leaves", body)).Refused("forbidden"));
        }
        Assert.True((await otherHr.Post("/leaves", Of(employee, now.AddDays(9), days: 1))).Refused("not-found"));
        Assert.True((await otherHr.Post($"/leaves/{begun.Id}/cancellation", new { reason = "x" })).Refused("not-found"));
        Assert.True((await hr.Post($"/leaves/{begun.Id}/cancellation", new { reason = "x" })).Refused("leave-begun"));
        Assert.True((await hr.Get($"/leaves?branch={other.Id}")).Refused("not-found"));
        var own = payroll.As(employee, (site.Id, ["leaves.record", "leaves.read"]));
        Assert.True((await own.Post("/leaves", Of(employee, now.AddDays(9), days: 1))).Refused("own-employment"));
        Assert.Equal(before, await payroll.Database.Count($"leave WHERE branch_id = '{site.Id}'"));
    }

    async Task<(TestSite TestSite, Person Hr, Guid Employee)> Someone()
    {
        var site = await payroll.OpenBranch();
        return (site, payroll.At(site.Id, "leaves.record", "leaves.read"), (await site.Hire("Doctor")).Id);
    }

    static Leave Of(Guid employee, DateTimeOffset from, int days) =>
        new(Guid.CreateVersion7(), employee, "Annual", from, from.AddDays(days), "a wedding");

    sealed record Leave(Guid Id, Guid EmployeeId, string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason);
}
