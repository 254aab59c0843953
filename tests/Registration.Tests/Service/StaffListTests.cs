using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class StaffListTests(RegistrationService service) : IAsyncLifetime
{
    const string Knows = "registration-know-employee-when-employee-hired",
        Moves = "registration-move-employee-when-post-adjusted",
        Forgets = "registration-forget-employee-when-employee-left";

    // The same message is the same to the last letter.
    readonly DateTimeOffset at = DateTimeOffset.UtcNow;
    readonly Guid employee = Guid.CreateVersion7();
    Guid branch,
        elsewhere;

    public async Task InitializeAsync() => (branch, elsewhere) = (await service.OpenBranch(), await service.OpenBranch());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_hired_person_is_known_once_however_often_it_is_said()
    {
        var message = await Say(Hired(1));
        await Applied(Knows, 1);

        await Say(Hired(1), message);
        await Say(Hired(1));
        await Applied(Knows, 2);

        Assert.Equal(["Doctor False 1 1"], await Row());
        Assert.Equal(1, await service.Database.Count($"audit WHERE record = 'StaffMember' AND record_id = '{employee}'"));
    }

    [Fact]
    public async Task Somebody_who_left_is_gone_in_either_order_and_however_often_it_is_said()
    {
        var message = await Say(Left(2));
        await service.Waits(message);
        await Say(Left(2), message);
        await service.Waits(await Say(Left(2)));
        Assert.Empty(await Row());
        await Say(Hired(1));
        await Applied(Knows, 1);
        await Applied(Forgets, 2);

        Assert.Equal(["Doctor True 1 2"], await Row());
    }

    [Fact]
    public async Task Hired_and_then_gone_ends_as_gone_and_then_hired_does()
    {
        await Say(Hired(1));
        await Applied(Knows, 1);
        await Say(Left(2));
        await Applied(Forgets, 1);

        Assert.Equal(["Doctor True 1 2"], await Row());
    }

    [Fact]
    public async Task A_changed_post_holds_in_either_order_and_however_often_it_is_said()
    {
        var message = await Say(Adjusted(2));
        await service.Waits(message);
        await Say(Adjusted(2), message);
        await service.Waits(await Say(Adjusted(2)));
        Assert.Empty(await Row());
        await Say(Hired(1));
        await Applied(Knows, 1);
        await Applied(Moves, 2);
        Assert.Equal(["Nurse False 2 1"], await Row());
        Assert.Equal([elsewhere], await service.Database.Sql<Guid>($"SELECT branch_id FROM staff_member WHERE id = '{employee}'"));
    }

    [Fact]
    public async Task A_post_changed_after_the_hiring_ends_the_same()
    {
        await Say(Hired(1));
        await Applied(Knows, 1);
        await Say(Adjusted(2));
        await Applied(Moves, 1);

        Assert.Equal(["Nurse False 2 1"], await Row());
        Assert.Equal([elsewhere], await service.Database.Sql<Guid>($"SELECT branch_id FROM staff_member WHERE id = '{employee}'"));
    }

    [Fact]
    [Rule("R-321")]
    public async Task A_doctor_who_left_or_moved_away_gets_no_more_clients()
    {
        var (site, other) = (await service.OpenSite(doctors: 3), await service.OpenSite(doctors: 0));
        var (gone, moved, stays) = (site.Doctors[0].Id, site.Doctors[1].Id, site.Doctors[2].Id);
        await service.Bus.Say(new EmployeeLeft(gone, site.Branch, "Resigned", DateTimeOffset.UtcNow, 2), gone);
        await service.Bus.Say(new PostAdjusted(moved, other.Branch, Post.Doctor, Post.Doctor, DateTimeOffset.UtcNow, 2), moved);
        await Eventually.Is(async () =>
            await service.Database.Count($"staff_member WHERE (id = '{gone}' AND has_left) OR (id = '{moved}' AND post_version = 2)") == 2
        );

        var visit = await site.CheckInNewClient();
        Assert.Equal(stays, (await visit.Triage()).Ok()["doctorId"].GetGuid());

        var candidates = (await site.TriageOfficer.Get($"/visits/{visit.Id}/triage"))
            .Ok()["decisions"][0]
            .GetProperty("candidates")
            .EnumerateArray()
            .ToList();
        Assert.Equal(
            "NotHereAnyMore",
            candidates.Single(element => element.GetProperty("doctorId").GetGuid() == gone).GetProperty("excludedBecause").GetString()
        );
        Assert.DoesNotContain(candidates, element => element.GetProperty("doctorId").GetGuid() == moved);
        Assert.Contains(
            (await other.Manager.Get($"/doctors?branch={other.Branch}")).Ok().Body.EnumerateArray(),
            line => line.GetProperty("doctorId").GetGuid() == moved
        );
    }

    EmployeeHired Hired(int version) => RegistrationService.Hired(employee, branch, Post.Doctor, version) with { OccurredAt = at };

    EmployeeLeft Left(int version) => new(employee, branch, "Resigned", at, version);

    PostAdjusted Adjusted(int version) => new(employee, elsewhere, Post.Doctor, Post.Nurse, at, version);

    Task<Guid> Say<TFact>(TFact fact, Guid? message = null)
        where TFact : class => service.Bus.Say(fact, employee, message);

    // A repeat is only heard once the queue is empty again, so each new message is awaited by its effect in the trail.
    Task Applied(string reaction, int times) =>
        Eventually.Is(async () => await service.Database.Count($"trail WHERE case_id = '{employee}' AND type = '{reaction}'") == times);

    Task<List<string>> Row() =>
        service.Database.Sql<string>(
            "SELECT concat_ws(' ', post, CASE WHEN has_left THEN 'True' ELSE 'False' END, post_version, presence_version) "
                + $"FROM staff_member WHERE id = '{employee}'"
        );
}
