using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class PlaceTests(RegistrationService service)
{
    [Fact]
    [Rule("R-013")]
    public async Task Each_change_of_floor_room_equipment_department_or_doctor_is_the_next_version_of_the_directory()
    {
        var site = await service.OpenSite(doctors: 1);
        var (floor, room, lamp) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        (await Add(site, floor, "Floor", "1")).Ok();
        (await Add(site, floor, "Floor", "1")).Ok();
        var added = (await Add(site, room, "Room", "101", floor)).Ok();
        (await Add(site, lamp, "Equipment", "L7", floor)).Ok();
        var renamed = (
            await site.Manager.Put(
                $"/places/{room}",
                new
                {
                    name = "Surgery",
                    floorId = floor,
                    departmentId = site.Department,
                },
                added.ETag
            )
        ).Ok();
        Assert.Equal(renamed.Text, (
                await site.Manager.Put(
                    $"/places/{room}",
                    new
                    {
                        name = "Surgery",
                        floorId = floor,
                        departmentId = site.Department,
                    }
                )
            ).Ok().Text);
        var closed = (await site.Manager.Post($"/places/{room}/closure", new { }, renamed.ETag)).Ok();
        Assert.Equal(closed.Text, (await site.Manager.Post($"/places/{room}/closure")).Ok().Text);

        var changes = (await site.Manager.Get($"/places/changes?branch={site.Branch}"))
            .Ok()
            .Body.EnumerateArray()
            .Select(element =>
                (
                    element.GetProperty("version").GetInt32(),
                    element.GetProperty("entry").GetString(),
                    element.GetProperty("kind").GetString()
                )
            )
            .ToList();
        Assert.Equal(
            [
                (1, "Department", "Added"),
                (2, "Doctor", "Added"),
                (3, "Floor", "Added"),
                (4, "Room", "Added"),
                (5, "Equipment", "Added"),
                (6, "Room", "Changed"),
                (7, "Room", "Closed"),
            ],
            changes
        );
        Assert.Equal(7, await service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(DirectoryChanged)}'"));
        Assert.Equal(2, (await site.Manager.Get($"/places/changes?branch={site.Branch}&after=5")).Ok().Body.GetArrayLength());
    }

    [Fact]
    public async Task What_is_still_used_is_not_closed_and_what_is_closed_is_not_used()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var site = desk.TestSite;
        var chair = await site.Chair();
        var id = await desk.Booked(desk.At(9), room: chair);
        var (etag, department) = (await Version(chair), Department());

        Assert.True((await site.Manager.Post($"/places/{chair}/closure", new { }, etag)).Refused("still-used"));
        Assert.True((await site.Manager.Post($"/departments/{site.Department}/closure", new { }, await department)).Refused("still-used"));
        (await desk.Cancel(id)).Ok();
        (await site.Manager.Post($"/places/{chair}/closure", new { }, etag)).Ok();

        Assert.Equal(["RoomUnknown"], AppointmentDesk.Conflicts(await desk.Hold(await desk.Wish(), desk.At(9), room: chair)));
        Assert.True((await site.Manager.Put($"/places/{chair}", new { name = "Again" }, await Version(chair))).Refused("entry-closed"));

        Task<string> Version(Guid place) => VersionOf("places", place);
        Task<string> Department() => VersionOf("departments", site.Department);
        async Task<string> VersionOf(string list, Guid id)
        {
            var lines = (await site.Manager.Get($"/{list}?branch={site.Branch}")).Ok().Body.EnumerateArray();
            return $"\"{lines.Single(line => line.GetProperty("id").GetGuid() == id).GetProperty("version").GetUInt32()}\"";
        }
    }

    [Fact]
    public async Task A_closed_department_gets_no_doctors_and_no_appointments()
    {
        var site = await service.OpenSite(doctors: 1);
        var desk = new AppointmentDesk(site);
        var empty = Guid.CreateVersion7();
        (
            await site.Manager.Post(
                "/departments",
                new
                {
                    id = empty,
                    branchId = site.Branch,
                    code = "OLD",
                    name = "Old",
                }
            )
        ).Ok();
        var version = (await site.Manager.Get($"/departments?branch={site.Branch}"))
            .Ok()
            .Body.EnumerateArray()
            .Single(line => line.GetProperty("id").GetGuid() == empty)
            .GetProperty("version")
            .GetUInt32();
        (await site.Manager.Post($"/departments/{empty}/closure", new { }, $"\"{version}\"")).Ok();

        Assert.True((await site.Manager.Put($"/departments/{empty}", new { name = "New" }, $"\"{version}\"")).Refused("stale"));
        Assert.True(
            (
                await desk.Clerk.Post(
                    "/appointments",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = site.Branch,
                        clientId = await site.NewClient(),
                        departmentId = empty,
                        channel = "Desk",
                        wishedFrom = desk.At(9),
                    }
                )
            ).Refused("not-found")
        );
        var board = (await site.Manager.Get($"/doctors?branch={site.Branch}")).Ok().Body[0].GetProperty("version").GetUInt32();
        Assert.True(
            (
                await site.Manager.Put(
                    $"/doctors/{site.Doctors[0].Id}/department",
                    new { departmentId = empty, weight = 1 },
                    $"\"{board}\""
                )
            ).Refused("entry-closed")
        );
    }

    [Fact]
    public async Task Bad_input_of_the_directory_is_a_clear_problem_and_changes_nothing()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 1));
        var (ground, elsewhere, lamp) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Manager.Post(
                "/places",
                new
                {
                    id = ground,
                    branchId = site.Branch,
                    kind = "Floor",
                    code = "G",
                    name = "Ground",
                    isGround = true,
                }
            )
        ).Ok();
        (await Add(other, elsewhere, "Floor", "G")).Ok();
        var added = (await Add(site, lamp, "Equipment", "L7")).Ok();
        var before = await Fingerprint();

        (object Body, string? Code)[] bad =
        [
            (Place("Room", "G1", floor: elsewhere), "not-found"),
            (Place("Room", "G1", floor: lamp), "not-a-floor"),
            (Place("Floor", "2", floor: ground), "floor-stands-alone"),
            (Place("Equipment", "L7"), "place-code-taken"),
            (Place("Floor", "B", isGround: true), "ground-floor-taken"),
            (Place("Room", "B", isGround: true), "not-a-floor"),
            (Place("Cellar", "B"), null),
            (Place("Room", " "), null),
            (Place("Room", "B", id: Guid.Empty), null),
            (Place("Equipment", "L8", id: lamp), "id-taken"),
            (Place("Room", "B", branch: other.Branch), "not-found"),
        ];
        foreach (var (body, code) in bad)
        {
            var answer = await site.Manager.Post("/places", body);
            Assert.True(code is null ? 400 == (int)answer.Status : answer.Refused(code), $"{code}: {(int)answer.Status} {answer.Text}");
            Assert.True((await site.Desk.Post("/places", body)).Refused("forbidden"));
        }
        Assert.True((await site.Manager.Put($"/places/{lamp}", new { name = "Lamp two" })).Refused("if-match-required"));
        Assert.True(
            (await site.Manager.Put($"/places/{lamp}", new { name = "Lamp two", floorId = lamp }, added.ETag)).Refused("not-a-floor")
        );
        Assert.True((await other.Manager.Put($"/places/{lamp}", new { name = "Mine" }, added.ETag)).Refused("not-found"));
        Assert.True((await other.Manager.Get($"/places?branch={site.Branch}")).Refused("not-found"));
        Assert.True((await other.Manager.Get($"/places/changes?branch={site.Branch}")).Refused("not-found"));
        Assert.Equal(before, await Fingerprint());

        object Place(string kind, string code, Guid? floor = null, bool isGround = false, Guid? id = null, Guid? branch = null) =>
            new
            {
                id = id ?? Guid.CreateVersion7(),
                branchId = branch ?? site.Branch,
                kind,
                code,
                name = "Somewhere",
                floorId = floor,
                isGround,
            };
        Task<List<string>> Fingerprint() =>
            service.Database.Sql<string>(
                "SELECT string_agg(p::text || p.xmin::text, ';' ORDER BY p.id) || (SELECT max(version) FROM directory_change "
                    + $"WHERE branch_id = '{site.Branch}') FROM place AS p WHERE branch_id = '{site.Branch}'"
            );
    }

    static Task<Answer> Add(TestSite site, Guid id, string kind, string code, Guid? floor = null) =>
        site.Manager.Post(
            "/places",
            new
            {
                id,
                branchId = site.Branch,
                kind,
                code,
                name = $"{kind} {code}",
                floorId = floor,
            }
        );
}
