using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class MergedClientTests(EscortService service)
{
    [Fact]
    [Rule("R-039")]
    public async Task Who_was_here_under_another_id_is_not_new_and_is_again_once_the_merge_is_taken_back()
    {
        var site = await service.OpenSite();
        var (referrer, first, middle) = (
            await site.ActiveEscort(),
            await service.Register(site.Clinic),
            await service.Register(site.Clinic)
        );
        var known = await (await site.NewCall(first)).Until("agreement");
        var joined = await (await site.NewCall()).Until("need");
        await Merged(site, known.ClientId, into: middle);
        await Merged(site, middle, into: joined.ClientId);

        Assert.True((await joined.Sign(0m, referrer.Id)).Refused("client-not-new"));
        await service.Hears(
            EscortService.Separated,
            new ClientSeparated(middle, site.Clinic, joined.ClientId, service.Clock.GetUtcNow(), 2),
            middle
        );

        Assert.True((await joined.Sign(0m, referrer.Id)).Ok()["newClient"].GetBoolean());
    }

    [Fact]
    [Rule("R-039")]
    public async Task Two_agreements_signed_at_once_with_two_ids_of_one_person_name_one_referrer()
    {
        var site = await service.OpenSite();
        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Register(site.Clinic)));
        var calls = await Task.WhenAll(
            clients.Select(async client => (Call: await (await site.NewCall(client)).Until("need"), Referrer: await site.ActiveEscort()))
        );
        foreach (var client in clients[1..])
            await Merged(site, client, clients[0]);

        var answers = await Task.WhenAll(calls.Select(pair => pair.Call.Sign(0m, pair.Referrer.Id)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("client-has-referrer"), answer.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-039")]
    public async Task Whoever_was_brought_under_another_id_converts_the_referral_with_the_first_accompanied_visit(bool turned)
    {
        var site = await service.OpenSite();
        var referrer = await site.ActiveEscort();
        var brought = await (await site.NewCall()).Until("need");
        (await brought.Sign(0m, referrer.Id)).Ok();
        (await brought.Cancel()).Ok();
        var kept = await service.Register(site.Clinic);
        await (turned ? Merged(site, kept, brought.ClientId) : Merged(site, brought.ClientId, kept));

        var call = await (await site.NewCall(turned ? brought.ClientId : kept)).Until("end");
        var again = await (await site.NewCall(turned ? brought.ClientId : kept)).Until("end");

        Assert.Equal(
            (1, 0),
            (
                await site.Facts(call.Id, nameof(Contracts.ReferralConverted)),
                await site.Facts(again.Id, nameof(Contracts.ReferralConverted))
            )
        );
    }

    [Fact]
    public async Task A_need_is_confirmed_for_the_client_who_is_kept()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("handover");
        var kept = await service.Register(site.Clinic);
        await Merged(site, call.ClientId, kept);

        var refused = await call.ConfirmNeed();

        Assert.True(refused.Refused("client-merged"));
        Assert.Contains(kept.ToString(), refused.Text, StringComparison.Ordinal);
        await service.Hears(
            EscortService.Separated,
            new ClientSeparated(call.ClientId, site.Clinic, kept, service.Clock.GetUtcNow(), 2),
            kept
        );
        (await call.ConfirmNeed()).Ok();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merged_and_separated_end_the_same_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var (client, kept) = (await service.Register(site.Clinic), Guid.CreateVersion7());
        if (!turned)
            await Merged(site, client, kept);
        await service.Hears(EscortService.Separated, new ClientSeparated(client, site.Clinic, kept, service.Clock.GetUtcNow(), 2), kept);
        if (turned)
            await Merged(site, client, kept);

        Assert.Equal(1, await service.Database.Count($"known_client WHERE id = '{client}' AND merged_into IS NULL AND merge_version = 2"));
    }

    Task<Guid> Merged(TestSite site, Guid client, Guid into) =>
        service.Hears(EscortService.Merged, new ClientMerged(client, site.Clinic, into, service.Clock.GetUtcNow(), 1), into);
}
