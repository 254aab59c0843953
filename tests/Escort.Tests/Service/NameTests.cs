using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Escort.Tests.Service;

/// <summary>Members of staff, branches and the departments of clinics have names here.</summary>
public sealed class NameTests(EscortService service) : IClassFixture<EscortService>
{
    const string Places = "escort-name-place-when-directory-changed";

    [Fact]
    public Task The_latest_working_name_is_kept_once_whatever_happens_to_the_message() => NameTelling.KeepsTheLatestOnce(service, "escort");

    [Fact]
    public async Task The_latest_name_of_a_department_is_kept_once_whatever_happens_to_the_message()
    {
        var (department, branch, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), service.Clock.GetUtcNow());
        DirectoryChanged added = new(department, branch, DirectoryEntryKind.Department, DirectoryChangeKind.Added, 4, now, "內科");
        var renamed = added with { Change = DirectoryChangeKind.Changed, Version = 9, Name = "一般內科" };
        var unnamed = renamed with { Version = 12, Name = null };
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await service.Bus.Say(renamed, department);
        await Applied(message);
        await service.Bus.Say(renamed, department, message);
        foreach (var fact in new[] { added, renamed, unnamed })
            await Applied(await service.Bus.Say(fact, department));

        await Eventually.Is(async () => await service.Bus.Waiting(Places) == 0);
        Assert.Equal(
            ["一般內科|9"],
            await service.Database.Sql<string>($"SELECT name || '|' || version FROM known_name WHERE id = '{department}'")
        );
    }

    [Fact]
    public async Task A_branch_told_without_a_name_by_an_earlier_build_gets_it_when_it_is_told_again()
    {
        var branch = Guid.CreateVersion7();
        BranchOpened earlier = new(branch, BranchKind.EscortCompany, EscortService.TimeZone, new(2026, 1, 1));
        await Applied(await service.Bus.Say(earlier, branch));
        Assert.Equal(0, await service.Database.Count($"known_name WHERE id = '{branch}'"));

        await Applied(await service.Bus.Say(earlier with { Name = "安心陪診" }, branch));

        Assert.Equal(["安心陪診"], await service.Database.Sql<string>($"SELECT name FROM known_name WHERE id = '{branch}'"));
    }

    Task Applied(Guid message) => Eventually.Is(async () => await service.Database.Count($"inbox WHERE message_id = '{message}'") == 1);
}
