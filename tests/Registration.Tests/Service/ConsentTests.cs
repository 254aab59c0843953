using System.Net;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ConsentTests(RegistrationService service)
{
    [Fact]
    [Rule("R-106")]
    public async Task Nothing_of_a_client_goes_out_without_a_standing_written_consent_to_it_nor_beyond_its_extent()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (client, consent, care) = (await site.NewClient(), Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await Give(
                site,
                client,
                new
                {
                    id = care,
                    kind = "Care",
                    documentNumber = "C-1",
                }
            )
        ).Ok();

        Assert.True((await Disclose(consent, "Diagnosis")).Refused("disclosure-needs-consent"));
        Assert.True((await Disclose(care, "Diagnosis")).Refused("disclosure-needs-consent"));
        (await Give(site, client, Disclosure(consent))).Ok();
        (await Give(site, client, Disclosure(consent))).Ok();
        Assert.True((await Give(site, client, Disclosure(consent, "another insurer"))).Refused("id-taken"));
        Assert.True((await Disclose(consent, "Diagnosis", "Charges")).Refused("disclosure-beyond-consent"));
        Assert.True((await other.Manager.Post($"/clients/{client}/disclosures", Body(consent, "Diagnosis"))).Refused("not-found"));
        Assert.True((await site.Desk.Post($"/clients/{client}/disclosures", Body(consent, "Diagnosis"))).Refused("forbidden"));
        Assert.Equal(0, await service.Database.Count($"disclosure WHERE client_id = '{client}'"));

        var body = Body(consent, "Diagnosis");
        (await site.Manager.Post($"/clients/{client}/disclosures", body)).Ok();
        (await site.Manager.Post($"/clients/{client}/disclosures", body)).Ok();
        Assert.Equal(1, await site.Facts(client, nameof(ClientDataDisclosed)));

        (await site.Desk.Post($"/clients/{client}/consents/{consent}/withdrawal", new { reason = "changed insurer" })).Ok();
        Assert.True((await Disclose(consent, "Diagnosis")).Refused("disclosure-needs-consent"));
        var read = (await site.Desk.Get($"/clients/{client}/consents")).Ok();
        Assert.Equal("the insurer", read["consents"].EnumerateArray().Last().GetProperty("recipient").GetString());
        Assert.Equal("claim of March", Assert.Single(read["disclosures"].EnumerateArray()).GetProperty("purpose").GetString());
        Assert.Equal(
            0,
            await service.Database.Count(
                $"client_consent WHERE client_consent::text LIKE '%{Convert.ToHexString("the insurer"u8).ToLowerInvariant()}%'"
            )
        );

        Task<Answer> Disclose(Guid by, params string[] fields) => site.Manager.Post($"/clients/{client}/disclosures", Body(by, fields));
    }

    [Fact]
    public async Task A_consent_to_care_or_marketing_stands_once_until_it_is_withdrawn_and_each_change_is_said()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, first) = (await site.NewClient(), Guid.CreateVersion7());

        (
            await Give(
                site,
                client,
                new
                {
                    id = first,
                    kind = "Marketing",
                    documentNumber = "C-2",
                    signedBy = "Guardian",
                }
            )
        ).Ok();
        Assert.True(
            (
                await Give(
                    site,
                    client,
                    new
                    {
                        id = Guid.CreateVersion7(),
                        kind = "Marketing",
                        documentNumber = "C-3",
                    }
                )
            ).Refused("consent-stands")
        );
        Assert.True((await site.Desk.Get($"/clients/{client}")).Ok()["marketingConsent"].GetBoolean());
        foreach (var _ in Enumerable.Range(0, 2))
            (await site.Desk.Post($"/clients/{client}/consents/{first}/withdrawal", new { reason = "too many letters" })).Ok();
        Assert.False((await site.Desk.Get($"/clients/{client}")).Ok()["marketingConsent"].GetBoolean());
        (
            await Give(
                site,
                client,
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Marketing",
                    documentNumber = "C-3",
                }
            )
        ).Ok();

        Assert.Equal(3, await site.Facts(client, nameof(ClientUpdated)));
        Assert.Equal([4], await service.Database.Sql<int>($"SELECT said_version FROM client WHERE id = '{client}'"));
    }

    [Fact]
    public async Task A_consent_has_a_document_and_only_a_disclosure_a_recipient_and_an_extent()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        foreach (
            var body in new object[]
            {
                new { id = Guid.CreateVersion7(), kind = "Care" },
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Care",
                    documentNumber = "C 1",
                },
                new
                {
                    id = Guid.Empty,
                    kind = "Care",
                    documentNumber = "C-1",
                },
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Care",
                    documentNumber = "C-1",
                    recipient = "the insurer",
                },
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Disclosure",
                    documentNumber = "C-1",
                },
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Disclosure",
                    documentNumber = "C-1",
                    recipient = "the insurer",
                    fields = Array.Empty<string>(),
                },
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Disclosure",
                    documentNumber = "C-1",
                    recipient = "the insurer",
                    fields = new[] { "Everything" },
                },
            }
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await Give(site, client, body)).Status);
        Assert.Equal(0, await service.Database.Count($"client_consent WHERE client_id = '{client}'"));
    }

    [Fact]
    public async Task What_was_agreed_under_a_chart_that_was_merged_covers_the_client_kept()
    {
        var site = await service.OpenSite(doctors: 0);
        var (kept, twin, consent) = (await site.NewClient("Li Na"), await site.NewClient("Chen Mei"), Guid.CreateVersion7());
        (await Give(site, twin, Disclosure(consent))).Ok();
        (
            await site.Manager.Post(
                $"/clients/{twin}/merge",
                new
                {
                    id = Guid.CreateVersion7(),
                    intoId = kept,
                    reason = "registered twice",
                }
            )
        ).Ok();

        (await site.Manager.Post($"/clients/{kept}/disclosures", Body(consent, "Visits"))).Ok();

        Assert.Equal(
            "the insurer",
            Assert
                .Single((await site.Desk.Get($"/clients/{kept}/consents")).Ok()["consents"].EnumerateArray())
                .GetProperty("recipient")
                .GetString()
        );
        Assert.True((await Give(site, twin, Disclosure(Guid.CreateVersion7()))).Refused("client-merged"));
    }

    static Task<Answer> Give(TestSite site, Guid client, object body) => site.Desk.Post($"/clients/{client}/consents", body);

    static object Disclosure(Guid id, string recipient = "the insurer") =>
        new
        {
            id,
            kind = "Disclosure",
            documentNumber = "D-1",
            recipient,
            fields = new[] { "Diagnosis", "Visits" },
        };

    static object Body(Guid consent, params string[] fields) =>
        new
        {
            id = Guid.CreateVersion7(),
            consentId = consent,
            fields,
            purpose = "claim of March",
        };
}
