using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>What waits for whom about engagements and escorts, and which act ends it; reading it never does.</summary>
[Collection(SharedService.Name)]
public sealed class WorkListTests(EscortService service)
{
    const string ListRight = "worklist.read";

    static readonly string[] Everything = [ListRight, "engagements.inquire", "engagements.lead", "engagements.serve", "escorts.reinstate"];

    [Fact]
    [Rule("R-023", "R-041")]
    public async Task Each_step_of_an_engagement_waits_for_whoever_takes_it_from_the_first_second_and_ends_by_it()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (call, stranger) = (await site.NewCall(), service.At(elsewhere.Branch, Everything));
        (string Step, string Agent, string Lead, string Escort)[] waits =
        [
            ("inquiry", "handover", "", ""),
            ("handover", "", "need", ""),
            ("need", "", "agreement", ""),
            ("agreement", "", "assignment", ""),
            ("assignment", "", "", "preparation"),
            ("preparation", "", "", "appointment readiness"),
            ("appointment-request", "", "", "readiness"),
            ("readiness", "", "", "reconfirmation"),
            ("reconfirmation", "", "", "start"),
            ("start", "", "", "end"),
            ("end", "", "", "fee report"),
            ("fee", "", "", "report"),
            ("report", "", "", "follow-up"),
            ("follow-up", "", "", "archive"),
            ("archive", "", "", ""),
        ];
        foreach (var ((step, agent, lead, escort), (name, act, _)) in waits.Zip(call.All))
        {
            Assert.Equal(step, name);
            (await act()).Ok();
            for (var read = 0; read < 2; read++)
                Assert.Equal(
                    (step, agent, lead, escort),
                    (step, await Agent(site).Work(call.Id), await Lead(site).Work(call.Id), await OfEscort(call))
                );
            Assert.Empty(await stranger.WorkItems(call.Id));
        }
    }

    [Fact]
    [Rule("R-023")]
    public async Task An_item_says_by_when_it_is_due_and_by_which_act_it_ends()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("inquiry");

        var item = Assert.Single(await Agent(site).WorkItems(call.Id));

        Assert.Equal(
            ("escort-engagement.handover", "HandOverInquiry", "engagement"),
            (item.GetProperty("kind").GetString(), item.GetProperty("settledBy").GetString(), item.GetProperty("subject").GetString())
        );
        var look = (await call.Look()).Ok();
        Assert.Equal(look["handoverDueAt"].GetDateTimeOffset(), item.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(site.Branch, item.GetProperty("branchId").GetGuid());
    }

    [Fact]
    [Rule("R-023")]
    public async Task What_was_handed_to_a_lead_waits_for_that_lead_and_for_all_once_that_lead_leads_no_more()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("handover");
        var another = service.At(site.Branch, Everything);
        Assert.Equal(("need", ""), (await Lead(site).Work(call.Id), await another.Work(call.Id)));

        await service.Hears(
            EscortService.PostChanged,
            new PostAdjusted(site.Lead.Id, site.Branch, Post.EscortLead, Post.Escort, service.Clock.GetUtcNow(), 2),
            site.Lead.Id
        );

        Assert.Equal("need", await another.Work(call.Id));
        Assert.Equal(1, await Rows(call.Id));
    }

    [Theory]
    [InlineData("Emergency", "emergency")]
    [InlineData("SpecialNeed", "special-need")]
    [Rule("R-026")]
    public async Task An_alarm_of_an_accompanied_visit_waits_for_the_leads_until_one_resolves_it(string kind, string waits)
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var call = await (await site.NewCall()).Until("start");
        var (alert, stranger) = (Guid.CreateVersion7(), service.At(elsewhere.Branch, Everything));
        object body = new
        {
            id = alert,
            kind,
            severity = "High",
            words = "the client fell",
        };
        (await call.Escort!.Post(call.Path("alerts"), body)).Ok();
        (await call.Escort.Post(call.Path("alerts"), body)).Ok();

        var item = Assert.Single(await Lead(site).WorkItems(call.Id));
        Assert.Equal((waits, alert), (item.GetProperty("kind").GetString()!.Split('.')[^1], item.GetProperty("detail").GetGuid()));
        Assert.DoesNotContain("fell", item.ToString(), StringComparison.Ordinal);
        Assert.Empty(await stranger.WorkItems(call.Id));
        (await site.Lead.Get($"/engagements/{call.Id}")).Ok();
        Assert.Equal(waits, await Lead(site).Work(call.Id));

        (await site.Lead.Post(call.Path($"alerts/{alert}/resolution"), new { outcome = "a doctor came" })).Ok();
        Assert.Empty(await Lead(site).WorkItems(call.Id));
        Assert.Equal("end", await OfEscort(call));
    }

    [Fact]
    [Rule("R-060")]
    public async Task An_engagement_whose_escort_leaves_waits_for_another_one_and_no_longer_for_that_escort()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("reconfirmation");
        var (gone, fact) = (call.Escort!.Id, new EmployeeLeft(call.Escort.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2));

        var message = await service.Hears(EscortService.Left, fact, gone);
        await service.Hears(EscortService.Left, fact, gone, message);
        await service.Hears(EscortService.Left, fact, gone);

        Assert.Equal(("reassignment", ""), (await Lead(site).Work(call.Id), await OfEscort(call)));
        Assert.Equal(1, await Rows(call.Id));
        var next = await site.ActiveEscort();
        (await call.Assign(next.Id)).Ok();
        call.Escort = next;
        Assert.Equal(("", "preparation"), (await Lead(site).Work(call.Id), await OfEscort(call)));
    }

    [Fact]
    public async Task An_engagement_given_to_another_escort_waits_for_that_one_alone()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        var (first, next) = (call.Escort!, await site.ActiveEscort());

        (await call.Reassign(next.Id)).Ok();

        Assert.Equal(("", "preparation"), (await Reader(first).Work(call.Id), await Reader(next).Work(call.Id)));

        Person Reader(Person escort) => service.As(escort.Id, (site.Branch, [ListRight, "engagements.serve"]));
    }

    [Fact]
    [Rule("R-012", "R-025")]
    public async Task An_appointment_that_is_refused_lost_or_moved_waits_for_the_escort_and_the_lead()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        Assert.Equal("readiness", await OfEscort(call));
        AppointmentRefused refused = new(call.Id, site.Clinic, call.ClientId, "Full", service.Clock.GetUtcNow());
        var message = await service.Hears(EscortService.Refused, refused, call.Id);
        await service.Hears(EscortService.Refused, refused, call.Id, message);
        Assert.Equal("appointment readiness", await OfEscort(call));

        (await call.Book()).Ok();
        (await call.BeReady()).Ok();
        (await call.Reconfirm()).Ok();
        Assert.Equal("start", await OfEscort(call));
        var now = service.Clock.GetUtcNow();
        await service.Hears(
            EscortService.Cancelled,
            new AppointmentCancelled(call.Id, site.Clinic, call.ClientId, call.Slot.From, "Client", call.Id, now.AddSeconds(1)),
            call.Id
        );
        Assert.Equal("appointment reconfirmation", await OfEscort(call));

        await service.Hears(
            EscortService.Moved,
            new AppointmentRescheduled(
                call.Id,
                site.Clinic,
                call.ClientId,
                site.Clinic,
                null,
                call.Slot.From,
                call.Slot.To.AddDays(1),
                "Doctor",
                call.Id,
                now.AddSeconds(2)
            ),
            call.Id
        );
        Assert.Equal(("appointment-moved", "appointment reconfirmation"), (await Lead(site).Work(call.Id), await OfEscort(call)));

        await service.Hears(EscortService.Booked, call.Booking(now.AddSeconds(3)), call.Id);
        Assert.Equal(("", "reconfirmation"), (await Lead(site).Work(call.Id), await OfEscort(call)));
    }

    [Fact]
    public async Task A_client_who_did_not_come_waits_for_the_lead_until_that_is_taken_back()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("reconfirmation");
        var (noShow, now) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());
        await service.Hears(
            EscortService.NoShow,
            new AppointmentNoShow(noShow, call.Id, site.Clinic, call.ClientId, call.Slot.From, call.Id, now.AddSeconds(1)),
            call.Id
        );
        Assert.Equal("client-missed", await Lead(site).Work(call.Id));

        await service.Hears(
            EscortService.NoShowReversed,
            new AppointmentNoShowReversed(noShow, call.Id, site.Clinic, call.ClientId, call.Slot.From, call.Id, now.AddSeconds(2)),
            call.Id
        );
        Assert.Empty(await Lead(site).WorkItems(call.Id));
    }

    [Theory]
    [InlineData("inquiry")]
    [InlineData("agreement")]
    [InlineData("readiness")]
    public async Task What_is_called_off_waits_for_nobody(string step)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until(step);
        Assert.Equal(1, await Rows(call.Id));

        (await call.Cancel()).Ok();

        Assert.Equal(0, await Rows(call.Id));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_suspended_escort_waits_for_whoever_may_reinstate_and_never_for_themselves()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var escort = (await site.ActiveEscort()).Id;
        var fact = EligibilityTests.Twice(escort, site.Branch);
        var message = await service.Hears(EscortService.FailedTwice, fact, escort);
        await service.Hears(EscortService.FailedTwice, fact, escort, message);

        Assert.Equal("suspension", await Lead(site).Work(escort));
        Assert.Empty(await service.As(escort, (site.Branch, Everything)).WorkItems(escort));
        Assert.Empty(await service.At(elsewhere.Branch, Everything).WorkItems(escort));

        (await site.Lead.Post($"/escorts/{escort}/reinstatement", new { id = Guid.CreateVersion7(), reason = "practised since" })).Ok();
        Assert.Empty(await Lead(site).WorkItems(escort));
    }

    Person Agent(TestSite site) => service.As(site.Agent.Id, (site.Branch, [ListRight, "engagements.inquire"]));

    Person Lead(TestSite site) => service.As(site.Lead.Id, (site.Branch, [ListRight, "engagements.lead", "escorts.reinstate"]));

    async Task<string> OfEscort(Steps call) =>
        call.Escort is { } escort ? await service.As(escort.Id, (call.Site.Branch, [ListRight, "engagements.serve"])).Work(call.Id) : "";

    Task<long> Rows(Guid subject) => service.Database.Count($"work_item WHERE subject_id = '{subject}'");
}
