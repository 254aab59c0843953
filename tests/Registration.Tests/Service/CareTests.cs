using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class CareTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-105", "R-110")]
    public async Task Each_day_the_platform_sorts_who_was_here_and_a_persons_mark_stands_until_it_is_taken_off()
    {
        var site = await service.OpenSite(doctors: 1);
        var (bought, marked, never) = (await Treated(site), await Treated(site), await site.NewClient());
        var etag = (await site.Desk.Get($"/clients/{marked}")).ETag;

        Assert.True(
            (await site.Desk.Put($"/clients/{marked}/segment", new { segment = "Key", reason = "the mayor" }, etag)).Refused("forbidden")
        );
        Assert.True(
            (await site.Manager.Put($"/clients/{marked}/segment", new { segment = "Key", reason = "the mayor" })).Refused(
                "if-match-required"
            )
        );
        (await site.Manager.Put($"/clients/{marked}/segment", new { segment = "Key", reason = "the mayor" }, etag)).Ok();
        (await site.Manager.Put($"/clients/{marked}/segment", new { segment = "Key", reason = "the mayor" }, etag)).Ok();
        await service.MoveClock(TimeSpan.FromDays(1.1));
        await Becomes(bought, "Regular");

        Assert.Equal(["Key"], await service.Database.Sql<string>($"SELECT segment FROM client WHERE id = '{marked}'"));
        Assert.Equal(["Potential"], await service.Database.Sql<string>($"SELECT segment FROM client WHERE id = '{never}'"));
        Assert.Equal(1, await site.Facts(bought, nameof(SegmentChanged)));
        Assert.Equal(1, await site.Facts(marked, nameof(SegmentChanged)));

        (
            await site.Manager.Put(
                $"/clients/{marked}/segment",
                new { segment = (string?)null, reason = "no longer mayor" },
                (await site.Desk.Get($"/clients/{marked}")).ETag
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromDays(1.1));
        await Becomes(marked, "Regular");

        var counts = (await site.Manager.Get($"/reports/segments?branch={site.Branch}")).Ok();
        Assert.Equal(
            ["Potential 1", "Regular 2"],
            counts
                .Body.EnumerateArray()
                .Select(line => $"{line.GetProperty("segment").GetString()} {line.GetProperty("clients").GetInt32()}")
                .Order()
        );
        Assert.Equal(
            new[] { bought, marked }.Order(),
            (await site.Manager.Get($"/segments/Regular/clients?branch={site.Branch}"))
                .Ok()
                .Body.EnumerateArray()
                .Select(line => line.GetProperty("id").GetGuid())
        );
        Assert.True((await site.Desk.Get($"/segments/Regular/clients?branch={site.Branch}")).Refused("forbidden"));

        await service.MoveClock(TimeSpan.FromDays(400));
        await Becomes(bought, "Dormant");
        await service.MoveClock(TimeSpan.FromDays(800));
        await Eventually.Is(async () => await service.Database.Count($"client WHERE id = '{bought}' AND archived_at IS NOT NULL") == 1);
        Assert.True((await site.Desk.Get($"/clients/{bought}")).Ok()["archived"].GetBoolean());
    }

    [Fact]
    public async Task A_member_agreed_to_be_contacted_rises_by_spending_and_ends_by_the_own_word_or_when_nobody_comes()
    {
        var site = await service.OpenSite(doctors: 1);
        var (silver, gold) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await site.Manager.Put(
                $"/member-levels/{silver}",
                new
                {
                    branchId = site.Branch,
                    code = "SILVER",
                    name = "银卡",
                    fromSpent = 0m,
                }
            )
        ).Ok();
        (
            await site.Manager.Put(
                $"/member-levels/{gold}",
                new
                {
                    branchId = site.Branch,
                    code = "GOLD",
                    name = "金卡",
                    fromSpent = 300m,
                }
            )
        ).Ok();
        Assert.True(
            (
                await site.Manager.Put(
                    $"/member-levels/{Guid.CreateVersion7()}",
                    new
                    {
                        branchId = site.Branch,
                        code = "GOLD",
                        name = "x",
                    }
                )
            ).Refused("level-code-taken")
        );
        var (client, member) = (await Treated(site), Guid.CreateVersion7());
        var body = new
        {
            id = member,
            clientId = client,
            levelId = silver,
        };

        Assert.True((await site.Desk.Post("/members", body)).Refused("member-needs-consent"));
        (
            await site.Desk.Post(
                $"/clients/{client}/consents",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Care",
                    documentNumber = "C-1",
                }
            )
        ).Ok();
        Assert.Equal("M00000001", (await site.Desk.Post("/members", body)).Ok()["number"].GetString());
        (await site.Desk.Post("/members", body)).Ok();
        Assert.True(
            (
                await site.Desk.Post(
                    "/members",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        clientId = client,
                        levelId = silver,
                    }
                )
            ).Refused("already-member")
        );
        Assert.Equal(1, await site.Facts(client, nameof(MemberEnrolled)));

        await service.MoveClock(TimeSpan.FromDays(1.1));
        await Eventually.Sees(() => site.Desk.Get($"/members/{member}"), seen => seen["levelCode"].GetString() == "GOLD");
        Assert.Equal(1, await site.Facts(client, nameof(MemberLevelChanged)));
        var read = (await site.Desk.Get($"/members/{member}")).Ok();
        Assert.True(
            (await site.Manager.Put($"/members/{member}/level", new { levelId = silver, reason = "entered twice" })).Refused(
                "if-match-required"
            )
        );
        Assert.Equal(
            "SILVER",
            (await site.Manager.Put($"/members/{member}/level", new { levelId = silver, reason = "entered twice" }, read.ETag))
                .Ok()["levelCode"]
                .GetString()
        );

        Assert.Equal(
            "Closed",
            (await site.Desk.Post($"/members/{member}/closure", new { reasonCode = "OwnWish" })).Ok()["status"].GetString()
        );
        (await site.Desk.Post($"/members/{member}/closure", new { reasonCode = "OwnWish" })).Ok();
        Assert.True(
            (
                await site.Manager.Put(
                    $"/members/{member}/level",
                    new { levelId = gold, reason = "x" },
                    (await site.Desk.Get($"/members/{member}")).ETag
                )
            ).Refused("membership-ended")
        );
        var again = Guid.CreateVersion7();
        (
            await site.Desk.Post(
                "/members",
                new
                {
                    id = again,
                    clientId = client,
                    levelId = silver,
                }
            )
        ).Ok();
        await service.MoveClock(TimeSpan.FromDays(800));
        await Eventually.Sees(() => site.Desk.Get($"/members/{again}"), seen => seen["status"].GetString() == "Lapsed");
        Assert.Equal(2, await site.Facts(client, nameof(MemberClosed)));
        Assert.Equal(2, (await site.Desk.Get($"/members?branch={site.Branch}&client={client}")).Ok().Body.GetArrayLength());
    }

    [Fact]
    [Rule("R-110")]
    public async Task A_campaign_reaches_only_those_of_its_group_who_agreed_and_counts_who_came_after_it()
    {
        var site = await service.OpenSite(doctors: 0);
        var (agreed, silent, care) = (await site.NewClient(), await site.NewClient(), await site.NewClient());
        (
            await site.Desk.Post(
                $"/clients/{agreed}/consents",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Marketing",
                    documentNumber = "C-1",
                }
            )
        ).Ok();
        (
            await site.Desk.Post(
                $"/clients/{care}/consents",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Care",
                    documentNumber = "C-2",
                }
            )
        ).Ok();
        var campaign = Guid.CreateVersion7();
        var plan = new
        {
            id = campaign,
            branchId = site.Branch,
            title = "spring cleaning",
            kind = "Marketing",
            segment = "Potential",
            plannedFor = "2027-03-01",
            days = 30,
        };

        Assert.True((await site.Desk.Post("/campaigns", plan)).Refused("forbidden"));
        Assert.True(
            (
                await site.Manager.Post(
                    "/campaigns",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = site.Branch,
                        title = "x",
                        kind = "Disclosure",
                        segment = "Key",
                        plannedFor = "2027-03-01",
                    }
                )
            ).Refused("campaign-is-no-disclosure")
        );
        (await site.Manager.Post("/campaigns", plan)).Ok();
        (await site.Manager.Post("/campaigns", plan)).Ok();
        Assert.True((await site.Manager.Post($"/campaigns/{campaign}/measurement")).Refused("campaign-not-sent"));

        Assert.Equal(1, (await site.Manager.Post($"/campaigns/{campaign}/sending")).Ok()["reach"].GetInt32());
        (
            await site.Desk.Post(
                $"/clients/{silent}/consents",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Marketing",
                    documentNumber = "C-3",
                }
            )
        ).Ok();
        Assert.Equal(1, (await site.Manager.Post($"/campaigns/{campaign}/sending")).Ok()["reach"].GetInt32());
        Assert.Equal(
            [agreed],
            (await site.Manager.Get($"/campaigns/{campaign}/targets")).Ok().Body.EnumerateArray().Select(element => element.GetGuid())
        );

        foreach (var client in new[] { agreed, silent })
            (await site.CheckIn(client)).Ok();
        var measured = (await site.Manager.Post($"/campaigns/{campaign}/measurement")).Ok();
        Assert.Equal((1, 1, "Measured"), (measured["visits"].GetInt32(), measured["visitors"].GetInt32(), measured["status"].GetString()));
        Assert.Single((await site.Manager.Get($"/campaigns?branch={site.Branch}")).Ok().Body.EnumerateArray());
    }

    [Fact]
    [Rule("R-105")]
    public async Task What_is_missing_or_wrong_in_the_records_is_counted()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        (
            await site.Manager.Post(
                $"/clients/{client}/chart-errors",
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "MissingEntry",
                    finding = "no identity card",
                }
            )
        ).Ok();
        (
            await site.Desk.Post(
                "/front-pages",
                new
                {
                    id = Guid.CreateVersion7(),
                    branchId = site.Branch,
                    page = new { name = "Li Na" },
                }
            )
        ).Ok();

        Assert.Equal(
            """{"unfinishedFrontPages":1,"fromEarlierDays":0,"withoutIdCard":1,"openChartErrors":1,"notSortedInTime":0}""",
            (await site.Manager.Get($"/reports/completeness?branch={site.Branch}")).Ok().Text
        );
        await service.MoveClock(TimeSpan.FromDays(1.1));
        Assert.Equal(1, (await site.Manager.Get($"/reports/completeness?branch={site.Branch}")).Ok()["fromEarlierDays"].GetInt32());
    }

    static async Task<Guid> Treated(TestSite site)
    {
        var client = await site.NewClient();
        await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
        return client;
    }

    Task Becomes(Guid client, string segment) =>
        Eventually.Is(async () => await service.Database.Count($"client WHERE id = '{client}' AND segment = '{segment}'") == 1);
}
