using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ReadAccrualsTests(PayrollService payroll)
{
    [Fact]
    public async Task A_person_sees_the_own_lines_of_every_branch_and_nobody_elses()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (me, colleague) = (await payroll.Member(), await payroll.Member());
        await Counted(site.Visit(new Served(me, ServicePart.Treatment), new Served(colleague, ServicePart.Triage)));
        await Counted(other.Visit(new Served(me, ServicePart.Collection)));

        var mine = (await payroll.As(me, (site.Id, ["accruals.read-own"])).Get("/accruals/mine")).Ok();

        Assert.Equal(1.20m, mine["totalUnits"].GetDecimal());
        Assert.All(mine["lines"].EnumerateArray(), line => Assert.Equal(me, line.GetProperty("employeeId").GetGuid()));
        Assert.Equal(2, mine["lines"].GetArrayLength());
    }

    [Fact]
    public async Task HR_of_a_branch_sees_the_lines_of_that_branch_only()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var doctor = await payroll.Member();
        await Counted(site.Visit(new Served(doctor, ServicePart.Treatment)));
        await Counted(other.Visit(new Served(doctor, ServicePart.Collection)));

        Assert.Equal(1.0m, (await site.Hr.Get($"/accruals?employee={doctor}")).Ok()["totalUnits"].GetDecimal());
        Assert.Equal(0m, (await site.Hr.Get($"/accruals?branch={other.Id}")).Ok()["totalUnits"].GetDecimal());
        Assert.Equal(1.2m, (await payroll.InGroup("accruals.read").Get($"/accruals?employee={doctor}")).Ok()["totalUnits"].GetDecimal());
    }

    [Fact]
    public async Task An_own_line_at_another_branch_is_not_mixed_into_the_branchs_page()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        await payroll.Member(site.Hr.Id);
        await Counted(other.Visit(new Served(site.Hr.Id, ServicePart.Collection)));

        Assert.Equal(0, (await site.Hr.Get($"/accruals?employee={site.Hr.Id}")).Ok()["lines"].GetArrayLength());
        Assert.Equal(1, (await site.Hr.Get("/accruals/mine")).Ok()["lines"].GetArrayLength());
    }

    [Fact]
    public async Task Days_bound_what_is_read_and_both_count_in()
    {
        var site = await payroll.OpenBranch();
        var person = await payroll.Member();
        for (var day = 1; day <= 4; day++)
            await Counted(
                site.Visit(new Served(person, ServicePart.Treatment)) with
                {
                    CompletedAt = new(2024, 5, day, 4, 0, 0, TimeSpan.Zero),
                }
            );

        var page = (await site.Hr.Get($"/accruals?employee={person}&from=2024-05-02&to=2024-05-03")).Ok();

        Assert.Equal(["2024-05-02", "2024-05-03"], page["lines"].EnumerateArray().Select(line => line.GetProperty("day").GetString()));
        Assert.Equal(2m, page["totalUnits"].GetDecimal());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_and_each_says_the_same_total()
    {
        var site = await payroll.OpenBranch();
        for (var count = 0; count < 5; count++)
            await Counted(site.TreatedVisit());

        List<Guid> read = [];
        for (string? after = ""; after is not null; )
        {
            var page = (await site.Hr.Get($"/accruals?branch={site.Id}&limit=2{after}")).Ok();
            Assert.Equal(5m, page["totalUnits"].GetDecimal());
            read.AddRange(page["lines"].EnumerateArray().Select(line => line.GetProperty("id").GetGuid()));
            after = page["next"].ValueKind == System.Text.Json.JsonValueKind.Null ? null : $"&after={page["next"].GetGuid()}";
        }

        Assert.Equal(5, read.Distinct().Count());
        Assert.Equal(5, read.Count);
    }

    [Fact]
    public async Task A_look_at_other_peoples_lines_is_noted()
    {
        var site = await payroll.OpenBranch();
        var person = await payroll.Member();
        await Counted(site.Visit(new Served(person, ServicePart.Treatment)));

        (await site.Hr.Get($"/accruals?employee={person}")).Ok();

        Assert.Equal(
            1,
            await payroll.Database.Count($"audit WHERE record_id = '{person}' AND kind = 'read' AND actor = 'person:{site.Hr.Id}'")
        );
    }

    [Fact]
    public async Task Why_a_line_is_there_is_shown_only_in_its_branch()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var visit = site.TreatedVisit();
        await Counted(visit);
        var line = (await payroll.Database.Sql<Guid>($"SELECT id FROM accrual WHERE visit_id = '{visit.VisitId}'")).Single();

        Assert.Equal(1, (await site.Hr.Get($"/accruals?visit={visit.VisitId}")).Ok()["lines"].GetArrayLength());
        Assert.True((await site.Hr.Get($"/accruals/{line}/sources")).Accepted);
        Assert.True((await other.Hr.Get($"/accruals/{line}/sources")).Refused("not-found"));
    }

    async Task Counted(VisitCompleted visit) =>
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
}
