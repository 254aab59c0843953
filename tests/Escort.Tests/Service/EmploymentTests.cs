using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Posts that change, departures ahead of their day, and what of them is taken back.</summary>
public sealed class EmploymentTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-001")]
    public async Task Who_becomes_something_else_is_no_escort_any_more_and_gives_back_what_has_not_begun()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        var escort = call.Escort!.Id;

        await Adjust(site, escort, Post.Escort, Post.Receptionist, 2);

        Assert.Equal("AgreementSigned", await call.State());
        var refused = await call.Assign(escort);
        Assert.Equal("escort.unknown", refused["reasons"].EnumerateArray().Single().GetString());
        Assert.True((await site.Lead.Get($"/escorts/{escort}")).Refused("not-found"));
        await Adjust(site, escort, Post.Receptionist, Post.Escort, 3);
        await Adjust(site, escort, Post.Escort, Post.Receptionist, 2);
        Assert.Equal("Active", await site.Status(escort));
        Assert.Equal(1, await site.Facts(escort, "EscortProfileCreated"));
        (await call.Assign(escort)).Ok();
    }

    [Fact]
    [Rule("R-001")]
    public async Task Who_becomes_an_escort_gets_a_profile()
    {
        var site = await service.OpenSite();
        var person = await service.Hire(site.Branch, Post.Receptionist);
        await service.Certify(person, site.Branch);
        await service.Sign(person, site.Branch);
        Assert.True((await site.Lead.Get($"/escorts/{person}")).Refused("not-found"));

        await Adjust(site, person, Post.Receptionist, Post.Escort, 2);

        Assert.Equal("Active", await site.Status(person));
        Assert.Equal((1, 1), (await site.Facts(person, "EscortProfileCreated"), await site.Facts(person, "EscortActivated")));
    }

    [Fact]
    [Rule("R-023")]
    public async Task An_inquiry_goes_to_a_lead_of_the_branch_and_to_nobody_else()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var call = await (await site.NewCall()).Until("inquiry");
        var before = await call.Fingerprint();
        var promoted = await service.Hire(site.Branch, Post.Escort);
        var left = await service.Hire(site.Branch, Post.EscortLead);
        await service.Hears(EscortService.Left, new EmployeeLeft(left, site.Branch, "moved", service.Clock.GetUtcNow(), 2), left);

        foreach (
            var person in new[] { promoted, left, elsewhere.Lead.Id, await service.Hire(site.Branch, Post.Receptionist), site.Agent.Id }
        )
            Assert.True((await HandTo(person)).Refused("lead-unknown"));
        Assert.Equal(before, await call.Fingerprint());
        await Adjust(site, promoted, Post.Escort, Post.EscortLead, 2);

        (await HandTo(promoted)).Ok();

        Task<Answer> HandTo(Guid person) => site.Agent.Post(call.Path("handover"), new { leadId = person });
    }

    [Fact]
    public async Task Until_the_last_day_of_the_branchs_calendar_is_over_the_escort_works_and_what_lies_behind_goes_back_at_once()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        var lastDay = DateOnly.FromDateTime(service.Clock.GetUtcNow().AddDays(2).UtcDateTime);
        // In Shanghai the day is over at 16:00 of the same day in Greenwich.
        var over = new DateTimeOffset(lastDay, new(16, 0), TimeSpan.Zero);
        var (before, behind, free) = (
            await At(site, escort, over.AddHours(-1), over.AddMinutes(-30)),
            await At(site, escort, over.AddMinutes(-20), over.AddMinutes(1)),
            await At(site, null, over.AddMinutes(-20), over.AddMinutes(1))
        );

        await Leave(site, escort.Id, lastDay, 2);

        Assert.Equal(("Assigned", "AgreementSigned"), (await before.State(), await behind.State()));
        Assert.Equal("Active", await site.Status(escort.Id));
        Assert.Equal(["left"], (await site.WhyNot(free, escort.Id)).OfType<string>());
        var (given, moved) = (
            await free.Assign(escort.Id),
            await AgreedTimeTests.Amend(site, before, over.AddMinutes(-30), over.AddMinutes(1))
        );
        foreach (var refused in new[] { given, moved })
        {
            Assert.True(refused.Refused("escort-not-eligible"), refused.Text);
            Assert.Equal(["left"], refused["reasons"].EnumerateArray().Select(reason => reason.GetString()));
        }
        await service.MoveClock(over - service.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        Assert.Equal("Active", await site.Status(escort.Id));
        await service.MoveClock(TimeSpan.FromMinutes(1.1));
        await Eventually.Sees(() => site.Status(escort.Id)!, status => status == "Left");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_departure_that_is_withdrawn_leaves_the_escort_here_in_either_order(bool turned)
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        var lastDay = DateOnly.FromDateTime(service.Clock.GetUtcNow().AddDays(1).UtcDateTime);
        Func<Task>[] facts =
        [
            () => Leave(site, escort.Id, lastDay, 2),
            () =>
                service.Hears(
                    EscortService.Returned,
                    new DepartureWithdrawn(escort.Id, site.Branch, Post.Escort, service.Clock.GetUtcNow(), 3),
                    escort.Id
                ),
        ];

        foreach (var fact in turned ? facts.Reverse() : facts)
        {
            await fact();
            await fact();
        }
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{escort.Id}'"));
        await service.MoveClock(TimeSpan.FromDays(3));

        Assert.Equal("Active", await site.Status(escort.Id));
        (await (await (await site.NewCall()).Until("agreement")).Assign(escort.Id)).Ok();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-001")]
    public async Task A_hiring_that_is_withdrawn_leaves_no_escort_also_when_it_is_heard_first(bool turned)
    {
        var site = await service.OpenSite();
        var person = Guid.CreateVersion7();
        HireWithdrawn withdrawn = new(person, site.Branch, service.Clock.GetUtcNow(), 2);
        if (turned)
            await service.Hears(EscortService.HireWithdrawn, withdrawn, person);
        await service.Hears(EscortService.Hired, EscortService.HiredAs(person, site.Branch, Post.Escort), person);
        if (!turned)
            await service.Hears(EscortService.HireWithdrawn, withdrawn, person);
        await service.Hears(EscortService.HireWithdrawn, withdrawn, person);
        await service.Hears(EscortService.Hired, EscortService.HiredAs(person, site.Branch, Post.Escort), person);

        await Eventually.Sees(() => site.Lead.Get($"/escorts/{person}"), answer => answer.Refused("not-found"));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    [Rule("R-008")]
    public async Task A_certificate_that_is_withdrawn_counts_no_more_and_another_one_does()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        var escort = call.Escort!.Id;
        var at = service.Clock.GetUtcNow();
        CertificateIssued first = new(escort, site.Branch, $"C-{escort.ToString()[^6..]}", at.AddDays(-1), at.AddYears(1)),
            second = first with { CertificateNumber = "C-SECOND", ValidUntil = at.AddMonths(6) };
        CertificateWithdrawn withdrawn = new(escort, site.Branch, first.CertificateNumber, "assessment-voided", at.AddMinutes(1));

        await service.Hears(EscortService.CertificateWithdrawn, withdrawn, escort);
        await service.Hears(EscortService.Certified, first, escort);

        Assert.Equal("InOnboarding", await site.Status(escort));
        Assert.Equal("AgreementSigned", await call.State());
        Assert.Equal(["certificate.missing"], (await site.WhyNot(call, escort)).OfType<string>());
        await service.Hears(EscortService.CertificateWithdrawn, withdrawn with { CertificateNumber = "C-THIRD" }, escort);
        await service.Hears(EscortService.Certified, second with { CertificateNumber = "C-THIRD" }, escort);
        Assert.Equal("InOnboarding", await site.Status(escort));
        await service.Hears(EscortService.Certified, second, escort);

        Assert.Equal("Active", await site.Status(escort));
        (await call.Assign(escort)).Ok();
    }

    async Task<Steps> At(TestSite site, Person? escort, DateTimeOffset from, DateTimeOffset to)
    {
        Steps call = new(site, await service.Register(site.Clinic), (from, to)) { Escort = escort };
        return await call.Until(escort is null ? "agreement" : "assignment");
    }

    Task<Guid> Adjust(TestSite site, Guid person, Post old, Post now, int version) =>
        service.Hears(
            EscortService.PostChanged,
            new PostAdjusted(person, site.Branch, old, now, service.Clock.GetUtcNow(), version),
            person
        );

    Task<Guid> Leave(TestSite site, Guid person, DateOnly lastDay, int version) =>
        service.Hears(
            EscortService.Left,
            new EmployeeLeft(person, site.Branch, "moved", service.Clock.GetUtcNow(), version, lastDay),
            person
        );
}
