using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Two clients are found to be one person after engagements at one time were agreed with both.</summary>
[Collection(SharedService.Name)]
public sealed class OverlappingClientTests(EscortService service)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_merge_leaves_both_engagements_as_they_are_and_the_lead_sees_that_they_overlap(bool turned)
    {
        var site = await service.OpenSite();
        var (first, second) = await Pair(site);
        await new Steps(site, await service.Register(site.Clinic), first.Slot).Until("agreement");
        await new Steps(site, first.ClientId, (second.Slot.To, second.Slot.To.AddHours(1))).Until("agreement");
        var before = (await first.Fingerprint(), await second.Fingerprint());
        Assert.Empty(await Overlapping(site));

        var (merged, kept) = turned ? (second, first) : (first, second);
        var merging = Merging(site, merged.ClientId, kept.ClientId);
        var message = await service.Hears(EscortService.Merged, merging, kept.ClientId);
        await service.Hears(EscortService.Merged, merging, kept.ClientId, message);
        await service.Hears(EscortService.Merged, merging, kept.ClientId);
        Assert.Equal(0, await service.Database.Count("parked"));

        Assert.Equal(before, (await first.Fingerprint(), await second.Fingerprint()));
        Assert.Equal(("Assigned", "AgreementSigned"), (await first.State(), await second.State()));
        Assert.Equal([(first.Id, second.Id), (second.Id, first.Id)], await Overlapping(site));
        Assert.Equal((second.Id, first.Id), ((await Others(first)).Single(), (await Others(second)).Single()));
        // An escort sees no engagement but the own.
        Assert.Empty((await first.Escort!.Get($"/engagements/own/{first.Id}")).Ok()["overlapsWith"].EnumerateArray());
        var own = (await first.Escort.Get("/engagements/own")).Ok()["engagements"].EnumerateArray().Single();
        Assert.Empty(own.GetProperty("overlapsWith").EnumerateArray());
    }

    [Fact]
    public async Task Engagements_overlap_no_more_once_one_is_moved_or_called_off()
    {
        var site = await service.OpenSite();
        var (first, second) = await Pair(site);
        Steps third = new(site, await service.Register(site.Clinic), first.Slot);
        await third.Until("agreement");
        await Merge(site, first.ClientId, second.ClientId);
        await Merge(site, second.ClientId, third.ClientId);
        Assert.Equal(
            [
                (first.Id, second.Id),
                (first.Id, third.Id),
                (second.Id, first.Id),
                (second.Id, third.Id),
                (third.Id, first.Id),
                (third.Id, second.Id),
            ],
            await Overlapping(site)
        );

        var refused = await AgreedTimeTests.Amend(site, second, second.Slot.From, second.Slot.To);
        Assert.True(refused.Refused("client-is-accompanied"), refused.Text);
        Assert.Contains(first.Id.ToString(), refused.Text, StringComparison.Ordinal);
        (await AgreedTimeTests.Amend(site, second, first.Slot.To, first.Slot.To.AddHours(1))).Ok();
        Assert.Equal([(first.Id, third.Id), (third.Id, first.Id)], await Overlapping(site));
        (await third.Cancel()).Ok();

        Assert.Empty(await Overlapping(site));
        Assert.Equal(("Assigned", "AgreementSigned"), (await first.State(), await second.State()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_merge_that_is_taken_back_leaves_nothing_that_overlaps_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var (first, second) = await Pair(site);
        Func<Task>[] facts =
        [
            () => Merge(site, first.ClientId, second.ClientId),
            () =>
                service.Hears(
                    EscortService.Separated,
                    new ClientSeparated(first.ClientId, site.Clinic, second.ClientId, service.Clock.GetUtcNow(), 2),
                    first.ClientId
                ),
        ];

        foreach (var fact in turned ? facts.Reverse() : facts)
        {
            await fact();
            await fact();
        }

        Assert.Empty(await Overlapping(site));
        Assert.Empty(await Others(first));
    }

    [Fact]
    public async Task A_merge_that_was_heard_before_leaves_nothing_that_overlaps()
    {
        var site = await service.OpenSite();
        var first = await (await site.NewCall()).Until("agreement");
        var second = await new Steps(site, await service.Register(site.Clinic), first.Slot).Until("need");
        await Merge(site, second.ClientId, first.ClientId);

        Assert.True((await second.Sign()).Refused("client-is-accompanied"));

        Assert.Empty(await Overlapping(site));
    }

    [Fact]
    public async Task What_another_branch_agreed_is_in_nobodys_sight()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var call = await (await site.NewCall()).Until("agreement");
        var other = await new Steps(elsewhere, await service.Register(site.Clinic), call.Slot).Until("agreement");
        await Merge(site, other.ClientId, call.ClientId);

        Assert.Empty(await Overlapping(site));
        Assert.Empty(await Overlapping(elsewhere));
    }

    // Two clients at one time: the first engagement has an escort, the second begins half an hour later.
    async Task<(Steps First, Steps Second)> Pair(TestSite site)
    {
        var first = await (await site.NewCall()).Until("assignment");
        Steps second = new(site, await service.Register(site.Clinic), (first.Slot.From.AddMinutes(30), first.Slot.To.AddMinutes(30)));
        return (first, await second.Until("agreement"));
    }

    static async Task<IEnumerable<(Guid Id, Guid Other)>> Overlapping(TestSite site) =>
        (await site.Lead.Get($"/engagements?branch={site.Branch}&overlapping=true"))
            .Ok()["engagements"]
            .EnumerateArray()
            .SelectMany(
                line => line.GetProperty("overlapsWith").EnumerateArray(),
                (line, other) => (line.GetProperty("id").GetGuid(), other.GetGuid())
            )
            .Order();

    static async Task<IEnumerable<Guid>> Others(Steps call) =>
        (await call.Look()).Ok()["overlapsWith"].EnumerateArray().Select(other => other.GetGuid());

    Task<Guid> Merge(TestSite site, Guid client, Guid into) => service.Hears(EscortService.Merged, Merging(site, client, into), into);

    ClientMerged Merging(TestSite site, Guid client, Guid into) => new(client, site.Clinic, into, service.Clock.GetUtcNow(), 1);
}
