using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

/// <summary>
/// Staff of the escort company find and register the client of an engagement at a clinic that is not theirs, and look when it has time.
/// </summary>
[Collection(SharedService.Name)]
public sealed class EscortClientTests(RegistrationService service)
{
    static readonly string[] Rights = ["clients.find-for-escort", "clients.register-for-escort"];

    const string SlotRight = "appointments.find-for-escort";

    [Fact]
    [Rule("R-107")]
    public async Task A_client_of_a_clinic_is_found_by_something_exact_masked_and_noted_with_the_engagement()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, engagement) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Desk.Post("/clients", site.FrontPage(client, idNumber: TestSite.Card))).Ok();
        var agent = service.At(await OpenCompany(), Rights);

        foreach (
            var way in new Dictionary<string, object?>[]
            {
                Way("phone", "138 0013 8000"),
                Way("visitCardNumber", "V00000001"),
                new() { ["idNumber"] = TestSite.Card, ["name"] = "Zhang Wei" },
            }
        )
        {
            var answer = (await Search(agent, site.Branch, engagement, way)).Ok();
            var line = Assert.Single(answer.Body.EnumerateArray());
            Assert.Equal((client, "Z○○○i"), (line.GetProperty("id").GetGuid(), line.GetProperty("name").GetString()));
            Assert.DoesNotContain("Zhang", answer.Text, StringComparison.Ordinal);
            Assert.EndsWith("**8000", line.GetProperty("phone").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(
            3,
            await service.Database.Count(
                $"audit WHERE actor = 'person:{agent.Id}' AND record_id = '{client}' AND 'engagement:{engagement}' = ANY (fields)"
            )
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Get($"/clients/{client}")).Status);
    }

    [Fact]
    [Rule("R-107")]
    public async Task Nothing_is_found_by_a_part_in_vain_or_elsewhere_and_a_search_in_vain_is_noted_too()
    {
        var site = await service.OpenSite(doctors: 0);
        (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7(), idNumber: TestSite.Card))).Ok();
        var (company, engagement) = (await OpenCompany(), Guid.CreateVersion7());
        var agent = service.At(company, Rights);

        foreach (
            var part in new Dictionary<string, object?>[]
            {
                new() { ["name"] = "Zhang Wei" },
                new() { ["idNumber"] = TestSite.Card },
                new() { ["phone"] = "13800138000", ["visitCardNumber"] = "V00000001" },
                new(),
            }
        )
            Assert.True((await Search(agent, site.Branch, engagement, part)).Refused("search-needs-exact-key"));
        Dictionary<string, object?> someone = new() { ["idNumber"] = TestSite.Card, ["name"] = "Li Na" };
        Assert.Empty((await Search(agent, site.Branch, engagement, someone)).Ok().Body.EnumerateArray());
        Assert.Equal(1, await service.Database.Count($"audit WHERE actor = 'person:{agent.Id}' AND 'nobody' = ANY (fields)"));

        var phone = Way("phone", "13800138000");
        foreach (var branch in new[] { company, Guid.CreateVersion7() })
            Assert.True((await Search(agent, branch, engagement, phone)).Refused("not-found"));
        Assert.Empty((await Search(agent, await service.OpenBranch(), engagement, phone)).Ok().Body.EnumerateArray());
        Assert.True((await Search(site.Desk, site.Branch, engagement, phone)).Refused("forbidden"));
    }

    [Fact]
    public async Task No_more_than_five_are_shown_however_many_share_a_phone()
    {
        var site = await service.OpenSite(doctors: 0);
        List<Guid> family = [];
        for (var member = 0; member < 7; member++)
        {
            var id = Guid.CreateVersion7();
            (await site.Desk.Post("/clients", Page(site, id, $"Member {(char)('A' + member)}", someoneElseThan: [.. family]))).Ok();
            family.Add(id);
        }
        var agent = service.At(await OpenCompany(), Rights);

        var found = await Search(agent, site.Branch, Guid.CreateVersion7(), Way("phone", "13800138000"));

        Assert.Equal(5, found.Ok().Body.GetArrayLength());
    }

    [Fact]
    [Rule("R-103", "R-107")]
    public async Task A_client_is_registered_at_the_clinic_by_the_rules_of_its_desk_and_known_there()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, engagement) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var company = await OpenCompany();
        var agent = service.At(company, Rights);

        var first = (await Register(site.FrontPage(client))).Ok();
        Assert.Equal(first.Text, (await Register(site.FrontPage(client))).Ok().Text);

        Assert.Equal("Zhang Wei", (await site.Desk.Get($"/clients/{client}")).Ok()["name"].GetString());
        Assert.Equal([agent.Id], await service.Database.Sql<Guid>($"SELECT registered_by FROM client WHERE id = '{client}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(ClientRegistered)}'"));
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE actor = 'person:{agent.Id}' AND record_id = '{client}' AND 'engagement:{engagement}' = ANY (fields)"
            )
        );
        Assert.True((await Register(site.FrontPage(client, "Li Na"))).Refused("id-taken"));
        Assert.True((await Register(site.FrontPage(Guid.CreateVersion7()))).Refused("client-may-be-known"));
        Assert.True((await Register(new TestSite(service, company).FrontPage(Guid.CreateVersion7()))).Refused("not-found"));
        Assert.True((await agent.Post("/clients", site.FrontPage(Guid.CreateVersion7()))).Refused("forbidden"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Register(site.FrontPage(Guid.CreateVersion7(), phone: "12"))).Status);

        Task<Answer> Register(object page) => agent.Post("/clients/for-engagement", new { engagementId = engagement, client = page });
    }

    [Fact]
    [Rule("R-012", "R-202")]
    public async Task The_free_times_of_a_department_or_a_doctor_of_a_clinic_are_seen_without_its_clients_and_each_look_is_noted()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (site, engagement) = (desk.TestSite, Guid.CreateVersion7());
        var (first, second) = (site.Doctors[0].Id, site.Doctors[1].Id);
        var client = await site.NewClient();
        await desk.Booked(desk.At(9), client, first, await site.Chair());
        await desk.Booked(desk.At(10), doctor: first);
        await desk.Booked(desk.At(10), doctor: second);
        var lead = service.At(await OpenCompany(), SlotRight);

        var answer = (await Slots(lead, site.Branch, desk.Tomorrow, engagement, site.Department)).Ok();
        var times = DoctorsByTime(answer);
        Assert.Equal(29, times.Count);
        Assert.Equal([first, second], times[desk.At(8)]);
        Assert.Equal([second], times[desk.At(9)]);
        Assert.DoesNotContain(desk.At(10), times.Keys);
        Assert.Equal(["startsAt", "endsAt", "doctorIds", "doctors"], answer.Body[0].EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain($"{client}", answer.Text, StringComparison.Ordinal);

        foreach (var department in new Guid?[] { null, site.Department })
        {
            var own = DoctorsByTime((await Slots(lead, site.Branch, desk.Tomorrow, engagement, department, first)).Ok());
            Assert.Equal(28, own.Count);
            Assert.All(own.Values, doctors => Assert.Equal([first], doctors));
        }
        Assert.Equal(1, await Looks(lead, site.Department, engagement));
        Assert.Equal(2, await Looks(lead, first, engagement));
        Assert.True((await lead.Get($"/appointments/slots?departmentId={site.Department}&day={desk.Tomorrow:O}")).Refused("forbidden"));
        Assert.True((await lead.Get($"/appointments?branchId={site.Branch}")).Refused("forbidden"));
    }

    [Fact]
    public async Task Free_times_of_a_clinic_need_the_right_and_a_clinic_department_and_doctor_that_are_there()
    {
        var (desk, other) = (new AppointmentDesk(await service.OpenSite(doctors: 1)), await service.OpenSite(doctors: 1));
        var (site, company) = (desk.TestSite, await OpenCompany());
        var (engagement, day) = (Guid.CreateVersion7(), desk.Tomorrow);
        var (lead, doctor) = (service.At(company, SlotRight), site.Doctors[0].Id);

        foreach (var stranger in new[] { service.At(company, Rights), site.Desk })
            Assert.True((await Slots(stranger, site.Branch, day, engagement, site.Department)).Refused("forbidden"));
        foreach (var branch in new[] { company, Guid.CreateVersion7(), other.Branch })
            Assert.True((await Slots(lead, branch, day, engagement, site.Department)).Refused("not-found"));
        (Guid? Department, Guid? Doctor)[] nobody =
        [
            (null, null),
            (Guid.CreateVersion7(), null),
            (null, Guid.CreateVersion7()),
            (null, other.Doctors[0].Id),
            (other.Department, doctor),
            (site.Department, other.Doctors[0].Id),
        ];
        foreach (var (department, person) in nobody)
            Assert.True((await Slots(lead, site.Branch, day, engagement, department, person)).Refused("not-found"));
        Assert.True((await Slots(lead, site.Branch, day.AddDays(500), engagement, site.Department)).Refused("slot-impossible"));
        Assert.True((await lead.Get($"/appointments/slots-for-engagement?branchId={site.Branch}&day={day:O}")).Refused("bad-request"));
        Assert.Equal(0, await service.Database.Count($"audit WHERE actor = 'person:{lead.Id}'"));
    }

    static Task<Answer> Slots(Person who, Guid branch, DateOnly day, Guid engagement, Guid? department, Guid? doctor = null) =>
        who.Get(
            $"/appointments/slots-for-engagement?branchId={branch}&day={day:O}&engagementId={engagement}"
                + (department is { } at ? $"&departmentId={at}" : "")
                + (doctor is { } person ? $"&doctorId={person}" : "")
        );

    static Dictionary<DateTimeOffset, List<Guid>> DoctorsByTime(Answer answer) =>
        answer
            .Body.EnumerateArray()
            .ToDictionary(
                line => line.GetProperty("startsAt").GetDateTimeOffset(),
                line => line.GetProperty("doctorIds").EnumerateArray().Select(doctor => doctor.GetGuid()).ToList()
            );

    Task<long> Looks(Person who, Guid record, Guid engagement) =>
        service.Database.Count(
            $"audit WHERE actor = 'person:{who.Id}' AND record = 'free slots' AND record_id = '{record}' "
                + $"AND 'engagement:{engagement}' = ANY (fields)"
        );

    static Task<Answer> Search(Person who, Guid branch, Guid engagement, Dictionary<string, object?> way) =>
        who.Post(
            "/clients/search-for-engagement",
            new Dictionary<string, object?>(way) { ["branchId"] = branch, ["engagementId"] = engagement }
        );

    static Dictionary<string, object?> Way(string key, string value) => new() { [key] = value };

    static object Page(TestSite site, Guid id, string name, Guid[] someoneElseThan) =>
        new
        {
            id,
            branchId = site.Branch,
            name,
            sex = "Female",
            birthDate = "1988-05-17",
            phone = "13800138000",
            occupation = "teacher",
            address = "12 Garden Road",
            someoneElseThan,
        };

    async Task<Guid> OpenCompany()
    {
        var branch = Guid.CreateVersion7();
        (
            await service
                .InGroup("branches.open")
                .Post(
                    "/branches",
                    new
                    {
                        id = branch,
                        name = $"Company {branch:N}",
                        kind = nameof(BranchKind.EscortCompany),
                        timeZone = "Asia/Shanghai",
                        from = "2026-01-01",
                    }
                )
        ).Ok();
        return branch;
    }
}
