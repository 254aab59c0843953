using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class StatusBoardTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-261", "R-303")]
    public async Task Every_floor_checks_and_reports_and_the_ground_floor_merges_and_publishes()
    {
        var (site, people) = await TwoFloors();
        var board = (await people.Floor.Post("/status-boards", new { branchId = site.Branch })).Ok();
        Assert.Equal(
            board["id"].GetGuid(),
            (await people.Floor.Post("/status-boards", new { branchId = site.Branch })).Ok()["id"].GetGuid()
        );
        var path = $"/status-boards/{board["id"].GetGuid()}";
        var floors = board["floors"].EnumerateArray().Select(floor => floor.GetProperty("floorId").GetGuid()).ToList();
        Assert.Equal((2, 3), (floors.Count, board["doctors"].GetArrayLength()));

        foreach (var floor in floors)
        {
            Assert.True((await people.Floor.Post($"{path}/floors/{floor}/report")).Refused("floor-not-checked"));
            var doctors = board["doctors"]
                .EnumerateArray()
                .Where(line => line.GetProperty("floorId").GetGuid() == floor)
                .Select(line => line.GetProperty("doctorId").GetGuid())
                .ToList();
            Assert.True(
                (
                    await people.Floor.Put(
                        $"{path}/floors/{floor}",
                        new { doctors = doctors.Skip(1).Select(id => new { doctorId = id, status = "Busy" }) }
                    )
                ).Refused("doctors-of-floor")
            );
            (
                await people.Floor.Put(
                    $"{path}/floors/{floor}",
                    new { doctors = doctors.Select(id => new { doctorId = id, status = "OffDuty" }) }
                )
            ).Ok();
            (
                await people.Floor.Put(
                    $"{path}/floors/{floor}",
                    new { doctors = doctors.Select((id, at) => new { doctorId = id, status = at == 0 ? "Busy" : "OffDuty" }) }
                )
            ).Ok();
            Assert.True((await people.Triage.Post($"{path}/merge")).Refused("floors-not-reported"));
            (await people.Floor.Post($"{path}/floors/{floor}/report")).Ok();
            Assert.True(
                (
                    await people.Floor.Put(
                        $"{path}/floors/{floor}",
                        new { doctors = doctors.Select(id => new { doctorId = id, status = "Available" }) }
                    )
                ).Refused("floor-reported")
            );
        }
        Assert.True((await people.Triage.Post($"{path}/publication")).Refused("board-not-merged"));
        Assert.True((await people.Guide.Post($"{path}/acknowledgement")).Refused("board-not-published"));
        (await people.Triage.Post($"{path}/merge")).Ok();
        var statuses = (await site.Manager.Get($"/doctors?branch={site.Branch}"))
            .Ok()
            .Body.EnumerateArray()
            .Select(line => line.GetProperty("status").GetString())
            .Order()
            .ToList();
        Assert.Equal(["Busy", "Busy", "OffDuty"], statuses);
        var published = (await people.Triage.Post($"{path}/publication")).Ok();

        Assert.Equal(published.Text, (await people.Triage.Post($"{path}/publication")).Ok().Text);
        Assert.Equal("Published", published["status"].GetString());
        Assert.Equal(
            1,
            await service.Database.Count($"trail WHERE case_id = '{board["id"].GetGuid()}' AND type = '{nameof(DoctorStatusPublished)}'")
        );
    }

    [Fact]
    [Rule("R-254")]
    public async Task Each_guide_confirms_having_read_the_published_board_once()
    {
        var (site, people) = await TwoFloors();
        var board = await Published(site, people);

        var read = (await people.Guide.Post($"/status-boards/{board}/acknowledgement")).Ok();
        Assert.Equal(read.Text, (await people.Guide.Post($"/status-boards/{board}/acknowledgement")).Ok().Text);

        Assert.Equal(
            [people.Guide.Id],
            (await people.Guide.Get($"/status-boards?branch={site.Branch}"))
                .Ok()["readBy"]
                .EnumerateArray()
                .Select(element => element.GetGuid())
        );
    }

    [Fact]
    [Rule("R-321")]
    public async Task After_publishing_a_status_changes_with_a_reason_only()
    {
        var (site, people) = await TwoFloors();
        var board = await Published(site, people);
        var doctor = site.Doctors[0].Id;

        Assert.True((await site.Manager.Put($"/doctors/{doctor}/status", new { status = "OffDuty" })).Refused("status-reason-required"));
        (await site.Manager.Put($"/doctors/{doctor}/status", new { status = "OffDuty", reason = "called to the hospital" })).Ok();
        (await site.Manager.Put($"/doctors/{doctor}/status", new { status = "OffDuty" })).Ok();

        var change = Assert.Single((await people.Guide.Get($"/status-boards?branch={site.Branch}")).Ok()["changes"].EnumerateArray());
        Assert.Equal(
            (doctor, "Available", "OffDuty"),
            (change.GetProperty("doctorId").GetGuid(), change.GetProperty("old").GetString(), change.GetProperty("new").GetString())
        );
        Assert.Equal(0, await service.Database.Count($"trail WHERE trail::text LIKE '%hospital%'"));
        Assert.NotEqual(Guid.Empty, board);
    }

    [Fact]
    [Rule("R-261")]
    public async Task A_board_nobody_publishes_in_time_is_said_to_be_missing_once_and_one_in_time_never()
    {
        var (late, lateOnes) = await TwoFloors();
        var (inTime, _) = await TwoFloors();
        var desk = new AppointmentDesk(late);
        await desk.WaitUntil(desk.At(6, 1));
        await desk.NoDeadlineIsDue();
        var board = (await lateOnes.Guide.Get($"/status-boards?branch={late.Branch}")).Ok();
        Assert.Equal((desk.At(8, 30), "Prefilled"), (board["dueAt"].GetDateTimeOffset(), board["status"].GetString()));
        await Published(inTime, await People(inTime));

        await desk.WaitUntil(desk.At(8, 31));
        await desk.NoDeadlineIsDue();
        await Published(late, lateOnes);

        Assert.Equal(1, await Missing(late));
        Assert.Equal(0, await Missing(inTime));
        await desk.WaitUntil(desk.At(6, 1, days: 1));
        await Eventually.Sees(() => service.Database.Count($"status_board WHERE branch_id = '{late.Branch}'"), boards => boards == 2);

        Task<long> Missing(TestSite site) =>
            service.Database.Count($"trail WHERE branch_id = '{site.Branch}' AND type = '{nameof(DoctorStatusMissing)}'");
    }

    [Fact]
    public async Task The_board_expects_what_roster_and_absences_say()
    {
        var (site, people) = await TwoFloors();
        var desk = new AppointmentDesk(site);
        var supervisor = service.At(site.Branch, "rosters.write", "directory.read");
        var roster = Guid.CreateVersion7();
        var draft = (
            await supervisor.Put(
                $"/rosters/{roster}",
                new
                {
                    branchId = site.Branch,
                    day = desk.Tomorrow,
                    duties = site
                        .Doctors.Take(2)
                        .Select(doctor => new
                        {
                            employeeId = doctor.Id,
                            post = "Doctor",
                            from = "08:00:00",
                            to = "17:00:00",
                        }),
                }
            )
        ).Ok();
        (await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.ETag)).Ok();
        await site.MarkAway(site.Doctors[1].Id, desk.At(0), desk.At(23));

        await desk.WaitUntil(desk.At(6, 1));
        await desk.NoDeadlineIsDue();

        var expected = (await people.Guide.Get($"/status-boards?branch={site.Branch}"))
            .Ok()["doctors"]
            .EnumerateArray()
            .ToDictionary(line => line.GetProperty("doctorId").GetGuid(), line => line.GetProperty("expected").GetString());
        Assert.Equal(["Available", "OnLeave", "OffDuty"], site.Doctors.Select(doctor => expected[doctor.Id]));
    }

    [Fact]
    public async Task What_is_not_the_callers_or_not_there_is_refused()
    {
        var (site, people) = await TwoFloors();
        var (other, others) = await TwoFloors();
        var board = (await people.Floor.Post("/status-boards", new { branchId = site.Branch })).Ok();
        var (path, floor) = ($"/status-boards/{board["id"].GetGuid()}", board["floors"][0].GetProperty("floorId").GetGuid());

        Assert.True((await others.Floor.Post("/status-boards", new { branchId = site.Branch })).Refused("not-found"));
        Assert.True((await others.Floor.Post($"{path}/floors/{floor}/report")).Refused("not-found"));
        Assert.True((await others.Triage.Post($"{path}/merge")).Refused("not-found"));
        Assert.True((await others.Guide.Get($"/status-boards?branch={site.Branch}")).Refused("not-found"));
        Assert.True((await people.Guide.Post($"{path}/merge")).Refused("forbidden"));
        Assert.True((await people.Triage.Post($"{path}/acknowledgement")).Refused("forbidden"));
        Assert.True(
            (await people.Floor.Put($"{path}/floors/{Guid.CreateVersion7()}", new { doctors = Array.Empty<object>() })).Refused("not-found")
        );
        Assert.Equal(
            400,
            (int)
                (
                    await people.Floor.Put(
                        $"{path}/floors/{floor}",
                        new { doctors = new[] { new { doctorId = site.Doctors[0].Id, status = "Sleeping" } } }
                    )
                ).Status
        );
        Assert.Equal(400, (int)(await people.Floor.Put($"{path}/floors/{floor}", new { })).Status);
        Assert.True((await people.Guide.Get($"/status-boards?branch={other.Branch}&day=1999-01-01")).Refused("not-found"));
    }

    sealed record Staff(Person Floor, Person Triage, Person Guide);

    Task<Staff> People(TestSite site) =>
        Task.FromResult(
            new Staff(
                service.At(site.Branch, "boards.check"),
                service.At(site.Branch, "boards.publish"),
                service.At(site.Branch, "boards.acknowledge", "directory.read")
            )
        );

    async Task<(TestSite, Staff)> TwoFloors()
    {
        var site = await service.OpenSite(doctors: 2);
        var (ground, first, upstairs) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
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
        (
            await site.Manager.Post(
                "/places",
                new
                {
                    id = first,
                    branchId = site.Branch,
                    kind = "Floor",
                    code = "1",
                    name = "First",
                }
            )
        ).Ok();
        (
            await site.Manager.Post(
                "/departments",
                new
                {
                    id = upstairs,
                    branchId = site.Branch,
                    code = "UP",
                    name = "Upstairs",
                }
            )
        ).Ok();
        var etag = (await site.Manager.Get($"/departments?branch={site.Branch}"))
            .Ok()
            .Body.EnumerateArray()
            .Single(line => line.GetProperty("id").GetGuid() == upstairs)
            .GetProperty("version")
            .GetUInt32();
        (await site.Manager.Put($"/departments/{upstairs}", new { name = "Upstairs", floorId = first }, $"\"{etag}\"")).Ok();
        await site.DoctorOnDuty(department: upstairs);
        return (site, await People(site));
    }

    static async Task<Guid> Published(TestSite site, Staff people)
    {
        var board = (await people.Floor.Post("/status-boards", new { branchId = site.Branch })).Ok();
        var path = $"/status-boards/{board["id"].GetGuid()}";
        foreach (var floor in board["floors"].EnumerateArray().Select(floor => floor.GetProperty("floorId").GetGuid()))
        {
            var doctors = board["doctors"]
                .EnumerateArray()
                .Where(line => line.GetProperty("floorId").GetGuid() == floor)
                .Select(line => new { doctorId = line.GetProperty("doctorId").GetGuid(), status = "Available" });
            (await people.Floor.Put($"{path}/floors/{floor}", new { doctors })).Ok();
            (await people.Floor.Post($"{path}/floors/{floor}/report")).Ok();
        }
        (await people.Triage.Post($"{path}/merge")).Ok();
        (await people.Triage.Post($"{path}/publication")).Ok();
        return board["id"].GetGuid();
    }
}
