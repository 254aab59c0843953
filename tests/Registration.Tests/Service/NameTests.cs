using System.Text.Json;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>Members of staff and places have names here.</summary>
public sealed class NameTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    public Task The_latest_working_name_is_kept_once_whatever_happens_to_the_message() =>
        NameTelling.KeepsTheLatestOnce(service, "registration");

    [Fact]
    public async Task A_renamed_department_is_told_with_its_name_and_every_answer_that_names_it_or_its_branch_says_so()
    {
        await service.Bus.Listen<DirectoryChanged>();
        await service.Bus.Listen<BranchOpened>();
        var (branch, department, floor) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var opening = new
        {
            id = branch,
            name = "東門牙科",
            kind = "DentalClinic",
            timeZone = "Asia/Taipei",
            from = "2026-03-01",
        };
        (await service.InGroup("branches.open").Post("/branches", opening)).Ok();
        var manager = service.At(branch, "directory.write", "directory.read");
        var ground = new
        {
            id = floor,
            branchId = branch,
            kind = "Floor",
            code = "1F",
            name = "一樓",
            isGround = true,
        };
        (await manager.Post("/places", ground)).Ok();
        var added = new
        {
            id = department,
            branchId = branch,
            code = "ORTHO",
            name = "矯正",
        };
        (await manager.Post("/departments", added)).Ok();
        var version = (await Line()).GetProperty("version").GetUInt32();
        (await manager.Put($"/departments/{department}", new { name = "齒列矯正科", floorId = floor }, $"\"{version}\"")).Ok();

        await service.Bus.Hears<DirectoryChanged>(2, fact => fact.EntryId == department);
        Assert.Equal(
            ["矯正", "齒列矯正科"],
            service
                .Bus.Heard<DirectoryChanged>()
                .Where(fact => fact.EntryId == department)
                .OrderBy(fact => fact.Version)
                .Select(fact => fact.Name)
        );
        await service.Bus.Hears<BranchOpened>(1, fact => fact.BranchId == branch && fact.Name == "東門牙科");
        await Eventually.Is(async () => await Seen() == ("東門牙科", "一樓"));

        async Task<(string?, string?)> Seen()
        {
            var line = await Line();
            return (line.GetProperty("branch").GetProperty("name").GetString(), line.GetProperty("floor").GetProperty("name").GetString());
        }

        async Task<JsonElement> Line() => (await manager.Get($"/departments?branch={branch}")).Ok().Body.EnumerateArray().Single();
    }
}
