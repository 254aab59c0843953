using Clinic.Escort.Contracts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>What an escort left undone who serves here no more: a lead does it in place of that escort, and it waits for leads.</summary>
public sealed class LeftEscortTests(EscortService service) : IClassFixture<EscortService>
{
    const string Why = "the escort moved away";

    static readonly (string Step, object Body)[] Acts =
    [
        (
            "fee",
            new
            {
                reason = Why,
                fee = new
                {
                    amount = 300.00m,
                    currency = "CNY",
                    method = "WeChat",
                },
            }
        ),
        ("report", new { reason = Why, report = new { summary = "brought home, as the notes say" } }),
        ("follow-up", new { reason = Why, followUp = new { kind = "None", words = "nothing to say" } }),
        ("archive", new { reason = Why, archive = new { reference = "2026/0001" } }),
    ];

    [Theory]
    [InlineData(EscortService.Left)]
    [InlineData(EscortService.PostChanged)]
    [Rule("R-027", "R-028")]
    public async Task The_lead_settles_and_reports_for_an_escort_who_is_gone_each_once_and_it_counts_for_that_escort(string queue)
    {
        await service.Bus.Listen<EscortFeeCollected>();
        await service.Bus.Listen<ServiceReportSubmitted>();
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("end");
        Assert.Equal(("", "fee report"), (await Lead(site).Work(call.Id), await Escort(call).Work(call.Id)));
        await Goes(call, queue);
        await Goes(call, queue);

        string[] waits = ["fee-by-lead report-by-lead", "report-by-lead", "follow-up-by-lead", "archive-by-lead"];
        foreach (var (wait, (step, body)) in waits.Zip(Acts))
        {
            Assert.Equal((wait, ""), (await Lead(site).Work(call.Id), await Escort(call).Work(call.Id)));
            var first = (await ByLead(call, step, body)).Ok();
            var before = await call.Fingerprint();
            Assert.Equal(first.Text, (await ByLead(call, step, body)).Ok().Text);
            Assert.Equal(before, await call.Fingerprint());
        }

        Assert.Equal(("Archived", 0L), (await call.State(), await Rows(call)));
        await service.Bus.Hears<EscortFeeCollected>(1, fact => fact.EngagementId == call.Id);
        await service.Bus.Hears<ServiceReportSubmitted>(1, fact => fact.EngagementId == call.Id);
        Assert.Equal(
            (call.Escort!.Id, call.Escort.Id),
            (
                service.Bus.Heard<EscortFeeCollected>().Single(fact => fact.EngagementId == call.Id).EscortId,
                service.Bus.Heard<ServiceReportSubmitted>().Single(fact => fact.EngagementId == call.Id).EscortId
            )
        );
        var pages = (await call.File()).Ok()["pages"].EnumerateArray().ToList();
        foreach (var kind in new[] { "Fee", "Report", "FollowUp", "Archive" })
        {
            var page = Assert.Single(pages, element => element.GetProperty("kind").GetString() == kind);
            Assert.Equal(
                (site.Lead.Id, Why),
                (page.GetProperty("writtenBy").GetGuid(), page.GetProperty("content").GetProperty("reason").GetString())
            );
        }
        Assert.Equal([], await service.Database.TablesWith("as the notes say"));
    }

    [Fact]
    [Rule("R-051")]
    public async Task As_long_as_the_escort_serves_nobody_else_does_the_escorts_work_and_each_wrong_move_changes_nothing()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (early, call) = (await (await site.NewCall()).Until("agreement"), await (await site.NewCall()).Until("end"));
        foreach (var (step, body) in Acts)
        {
            await Refused("engagement-step-out-of-order", early, () => ByLead(early, step, body));
            await Refused("escort-still-serves", call, () => ByLead(call, step, body));
        }

        await Goes(call, EscortService.Left);
        foreach (var (step, body) in Acts)
        {
            await Refused("not-found", call, () => elsewhere.Lead.Post(call.Path($"{step}/by-lead"), body));
            await Refused("forbidden", call, () => site.Agent.Post(call.Path($"{step}/by-lead"), body));
            await Refused("forbidden", call, () => call.Escort!.Post(call.Path($"{step}/by-lead"), body));
            await Refused("bad-request", call, () => ByLead(call, step, new { reason = Why }));
            await Refused("bad-request", call, () => ByLead(call, step, new { }));
        }
        await Refused("bad-request", call, () => ByLead(call, "report", new { reason = "", report = new { summary = "home" } }));
        await Refused("bad-request", call, () => ByLead(call, "report", new { reason = Why, report = new { summary = "" } }));
        await Refused("method-mismatch", call, () => ByLead(call, "fee", Fee(300.00m, null)));
        await Refused("amount-impossible", call, () => ByLead(call, "fee", Fee(-1m, "Cash")));
        await Refused("fee-differs", call, () => ByLead(call, "fee", Fee(1.00m, "Cash")));
        await Refused("engagement-step-out-of-order", call, () => ByLead(call, "follow-up", Acts[2].Body));
        await Refused("engagement-step-out-of-order", call, () => ByLead(call, "archive", Acts[3].Body));
        (await ByLead(call, "fee", Acts[0].Body)).Ok();
        await Refused("already-recorded", call, () => ByLead(call, "fee", Fee(300.00m, "Cash")));
    }

    [Fact]
    public async Task What_the_escort_did_before_stands_and_what_is_taken_back_of_the_departure_is_the_escorts_again()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("fee");
        await Goes(call, EscortService.Left);
        Assert.Equal("report-by-lead", await Lead(site).Work(call.Id));
        await Refused("already-recorded", call, () => ByLead(call, "fee", Acts[0].Body));

        await service.Hears(
            EscortService.Returned,
            new DepartureWithdrawn(call.Escort!.Id, site.Branch, Post.Escort, service.Clock.GetUtcNow(), 3),
            call.Escort.Id
        );

        Assert.Equal(("", "report"), (await Lead(site).Work(call.Id), await Escort(call).Work(call.Id)));
        await Refused("escort-still-serves", call, () => ByLead(call, "report", Acts[1].Body));
        (await call.Report()).Ok();
        Assert.Equal("Reported", await call.State());
    }

    [Fact]
    public async Task A_service_whose_escort_is_gone_while_it_lasts_waits_for_the_lead_to_break_it_off()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");

        await Goes(call, EscortService.Left);

        Assert.Equal(("end-by-lead", ""), (await Lead(site).Work(call.Id), await Escort(call).Work(call.Id)));
        (await site.Lead.Post(call.Path("interruption/by-lead"), new { reasonCode = "EscortGone", howLeftSafe = "with the nurse" })).Ok();
        Assert.Equal(0, await Rows(call));
    }

    [Fact]
    public async Task What_a_step_changes_while_its_escort_goes_waits_for_the_lead_as_that_step_left_it()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        EmployeeLeft left = new(call.Escort!.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2);
        await using Npgsql.NpgsqlConnection acting = new(service.Database.Administrator);
        await acting.OpenAsync();
        await using var transaction = await acting.BeginTransactionAsync();
        await using (
            Npgsql.NpgsqlCommand end = new($"UPDATE engagement SET state = 'ServiceEnded' WHERE id = '{call.Id}'", acting, transaction)
        )
            await end.ExecuteNonQueryAsync();

        var message = await service.Bus.Say(left, left.EmployeeId);
        await Eventually.Is(async () =>
            await service.Database.Count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1
        );
        await transaction.CommitAsync();
        await service.Applied(message, EscortService.Left);

        Assert.Equal(("fee-by-lead report-by-lead", ""), (await Lead(site).Work(call.Id), await Escort(call).Work(call.Id)));
    }

    static object Fee(decimal amount, string? method) =>
        new
        {
            reason = Why,
            fee = new
            {
                amount,
                currency = "CNY",
                method,
            },
        };

    static Task<Answer> ByLead(Steps call, string step, object body) => call.Site.Lead.Post(call.Path($"{step}/by-lead"), body);

    static async Task Refused(string code, Steps call, Func<Task<Answer>> act)
    {
        var before = await call.Fingerprint();
        Assert.Equal(code, (await act()).Code);
        Assert.Equal(before, await call.Fingerprint());
    }

    // Twice heard is gone once.
    async Task Goes(Steps call, string queue)
    {
        var (escort, branch, now) = (call.Escort!.Id, call.Site.Branch, service.Clock.GetUtcNow());
        if (queue == EscortService.Left)
            await service.Hears(queue, new EmployeeLeft(escort, branch, "moved", now, 2), escort);
        else
            await service.Hears(queue, new PostAdjusted(escort, branch, Post.Escort, Post.Receptionist, now, 2), escort);
    }

    Person Lead(TestSite site) => service.As(site.Lead.Id, (site.Branch, ["worklist.read", "engagements.lead"]));

    Person Escort(Steps call) => service.As(call.Escort!.Id, (call.Site.Branch, ["worklist.read", "engagements.serve"]));

    Task<long> Rows(Steps call) => service.Database.Count($"work_item WHERE subject_id = '{call.Id}'");
}
