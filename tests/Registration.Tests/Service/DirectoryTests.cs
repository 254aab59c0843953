using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DirectoryTests(RegistrationService service)
{
    [Fact]
    public async Task Only_the_group_opens_a_branch_and_it_is_told_once()
    {
        await service.Bus.Listen<BranchOpened>();
        var branch = Guid.CreateVersion7();
        object Body(string name = "East TestSite", string zone = "Asia/Taipei") =>
            new
            {
                id = branch,
                name,
                kind = "DentalClinic",
                timeZone = zone,
                from = "2026-03-01",
            };

        Assert.True((await service.At(branch, "branches.open").Post("/branches", Body())).Refused("not-found"));
        Assert.True((await service.InGroup("branches.open").Post("/branches", Body(zone: "Asia/Atlantis"))).Refused("time-zone-unknown"));
        Assert.Equal(HttpStatusCode.Created, (await service.InGroup("branches.open").Post("/branches", Body())).Status);
        Assert.Equal(HttpStatusCode.OK, (await service.InGroup("branches.open").Post("/branches", Body())).Status);
        Assert.True((await service.InGroup("branches.open").Post("/branches", Body(name: "West TestSite"))).Refused("id-taken"));

        await service.Bus.Hears<BranchOpened>(1, fact => fact.BranchId == branch);
        Assert.Single(service.Bus.Heard<BranchOpened>(), fact => fact.BranchId == branch && fact.Kind == BranchKind.DentalClinic);
        Assert.Contains(
            (await service.InGroup("branches.read").Get("/branches")).Ok().Body.EnumerateArray(),
            line => line.GetProperty("id").GetGuid() == branch
        );
    }

    [Fact]
    public async Task Ten_administrators_opening_one_branch_at_once_open_it_once()
    {
        var branch = Guid.CreateVersion7();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ =>
                    service
                        .InGroup("branches.open")
                        .Post(
                            "/branches",
                            new
                            {
                                id = branch,
                                name = "North TestSite",
                                kind = "GeneralClinic",
                                timeZone = "Asia/Shanghai",
                                from = "2026-03-01",
                            }
                        )
                )
        );

        Assert.All(answers, answer => answer.Ok());
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{branch}'"));
    }

    [Fact]
    public async Task A_department_has_a_code_of_its_own_within_a_branch_in_sight()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));

        Assert.True(
            (
                await site.Manager.Post(
                    "/departments",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = site.Branch,
                        code = "GEN",
                        name = "Second",
                    }
                )
            ).Refused("department-code-taken")
        );
        Assert.True(
            (
                await site.Manager.Post(
                    "/departments",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = other.Branch,
                        code = "X",
                        name = "X",
                    }
                )
            ).Refused("not-found")
        );
        Assert.True((await site.Manager.Get($"/departments?branch={other.Branch}")).Refused("not-found"));
        Assert.Equal(
            site.Department,
            Assert
                .Single((await site.Manager.Get($"/departments?branch={site.Branch}")).Ok().Body.EnumerateArray())
                .GetProperty("id")
                .GetGuid()
        );
    }

    [Fact]
    public async Task Whoever_works_for_an_escort_company_reads_the_departments_of_every_clinic_and_nothing_else_of_it()
    {
        var (site, company, another) = (await service.OpenSite(doctors: 1), await EscortCompany(), await EscortCompany());
        var lead = service.At(company, "directory.read", "visits.read");

        var departments = (await lead.Get($"/departments?branch={site.Branch}")).Ok().Body.EnumerateArray();

        Assert.Equal([site.Department], departments.Ids());
        Assert.True((await lead.Get($"/departments?branch={another}")).Refused("not-found"));
        Assert.True((await lead.Get($"/departments?branch={Guid.CreateVersion7()}")).Refused("not-found"));
        Assert.True((await lead.Get($"/places?branch={site.Branch}")).Refused("not-found"));
        Assert.True((await lead.Get($"/visits?branch={site.Branch}")).Refused("not-found"));
        Assert.Empty((await lead.Get($"/departments?branch={company}")).Ok().Body.EnumerateArray());
        Assert.True((await site.Manager.Get($"/departments?branch={company}")).Refused("not-found"));

        async Task<Guid> EscortCompany()
        {
            var id = Guid.CreateVersion7();
            (
                await service
                    .InGroup("branches.open")
                    .Post(
                        "/branches",
                        new
                        {
                            id,
                            name = "Escorts",
                            kind = "EscortCompany",
                            timeZone = "Asia/Shanghai",
                            from = "2026-01-01",
                        }
                    )
            ).Ok();
            return id;
        }
    }

    [Fact]
    public async Task Only_a_doctor_of_the_branch_is_placed_and_a_new_place_is_based_on_the_version_read()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var doctor = site.Doctors[0];
        var guide = await service.Hire(site.Branch, Post.Guide);
        var elsewhere = await service.Hire(other.Branch, Post.Doctor);

        Assert.True((await Place(site.Manager, guide, site.Department)).Refused("not-a-doctor"));
        Assert.True((await Place(site.Manager, elsewhere, site.Department)).Refused("not-found"));
        Assert.True((await Place(site.Manager, doctor.Id, other.Department)).Refused("not-found"));
        Assert.True((await Place(site.Manager, doctor.Id, site.Department, 0.55m)).Refused("weight-in-tenths"));
        Assert.True((await Place(site.Manager, doctor.Id, site.Department, 1.1m)).Refused("bad-request"));
        Assert.True((await Place(site.Manager, doctor.Id, site.Department, 0.5m)).Refused("if-match-required"));
        var same = (await Place(site.Manager, doctor.Id, site.Department)).Ok();
        (await Place(site.Manager, doctor.Id, site.Department, 0.5m, same.ETag)).Ok();
        Assert.True((await Place(site.Manager, doctor.Id, site.Department, 0.6m, same.ETag)).Refused("stale"));

        static Task<Answer> Place(Person by, Guid doctor, Guid departmentId, decimal weight = 1m, string? etag = null) =>
            by.Put($"/doctors/{doctor}/department", new { departmentId, weight }, etag);
    }

    [Fact]
    public async Task A_status_is_said_of_a_placed_doctor_in_sight_and_is_one_of_four()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var path = $"/doctors/{site.Doctors[0].Id}/status";

        Assert.True((await other.Manager.Put(path, new { status = "OffDuty" })).Refused("not-found"));
        Assert.True((await site.Desk.Put(path, new { status = "OffDuty" })).Refused("forbidden"));
        Assert.True((await site.Manager.Put(path, new { status = "Asleep" })).Refused("bad-request"));
        Assert.Equal(
            "Available",
            (await site.Manager.Get($"/doctors?branch={site.Branch}")).Ok().Body[0].GetProperty("status").GetString()
        );
    }
}
