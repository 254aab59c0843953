using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Who is hired ahead accompanies from the first day of work on, by the calendar of the branch.</summary>
[Collection(SharedService.Name)]
public sealed class FirstDayTests(EscortService service)
{
    DateOnly FirstDay { get; } = DateOnly.FromDateTime(service.Clock.GetUtcNow().AddDays(3).UtcDateTime);

    // In Shanghai the day begins at 16:00 of the day before in Greenwich.
    DateTimeOffset Begins => new(FirstDay.AddDays(-1), new(16, 0), TimeSpan.Zero);

    [Fact]
    [Rule("R-001")]
    public async Task Whoever_is_hired_ahead_is_no_candidate_and_cannot_be_assigned_before_the_first_day_of_the_branchs_calendar()
    {
        var site = await service.OpenSite();
        var escort = await HiredAhead(site);
        var (ahead, within) = (
            await Agreed(site, Begins.AddMinutes(-1), Begins.AddMinutes(30)),
            await Agreed(site, Begins, Begins.AddHours(1))
        );
        var before = await ahead.Fingerprint();

        Assert.Equal(["before-first-day"], (await site.WhyNot(ahead, escort)).OfType<string>());
        Assert.Equal(["before-first-day"], Reasons((await site.Lead.Get($"/escorts/{escort}")).Ok()));
        var given = await ahead.Assign(escort);
        Assert.Equal(("escort-not-eligible", "before-first-day"), (given.Code, Reasons(given).Single()));
        Assert.Equal(before, await ahead.Fingerprint());

        Assert.Empty(await site.WhyNot(within, escort));
        (await within.Assign(escort)).Ok();
        before = await within.Fingerprint();
        var moved = await AgreedTimeTests.Amend(site, within, Begins.AddMinutes(-1), Begins.AddHours(1));
        Assert.Equal(("escort-not-eligible", "before-first-day"), (moved.Code, Reasons(moved).Single()));
        Assert.Equal(before, await within.Fingerprint());
        (await AgreedTimeTests.Amend(site, within, Begins.AddMinutes(1), Begins.AddHours(1))).Ok();
    }

    [Fact]
    [Rule("R-001", "R-023")]
    public async Task An_inquiry_is_handed_to_a_lead_from_the_first_day_of_work_on()
    {
        var site = await service.OpenSite();
        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().AddHours(8).UtcDateTime);
        var (later, now) = (
            await service.Hire(site.Branch, Post.EscortLead, today.AddDays(1)),
            await service.Hire(site.Branch, Post.EscortLead, today)
        );
        var call = await (await site.NewCall()).Until("inquiry");

        Assert.True((await HandTo(later)).Refused("lead-unknown"));
        (await HandTo(now)).Ok();

        Task<Answer> HandTo(Guid person) => site.Agent.Post(call.Path("handover"), new { leadId = person });
    }

    // What an earlier build heard of a hiring has no first day; somebody who leaves later is told of again as well.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-001")]
    public async Task A_hiring_of_an_earlier_build_gets_its_first_day_when_it_is_told_again_and_what_was_given_before_it_goes_back(
        bool left
    )
    {
        var site = await service.OpenSite();
        var escort = await HiredAhead(site);
        await service.Database.Sql<int>($"UPDATE escort_profile SET first_day = NULL, hired_version = 0 WHERE id = '{escort}' RETURNING 1");
        if (left)
            await service.Hears(
                EscortService.Left,
                new EmployeeLeft(escort, site.Branch, "moved", service.Clock.GetUtcNow(), 2, FirstDay.AddDays(30)),
                escort
            );
        var (ahead, within) = (
            await Agreed(site, Begins.AddMinutes(-1), Begins.AddMinutes(30)),
            await Agreed(site, Begins.AddHours(1), Begins.AddHours(2))
        );
        (await ahead.Assign(escort)).Ok();
        (await within.Assign(escort)).Ok();

        var message = await service.Hears(EscortService.Hired, Hiring(site, escort), escort);
        await service.Hears(EscortService.Hired, Hiring(site, escort), escort, message);
        await service.Hears(EscortService.Hired, Hiring(site, escort), escort);

        Assert.Equal(("AgreementSigned", "Assigned"), (await ahead.State(), await within.State()));
        Assert.Equal((1, 0), (await site.Facts(ahead.Id, "EscortReassigned"), await site.Facts(within.Id, "EscortReassigned")));
        Assert.Equal(["before-first-day"], (await site.WhyNot(ahead, escort)).OfType<string>());
        Assert.Equal("Active", await site.Status(escort));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-001")]
    public async Task Of_two_words_on_the_first_day_the_later_one_counts_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var escort = await HiredAhead(site);
        EmployeeHired second = Hiring(site, escort) with { HireDate = FirstDay.AddDays(1), Version = 2 },
            third = second with { HireDate = FirstDay.AddDays(-1), Version = 3 };
        var call = await Agreed(site, Begins, Begins.AddHours(1));
        var early = await Agreed(site, Begins.AddHours(-2), Begins.AddHours(-1));
        (await call.Assign(escort)).Ok();

        await Twice(turned ? third : second);
        Assert.Equal(turned ? "Assigned" : "AgreementSigned", await call.State());
        Assert.Equal(turned ? [] : ["before-first-day"], (await site.WhyNot(call, escort)).OfType<string>());
        await Twice(turned ? second : third);

        Assert.Equal(turned ? "Assigned" : "AgreementSigned", await call.State());
        Assert.Equal(turned ? 0 : 1, await site.Facts(call.Id, "EscortReassigned"));
        (await call.Assign(escort)).Ok();
        (await early.Assign(escort)).Ok();

        async Task Twice(EmployeeHired fact)
        {
            var message = await service.Hears(EscortService.Hired, fact, escort);
            await service.Hears(EscortService.Hired, fact, escort, message);
            await service.Hears(EscortService.Hired, fact, escort);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-001")]
    public async Task A_hiring_ahead_that_is_withdrawn_leaves_no_escort_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var escort = Guid.CreateVersion7();
        var call = await Agreed(site, Begins, Begins.AddHours(1));
        HireWithdrawn withdrawn = new(escort, site.Branch, service.Clock.GetUtcNow(), 2);
        if (turned)
            await service.Hears(EscortService.HireWithdrawn, withdrawn, escort);
        await service.Hears(EscortService.Hired, Hiring(site, escort), escort);
        await Qualify(site, escort);
        if (!turned)
        {
            (await call.Assign(escort)).Ok();
            await service.Hears(EscortService.HireWithdrawn, withdrawn, escort);
        }
        await service.Hears(EscortService.HireWithdrawn, withdrawn, escort);
        await service.Hears(EscortService.Hired, Hiring(site, escort), escort);

        await Eventually.Sees(() => site.Lead.Get($"/escorts/{escort}"), answer => answer.Refused("not-found"));
        Assert.Equal("AgreementSigned", await call.State());
        var refused = await call.Assign(escort);
        Assert.Equal(("escort-not-eligible", "escort.unknown"), (refused.Code, Reasons(refused).Single()));
    }

    async Task<Guid> HiredAhead(TestSite site)
    {
        var person = await service.Hire(site.Branch, Post.Escort, FirstDay);
        await Qualify(site, person);
        return person;
    }

    async Task Qualify(TestSite site, Guid person)
    {
        await service.Sign(person, site.Branch);
        await service.Certify(person, site.Branch);
    }

    EmployeeHired Hiring(TestSite site, Guid person) => EscortService.HiredAs(person, site.Branch, Post.Escort, FirstDay);

    async Task<Steps> Agreed(TestSite site, DateTimeOffset from, DateTimeOffset to) =>
        await new Steps(site, await service.Register(site.Clinic), (from, to)).Until("agreement");

    static IEnumerable<string?> Reasons(Answer answer) => answer["reasons"].EnumerateArray().Select(reason => reason.GetString());
}
