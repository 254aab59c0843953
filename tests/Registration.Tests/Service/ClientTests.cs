using System.Net;
using System.Text;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ClientTests(RegistrationService service)
{
    [Fact]
    [Rule("R-073", "R-320")]
    public async Task Registering_opens_the_chart_and_issues_the_visit_card_at_once_and_once()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();

        var first = await site.Desk.Post("/clients", site.FrontPage(client));
        var again = await site.Desk.Post("/clients", site.FrontPage(client, phone: "+8613800138000"));
        var other = await site.Desk.Post("/clients", site.FrontPage(client, name: "Li Na"));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Ok().Text, again.Ok().Text);
        Assert.True(other.Refused("id-taken"));
        Assert.Equal(("00000001", "V00000001"), (first["chartNumber"].GetString(), first["visitCardNumber"].GetString()));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(ClientRegistered)}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(ChartCreated)}'"));
        Assert.Equal(
            "00000002",
            (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7(), name: "Li Na", phone: "13900139000")))
                .Ok()["chartNumber"]
                .GetString()
        );
    }

    [Fact]
    public async Task Twenty_clerks_registering_one_client_at_once_open_one_chart()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.Desk.Post("/clients", site.FrontPage(client))));

        Assert.Single(answers.Select(answer => answer.Ok().Text).Distinct());
        Assert.Equal(1, await service.Database.Count($"client WHERE branch_id = '{site.Branch}'"));
    }

    [Fact]
    [Rule("R-103")]
    public async Task Each_of_the_six_fields_is_required_and_has_to_make_sense()
    {
        var site = await service.OpenSite(doctors: 0);
        Dictionary<string, object?> Whole() =>
            new()
            {
                ["id"] = Guid.CreateVersion7(),
                ["branchId"] = site.Branch,
                ["name"] = "Zhang Wei",
                ["sex"] = "Male",
                ["birthDate"] = "1988-05-17",
                ["phone"] = "0912345678",
                ["occupation"] = "teacher",
                ["address"] = "12 Garden Road",
            };
        foreach (var field in new[] { "name", "sex", "birthDate", "phone", "occupation", "address" })
        {
            var without = Whole();
            without.Remove(field);
            Assert.True((await site.Desk.Post("/clients", without)).Refused("bad-request"), $"without {field}");
            Assert.True(
                (await site.Desk.Post("/clients", new Dictionary<string, object?>(Whole()) { [field] = " " })).Refused("bad-request"),
                $"with a blank {field}"
            );
        }
        foreach (var phone in new[] { "12345", "+85212345678", "13800138000;", "+86" + new string('1', 100) })
            Assert.True(
                (await site.Desk.Post("/clients", new Dictionary<string, object?>(Whole()) { ["phone"] = phone })).Refused("bad-request"),
                phone
            );
        foreach (var name in new[] { "a\u0000b", "a\u001bb", "a\nb", new string('x', 101) })
            Assert.True(
                (await site.Desk.Post("/clients", new Dictionary<string, object?>(Whole()) { ["name"] = name })).Refused("bad-request")
            );
        foreach (var date in new[] { "2999-01-01", "1899-12-31", "1988-02-30", "17.5.1988" })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await site.Desk.Post("/clients", new Dictionary<string, object?>(Whole()) { ["birthDate"] = date })).Status
            );
        Assert.True(
            (await site.Desk.Post("/clients", new Dictionary<string, object?>(Whole()) { ["id"] = Guid.Empty })).Refused("bad-request")
        );
        Assert.Equal(0, await service.Database.Count($"client WHERE branch_id = '{site.Branch}'"));

        (await site.Desk.Post("/clients", Whole())).Ok();
    }

    [Fact]
    [Rule("R-320")]
    public async Task An_identity_card_opens_one_chart_per_branch()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7(), idNumber: TestSite.Card))).Ok();

        Assert.True(
            (await site.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7(), idNumber: TestSite.Card))).Refused("client-has-chart")
        );
        (await other.Desk.Post("/clients", other.FrontPage(Guid.CreateVersion7(), idNumber: TestSite.Card))).Ok();
    }

    [Fact]
    public async Task What_is_read_is_masked_unless_the_right_and_a_purpose_say_otherwise_and_is_audited_either_way()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, idNumber: TestSite.Card))).Ok();

        var masked = (await site.Desk.Get($"/clients/{client}")).Ok();
        Assert.Equal(
            ("**********8000", $"**************{TestSite.Card[^4..]}", "12 Gar…"),
            (masked["phone"].GetString(), masked["idNumber"].GetString(), masked["address"].GetString())
        );
        Assert.True((await site.Desk.Get($"/clients/{client}/contact?purpose=Visit")).Refused("forbidden"));
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Manager.Get($"/clients/{client}/contact")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Manager.Get($"/clients/{client}/contact?purpose=Curiosity")).Status);
        var full = (await site.Manager.Get($"/clients/{client}/contact?purpose=FollowUp")).Ok();
        Assert.Equal(
            """{"id":"CLIENT","name":"Zhang Wei","phone":"+8613800138000","phoneAsDialled":"138 0013 8000","noPhone":null}""".Replace(
                "CLIENT",
                client.ToString(),
                StringComparison.Ordinal
            ),
            full.Text
        );

        Assert.Equal(2, await service.Database.Count($"audit WHERE kind = 'read' AND record_id = '{client}'"));
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{site.Manager.Id}' "
                    + "AND 'purpose:FollowUp' = ANY (fields)"
            )
        );
    }

    [Fact]
    public async Task A_correction_is_based_on_the_version_read_and_the_audit_keeps_which_fields()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client))).Ok();
        var read = (await site.Desk.Get($"/clients/{client}")).Ok();

        Assert.True((await Correct("professor", null)).Refused("if-match-required"));
        (await Correct("professor", read.ETag)).Ok();
        (await Correct("professor", read.ETag)).Ok();
        Assert.True((await Correct("dean", read.ETag)).Refused("stale"));

        Assert.Equal("professor", (await site.Desk.Get($"/clients/{client}")).Ok()["occupation"].GetString());
        Assert.Equal(
            [
                ["Occupation"],
            ],
            await service.Database.Sql<string[]>($"SELECT fields FROM audit WHERE kind = 'Modified' AND record_id = '{client}'")
        );

        Task<Answer> Correct(string occupation, string? etag) =>
            site.Desk.Put(
                $"/clients/{client}",
                new
                {
                    name = "Zhang Wei",
                    sex = "Female",
                    birthDate = "1988-05-17",
                    phone = "13800138000",
                    occupation,
                    address = "12 Garden Road",
                    mobilityImpaired = false,
                },
                etag
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"sex\":\"female?\"}")]
    [InlineData("{\"sex\":1}")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    [InlineData("{\"__proto__\":{}}")]
    public async Task What_no_desk_would_send_is_a_bad_request_and_nothing_is_kept(string body)
    {
        var site = await service.OpenSite(doctors: 0);

        foreach (var path in new[] { "/clients", "/clients/search", "/visits" })
            Assert.True(
                (await site.Desk.Raw(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"))).Refused(
                    "bad-request"
                ),
                path
            );
        Assert.Equal(0, await service.Database.Count($"client WHERE branch_id = '{site.Branch}'"));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Honolulu")]
    [InlineData("Europe/Lisbon")]
    public async Task Nobody_is_born_tomorrow_by_the_calendar_of_the_branch(string timeZone)
    {
        var site = await service.OpenSite(doctors: 0, timeZone);
        var here = TimeZoneInfo.ConvertTime(service.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        var (today, born) = (DateOnly.FromDateTime(here.DateTime), Guid.CreateVersion7());

        Assert.True((await site.Desk.Post("/clients", site.FrontPage(born, birthDate: today.AddDays(1)))).Refused("birth-date-impossible"));
        Assert.Equal(0, await service.Database.Count($"client WHERE id = '{born}'"));
        (await site.Desk.Post("/clients", site.FrontPage(born, birthDate: today))).Ok();
    }

    [Fact]
    public async Task Clients_of_another_branch_are_out_of_sight()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = await site.NewClient();

        Assert.True((await other.Desk.Get($"/clients/{client}")).Refused("not-found"));
        Assert.True((await other.Manager.Get($"/clients/{client}/contact?purpose=Visit")).Refused("not-found"));
        Assert.True((await other.Desk.Post("/clients", site.FrontPage(Guid.CreateVersion7()))).Refused("not-found"));
        Assert.Equal(0, await service.Database.Count($"audit WHERE record_id = '{client}' AND kind = 'read'"));
    }
}
