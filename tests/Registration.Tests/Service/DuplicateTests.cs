namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DuplicateTests(RegistrationService service)
{
    [Theory]
    [InlineData("Li Na", "13911112222", "1990-01-01", "Phone")]
    [InlineData("张伟", "13700000001", "1988-05-17", "NameAndBirthDate")]
    [InlineData("張 偉", "13700000002", "1988-05-17", "NameAndBirthDate")]
    [InlineData("zhang wei", "13700000003", "1988-05-17", "NameAndBirthDate")]
    [Rule("R-320")]
    public async Task Who_may_be_known_is_shown_masked_and_audited_until_the_desk_says_that_it_is_somebody_else(
        string name,
        string phone,
        string birthDate,
        string alikeIn
    )
    {
        var site = await service.OpenSite(doctors: 0);
        var (known, client) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Desk.Post("/clients", site.FrontPage(known, name: "張偉", phone: "13911112222"))).Ok();

        var first = await Register([]);
        var candidate = Assert.Single(first.Body.GetProperty("candidates").EnumerateArray());

        Assert.True(first.Refused("client-may-be-known"));
        Assert.Equal(
            (alikeIn, known, "**********2222"),
            (
                Assert.Single(candidate.GetProperty("alikeIn").EnumerateArray()).GetString(),
                candidate.GetProperty("client").GetProperty("id").GetGuid(),
                candidate.GetProperty("client").GetProperty("phone").GetString()
            )
        );
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE kind = 'read' AND record_id = '{known}' AND actor = 'person:{site.Desk.Id}'")
        );
        Assert.Equal(0, await service.Database.Count($"client WHERE id = '{client}'"));
        Assert.True((await Register([Guid.CreateVersion7()])).Refused("client-may-be-known"));

        Assert.Equal("00000002", (await Register([known])).Ok()["chartNumber"].GetString());
        (await Register([known])).Ok();
        Assert.Equal(
            1,
            await service.Database.Count($"told_apart WHERE client_id = '{client}' AND other_id = '{known}' AND said_by = '{site.Desk.Id}'")
        );
        Assert.Equal(0, (await site.Manager.Get($"/clients/{client}/duplicates")).Ok()["candidates"].GetArrayLength());

        Task<Answer> Register(Guid[] someoneElseThan) =>
            site.Desk.Post(
                "/clients",
                new
                {
                    id = client,
                    branchId = site.Branch,
                    name,
                    sex = "Male",
                    birthDate,
                    phone,
                    occupation = "clerk",
                    address = "3 Lake Street",
                    mobilityImpaired = false,
                    someoneElseThan,
                }
            );
    }

    [Fact]
    [Rule("R-320")]
    public async Task An_identity_number_belongs_to_one_person_whatever_the_desk_says()
    {
        var site = await service.OpenSite(doctors: 0);
        var known = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(known, idNumber: TestSite.Card))).Ok();

        var answer = await site.Desk.Post(
            "/clients",
            new
            {
                id = Guid.CreateVersion7(),
                branchId = site.Branch,
                name = "Li Na",
                sex = "Female",
                birthDate = "1988-05-17",
                phone = "13700000001",
                occupation = "clerk",
                address = "3 Lake Street",
                idNumber = TestSite.Card,
                mobilityImpaired = false,
                someoneElseThan = new[] { known },
            }
        );

        Assert.True(answer.Refused("client-has-chart"));
        Assert.Equal(known, answer.Body.GetProperty("candidates")[0].GetProperty("client").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Two_desks_registering_one_person_under_two_ids_at_once_open_one_chart()
    {
        var site = await service.OpenSite(doctors: 0);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7())))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("client-may-be-known")));
        Assert.Equal(1, await service.Database.Count($"client WHERE branch_id = '{site.Branch}'"));
        Assert.Equal(
            "00000002",
            (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7(), name: "Li Na", phone: "13900000009")))
                .Ok()["chartNumber"]
                .GetString()
        );
    }

    [Fact]
    public async Task Clients_of_another_branch_are_no_candidates()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7()))).Ok();

        (await other.Desk.Post("/clients", other.FrontPage(Guid.CreateVersion7()))).Ok();
    }
}
