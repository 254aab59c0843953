using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class EarlyReturnTests(PayrollService payroll)
{
    [Fact]
    public async Task A_second_person_records_an_early_return_once_and_the_days_after_it_are_free()
    {
        await payroll.Tap.Listen<LeaveEndedEarly>();
        var site = await payroll.OpenBranch();
        var (employee, _) = await site.Hire("Doctor");
        var (from, leave) = await Begun(site, employee);
        var second = payroll.At(site.Id, TestSite.Everything);
        var back = new { endsAt = from.AddDays(3), reason = "well again" };

        var ended = (await second.Post($"/leaves/{leave}/early-return", back)).Ok();
        Assert.Equal(ended.Text, (await second.Post($"/leaves/{leave}/early-return", back)).Ok().Text);

        Assert.Equal(from.AddDays(9), ended["endsAt"].GetDateTimeOffset());
        Assert.Equal(from.AddDays(3), ended["endedEarlyAt"].GetDateTimeOffset());
        await payroll.Tap.Hears<LeaveEndedEarly>(1, fact => fact.LeaveId == leave);
        var fact = Assert.Single(payroll.Tap.Heard<LeaveEndedEarly>(), early => early.LeaveId == leave);
        Assert.Equal((employee, from.AddDays(3), 2), (fact.EmployeeId, fact.EndsAt, fact.Version));
        Assert.True((await site.Hr.Post("/leaves", Body(employee, from.AddDays(2), days: 1))).Refused("leave-overlaps"));
        (await site.Hr.Post("/leaves", Body(employee, from.AddDays(4), days: 2))).Ok();
        Assert.True(
            (await second.Post($"/leaves/{leave}/early-return", new { endsAt = from.AddDays(2), reason = "sooner" })).Refused("leave-ended")
        );
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{leave}' AND type = 'LeaveEndedEarly'"));
    }

    [Fact]
    public async Task An_early_return_that_cannot_be_is_refused_and_changes_nothing()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (employee, _) = await site.Hire("Doctor");
        var (from, begun) = await Begun(site, employee);
        var coming = Body(employee, from.AddDays(20), days: 2);
        (await site.Hr.Post("/leaves", coming)).Ok();
        var cancelled = Body(employee, from.AddDays(30), days: 2);
        (await site.Hr.Post("/leaves", cancelled)).Ok();
        (await site.Hr.Post($"/leaves/{cancelled.Id}/cancellation", new { reason = "another week" })).Ok();
        var (second, own) = (payroll.At(site.Id, TestSite.Everything), payroll.As(employee, (site.Id, TestSite.Everything)));
        var before = await payroll.Fingerprint();

        (Person By, Guid Leave, DateTimeOffset At, string Code)[] bad =
        [
            (site.Hr, begun, from.AddDays(3), "needs-second-person"),
            (own, begun, from.AddDays(3), "own-employment"),
            (other.Hr, begun, from.AddDays(3), "not-found"),
            (payroll.At(site.Id, "leaves.read"), begun, from.AddDays(3), "forbidden"),
            (second, begun, from, "early-return-impossible"),
            (second, begun, from.AddDays(9), "early-return-impossible"),
            (second, begun, from.AddYears(-50), "early-return-impossible"),
            (second, coming.Id, from.AddDays(21), "leave-not-begun"),
            (second, cancelled.Id, from.AddDays(31), "leave-cancelled"),
            (second, Guid.CreateVersion7(), from.AddDays(3), "not-found"),
        ];
        foreach (var (by, leave, at, code) in bad)
        {
            var answer = await by.Post($"/leaves/{leave}/early-return", new { endsAt = at, reason = "well again" });
            Assert.True(answer.Refused(code), $"Expected {code}, got {answer.Text}");
        }
        Assert.Equal(400, (int)(await second.Post($"/leaves/{begun}/early-return", new { endsAt = from.AddDays(3), reason = " " })).Status);
        Assert.Equal(before, await payroll.Fingerprint());
    }

    async Task<(DateTimeOffset From, Guid Leave)> Begun(TestSite site, Guid employee)
    {
        var now = payroll.Clock.GetUtcNow();
        DateTimeOffset from = new(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond - TimeSpan.TicksPerDay, TimeSpan.Zero);
        var leave = Body(employee, from, days: 9);
        (await site.Hr.Post("/leaves", leave)).Ok();
        return (from, leave.Id);
    }

    static LeaveBody Body(Guid employee, DateTimeOffset from, int days) =>
        new(Guid.CreateVersion7(), employee, "Sick", from, from.AddDays(days), "a cold");

    sealed record LeaveBody(Guid Id, Guid EmployeeId, string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason);
}
