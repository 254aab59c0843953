using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class LateArrivalTests(PayrollService payroll)
{
    [Fact]
    [Rule("R-014")]
    public async Task An_escort_who_came_later_than_agreed_is_listed_with_the_minutes_and_the_look_is_noted()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        OtherServicesFacts late = new(payroll, site.Id),
            inTime = new(payroll, site.Id);
        await late.PublishAndWait(late.Ended() with { MinutesLate = 17 });
        await inTime.PublishAndWait(inTime.Ended());

        var listed = (await payroll.At(site.Id, "payruns.read").Get($"/performance/late-arrivals?branchId={site.Id}")).Ok()["lateArrivals"];

        var line = Assert.Single(listed.EnumerateArray());
        Assert.Equal(
            (late.Engagement, late.Escort, 17),
            (
                line.GetProperty("engagementId").GetGuid(),
                line.GetProperty("employeeId").GetGuid(),
                line.GetProperty("minutesLate").GetInt32()
            )
        );
        Assert.Equal(
            1,
            await payroll.Database.Count($"audit WHERE record_id = '{late.Escort}' AND kind = 'read' AND fields @> '{{MinutesLate}}'")
        );
        Assert.Equal(
            0,
            (await payroll.At(other.Id, "payruns.read").Get("/performance/late-arrivals")).Ok()["lateArrivals"].GetArrayLength()
        );
        Assert.True((await payroll.At(site.Id, "employees.read").Get("/performance/late-arrivals")).Refused("forbidden"));
    }
}
