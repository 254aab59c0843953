using Clinic.Escort.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ReferralTests(EscortService service)
{
    [Fact]
    [Rule("R-039")]
    public async Task A_new_client_converts_the_referral_with_the_first_accompanied_visit_and_once()
    {
        await service.Bus.Listen<ReferralConverted>();
        var site = await service.OpenSite();
        var referrer = await site.ActiveEscort();
        var call = await (await site.NewCall()).Until("need");
        var signed = (await call.Sign(300m, referrer.Id)).Ok();
        Assert.True(signed["newClient"].GetBoolean());
        foreach (var (_, act, _) in call.All.Skip(4).Take(6))
            (await act()).Ok();
        Assert.Equal(0, await site.Facts(call.Id, nameof(ReferralConverted)));

        (await call.End()).Ok();
        (await call.End()).Ok();
        var again = await (await site.NewCall(call.ClientId)).Until("end");

        await service.Bus.Hears<ReferralConverted>(1, fact => fact.ClientId == call.ClientId);
        var fact = service.Bus.Heard<ReferralConverted>().Single(referralConverted => referralConverted.ClientId == call.ClientId);
        Assert.Equal((referrer.Id, call.Id, site.Branch), (fact.ReferrerId, fact.EngagementId, fact.BranchId));
        Assert.Equal(0, await site.Facts(again.Id, nameof(ReferralConverted)));
    }

    [Fact]
    [Rule("R-039")]
    public async Task Only_a_new_client_is_brought_by_one_escort_of_the_group_who_does_not_sign()
    {
        var site = await service.OpenSite();
        var (person, other) = (await site.ActiveEscort(), await site.ActiveEscort());
        var treated = await (await site.NewCall()).Until("need");
        await service.Hears(
            EscortService.Visited,
            AppointmentTests.Visit(site, treated.ClientId, null, Guid.CreateVersion7(), service.Clock.GetUtcNow()),
            treated.ClientId
        );
        var engaged = await (await site.NewCall()).Until("agreement");
        var second = await (await site.NewCall(engaged.ClientId)).Until("need");
        var brought = await (await site.NewCall()).Until("need");
        (await brought.Sign(0m, person.Id)).Ok();
        (await brought.Cancel()).Ok();
        var after = await (await site.NewCall(brought.ClientId)).Until("need");
        var before = await after.Fingerprint();

        Assert.True((await treated.Sign(0m, person.Id)).Refused("client-not-new"));
        Assert.True((await second.Sign(0m, person.Id)).Refused("client-not-new"));
        Assert.True((await after.Sign(0m, other.Id)).Refused("client-has-referrer"));
        Assert.True((await after.Sign(0m, site.Lead.Id)).Refused("own-referral"));
        Assert.True((await after.Sign(0m, site.Agent.Id)).Refused("referrer-unknown"));
        Assert.Equal(before, await after.Fingerprint());
        Assert.False((await second.Sign()).Ok()["newClient"].GetBoolean());
        Assert.Equal(person.Id, (await after.Sign()).Ok()["referrerId"].GetGuid());
    }

    [Fact]
    [Rule("R-039")]
    public async Task Two_agreements_signed_at_once_name_one_referrer()
    {
        var site = await service.OpenSite();
        var client = await service.Register(site.Clinic);
        var calls = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ => (Call: await (await site.NewCall(client)).Until("need"), Referrer: await site.ActiveEscort()))
        );

        var answers = await Task.WhenAll(calls.Select(pair => pair.Call.Sign(0m, pair.Referrer.Id)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(1, await service.Database.Count($"referral WHERE client_id = '{client}'"));
    }
}
