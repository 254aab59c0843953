using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class ForgetTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-055")]
    public async Task After_the_years_of_keeping_a_client_can_be_made_unknown_for_ever_while_the_record_stays()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, name: "張偉", idNumber: TestSite.TaiwanCard))).Ok();

        Assert.True((await site.Desk.Post($"/clients/{client}/forgetting", new { reason = "the client's wish" })).Refused("forbidden"));
        Assert.True(
            (await site.Manager.Post($"/clients/{client}/forgetting", new { reason = "the client's wish" })).Refused("record-still-kept")
        );
        await service.MoveClock(TimeSpan.FromDays(15 * 365.25 + 1));
        // Who comes how often is counted anew every night, and changes the same record.
        await new AppointmentDesk(site).NoDeadlineIsDue();
        (await site.Manager.Post($"/clients/{client}/forgetting", new { reason = "the client's wish" })).Ok();
        (await site.Manager.Post($"/clients/{client}/forgetting", new { reason = "the client's wish" })).Ok();

        var read = (await site.Desk.Get($"/clients/{client}")).Ok();
        Assert.Equal(
            ("", "", "1988-01-01", "00000001"),
            (read["name"].GetString(), read["phone"].GetString(), read["birthDate"].GetString(), read["chartNumber"].GetString())
        );
        Assert.Equal(
            0,
            await service.Database.Count(
                $"client WHERE id = '{client}' AND num_nonnulls(data_key, sealed_phone, sealed_address, sealed_id_number, phone_trace, "
                    + "phone_tail_trace, id_number_trace) > 0"
            )
        );
        foreach (
            var key in new object[]
            {
                new { branchId = site.Branch, phoneTail = "8000" },
                new { branchId = site.Branch, name = "张伟" },
                new { branchId = site.Branch, idNumber = TestSite.TaiwanCard },
            }
        )
            Assert.Equal(0, (await site.Desk.Post("/clients/search", key)).Ok().Body.GetArrayLength());
        Assert.True(
            (
                await site.Desk.Put(
                    $"/clients/{client}",
                    new
                    {
                        name = "Zhang Wei",
                        sex = "Female",
                        birthDate = "1988-05-17",
                        phone = "13800138000",
                        occupation = "teacher",
                        address = "12 Garden Road",
                        mobilityImpaired = false,
                    },
                    read.ETag
                )
            ).Refused("client-forgotten")
        );
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(ClientForgotten)}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE kind = 'forgotten' AND record_id = '{client}'"));
        Assert.Equal(1, await service.Database.Count($"forgetting WHERE id = '{client}' AND forgotten_by = '{site.Manager.Id}'"));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{client}' AND type = '{nameof(ClientUpdated)}'"));
    }

    [Fact]
    [Rule("R-055")]
    public async Task What_was_noted_beside_the_chart_stands_in_no_table_and_goes_with_the_client()
    {
        var site = await service.OpenSite(doctors: 1);
        var client = await site.NewClient();
        Steps visit = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());
        await visit.Until("triage");
        (
            await site.Guide.Post(
                $"/visits/{visit.Id}/comfort",
                new
                {
                    id = Guid.CreateVersion7(),
                    mood = "Anxious",
                    note = "canary of a care note",
                }
            )
        ).Ok();
        foreach (
            var (name, _, _, act) in visit
                .All.SkipWhile(step => step.Name != "doctor-notification")
                .TakeWhile(step => step.Name != "farewell")
        )
            Assert.True((await act()).Accepted, name);
        (
            await site.Manager.Post(
                $"/clients/{client}/chart-errors",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "WrongEntry",
                    finding = "canary of a finding",
                }
            )
        ).Ok();

        Assert.Equal([], await service.Database.TablesWith("canary"));
        Assert.Equal(("canary of a care note", "canary of a finding"), await Read());

        await service.MoveClock(TimeSpan.FromDays(15 * 365.25 + 1));
        await new AppointmentDesk(site).NoDeadlineIsDue();
        (await site.Manager.Post($"/clients/{client}/forgetting", new { reason = "the client's wish" })).Ok();

        Assert.Equal((null, ""), await Read());
        Assert.Equal(0, await service.Database.Count($"subject_key WHERE subject_id IN ('{client}', '{visit.Id}')"));

        async Task<(string? Note, string? Finding)> Read() =>
            (
                (await site.Guide.Get($"/visits/{visit.Id}/waiting-log")).Ok().Body[0].GetProperty("note").GetString(),
                (await site.Manager.Get($"/chart-errors?branch={site.Branch}")).Ok().Body[0].GetProperty("finding").GetString()
            );
    }
}
