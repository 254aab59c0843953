using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

public sealed class ProfileTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-036")]
    public async Task Two_failures_in_a_row_suspend_and_send_every_engagement_that_has_not_begun_back_to_the_lead()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();
        List<Steps> open = [];
        foreach (var step in new[] { "assignment", "preparation", "readiness", "reconfirmation", "start" })
        {
            var call = await site.NewCall();
            call.Escort = escort;
            open.Add(await call.Until(step));
        }

        var message = await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort.Id, site.Branch), escort.Id);

        foreach (var call in open[..4])
        {
            Assert.Equal("AgreementSigned", await call.State());
            Assert.Equal(
                1,
                await service.Database.Count($"trail WHERE case_id = '{call.Id}' AND type = 'EscortReassigned' AND cause_id = '{message}'")
            );
            Assert.True((await escort.Get($"/engagements/own/{call.Id}")).Refused("not-found"));
        }
        Assert.Equal("InService", await open[4].State());
        Assert.Equal(1, await site.Facts(escort.Id, "EscortSuspended"));

        await service.Hears(EscortService.Resit, Passed(escort.Id, site.Branch, 5), escort.Id);
        Assert.Equal(1, await site.Facts(escort.Id, "EscortReinstated"));
        (await open[0].Assign(escort.Id)).Ok();
        (await open[0].Prepare()).Ok();
    }

    [Fact]
    public async Task Whoever_leaves_gives_back_what_has_not_begun()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");

        await service.Hears(
            EscortService.Left,
            new EmployeeLeft(call.Escort!.Id, site.Branch, "moved", service.Clock.GetUtcNow(), 2),
            call.Escort.Id
        );

        Assert.Equal("AgreementSigned", await call.State());
        Assert.Equal("Left", (await site.Lead.Get($"/escorts/{call.Escort.Id}")).Ok()["status"].GetString());
    }

    [Theory]
    [InlineData("hired signed certified left", "Left")]
    [InlineData("hired signed certified", "Active")]
    [InlineData("hired signed certified failed4 passed5", "Active")]
    [InlineData("hired failed4 failed6 passed5", "Suspended")]
    [InlineData("hired failed4 passed3", "Suspended")]
    [InlineData("hired failed4 overturned", "InOnboarding")]
    [InlineData("hired failed4 failed6other overturned", "Suspended")]
    [InlineData("hired exam3 exam4 passed5", "InOnboarding")]
    [Rule("R-036")]
    public async Task Every_order_of_facts_about_a_person_ends_the_same(string facts, string expected)
    {
        var site = await service.OpenSite();
        var ends = new List<string>();
        foreach (var some in EveryOrder.Of(facts.Split(' ')).Chunk(24))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Single(ends.Distinct());
        Assert.StartsWith(expected, ends[0], StringComparison.Ordinal);

        async Task<string> End(string[] order)
        {
            var (person, complaint) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            List<Guid> said = [];
            foreach (var fact in order)
            {
                if (fact == "hired")
                    Assert.Equal(0, await service.Database.Count($"escort_profile WHERE id = '{person}'"));
                said.Add(await Hear(fact, person, site.Branch, complaint));
            }
            await service.Settled(said);
            var suspensions = await service.Database.Sql<string>(
                $"SELECT concat_ws(' ', series_version, coalesce(lifted_by, '-')) FROM suspension WHERE person_id = '{person}' ORDER BY 1"
            );
            return string.Join(
                '|',
                [
                    .. await service.Database.Sql<string>(
                        $"""
                        SELECT concat_ws(' ', state, post, has_left, certificate_number IS NULL, agreement_version, failed_version,
                          failures_in_row) FROM escort_profile WHERE id = '{person}'
                        """
                    ),
                    .. suspensions,
                ]
            );
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_heard_of_somebody_never_hired_waits_and_has_its_effect_once_after_the_hiring(bool lineIsLost)
    {
        var (site, person, complaint) = (await service.OpenSite(), Guid.CreateVersion7(), Guid.CreateVersion7());
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        List<Guid> said = [];
        foreach (var fact in new[] { "signed", "certified", "failed4", "overturned", "exam3", "passed5" })
            said.Add(await Hear(fact, person, site.Branch, complaint));
        CertificateIssued again = new(person, site.Branch, "C-9", service.Clock.GetUtcNow(), service.Clock.GetUtcNow().AddYears(1));
        said.Add(await service.Hears(EscortService.Certified, again, person));
        await service.Hears(EscortService.Certified, again, person, said[^1]);
        Assert.Equal(said.Count, await service.Database.Count($"early WHERE awaited_id = '{person}'"));
        Assert.Equal(0, await service.Database.Count($"suspension WHERE person_id = '{person}'"));
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{person}'"));
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 2, FailKind.Throw);

        await service.Bus.Say(EscortService.HiredAs(person, site.Branch, Post.Escort), person);

        await service.Settled(said);
        await service.Hears(EscortService.Certified, again, person, said[^1]);
        Assert.Equal("Active", (await site.Lead.Get($"/escorts/{person}")).Ok()["status"].GetString());
        var all = string.Join("','", said);
        Assert.Equal(said.Count, await service.Database.Count($"trail WHERE kind = 'effect' AND message_id IN ('{all}')"));
        Assert.Equal((0, 0), (await service.Database.Count("early"), await service.Database.Count("parked")));
    }

    [Fact]
    public async Task A_suspension_and_what_lifts_it_heard_at_once_leave_nobody_suspended()
    {
        var site = await service.OpenSite();
        var people = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(async _ => (Escort: await site.ActiveEscort(), Complaint: Guid.CreateVersion7()))
        );

        await Task.WhenAll(
            people.SelectMany(
                (pair, at) =>
                    new[]
                    {
                        Hear("failed4", pair.Escort.Id, site.Branch, pair.Complaint),
                        Hear(at % 2 == 0 ? "overturned" : "passed5", pair.Escort.Id, site.Branch, pair.Complaint),
                    }
            )
        );

        Assert.Equal(10, await service.Database.Count($"escort_profile WHERE branch_id = '{site.Branch}' AND state = 'Active'"));
        Assert.Equal(
            0,
            await service.Database.Count(
                "suspension WHERE lifted_by IS NULL AND series_version = 4 AND complaint_id IN (SELECT id FROM overturned_complaint)"
            )
        );
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    public async Task A_profile_opens_when_hired_and_is_active_with_certificate_and_agreement()
    {
        var site = await service.OpenSite();
        var id = await service.Hire(site.Branch, Post.Escort);
        Assert.Equal("InOnboarding", await Status());
        await service.Certify(id, site.Branch);
        Assert.Equal("Qualified", await Status());
        await service.Sign(id, site.Branch);
        Assert.Equal("Active", await Status());

        Assert.Equal((1, 1), (await site.Facts(id, "EscortProfileCreated"), await site.Facts(id, "EscortActivated")));
        Assert.Equal(
            [id],
            (await site.Lead.Get($"/escorts?branch={site.Branch}&status=Active"))
                .Ok()["escorts"]
                .EnumerateArray()
                .Select(element => element.GetProperty("id").GetGuid())
        );

        async Task<string?> Status() => (await site.Lead.Get($"/escorts/{id}")).Ok()["status"].GetString();
    }

    [Fact]
    public async Task A_failed_exam_stands_on_the_profile_until_a_resit_is_passed()
    {
        var site = await service.OpenSite();
        var escort = await site.ActiveEscort();

        await service.Hears(
            EscortService.Failed,
            new ExamFailed(Guid.CreateVersion7(), escort.Id, site.Branch, AssessmentPart.Theory, 1, service.Clock.GetUtcNow(), 3),
            escort.Id
        );
        Assert.Equal(1, (await site.Lead.Get($"/escorts/{escort.Id}")).Ok()["failuresInRow"].GetInt32());
        await service.Hears(EscortService.Resit, Passed(escort.Id, site.Branch, 4), escort.Id);

        Assert.Equal(0, (await site.Lead.Get($"/escorts/{escort.Id}")).Ok()["failuresInRow"].GetInt32());
    }

    static ResitPassed Passed(Guid person, Guid branch, int version) =>
        new(Guid.CreateVersion7(), person, branch, null, new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero), version);

    Task<Guid> Hear(string fact, Guid person, Guid branch, Guid complaint) =>
        fact switch
        {
            "hired" => service.Hears(EscortService.Hired, EscortService.HiredAs(person, branch, Post.Escort), person),
            "signed" => service.Sign(person, branch),
            "certified" => service.Certify(person, branch),
            "left" => service.Hears(EscortService.Left, new EmployeeLeft(person, branch, "moved", service.Clock.GetUtcNow(), 2), person),
            "overturned" => service.Hears(
                EscortService.Overturned,
                new ComplaintOverturned(
                    complaint,
                    Guid.CreateVersion7(),
                    person,
                    "WrongPerson",
                    Guid.CreateVersion7(),
                    service.Clock.GetUtcNow(),
                    7
                ),
                complaint
            ),
            ['f', .., 'r'] => service.Hears(
                EscortService.FailedTwice,
                EligibilityTests.Twice(person, branch, 6, Guid.CreateVersion7()),
                person
            ),
            ['f', .., var version] => service.Hears(
                EscortService.FailedTwice,
                EligibilityTests.Twice(person, branch, version - '0', complaint),
                person
            ),
            ['p', .., var version] => service.Hears(EscortService.Resit, Passed(person, branch, version - '0'), person),
            ['e', .., var version] => service.Hears(
                EscortService.Failed,
                new ExamFailed(
                    Guid.CreateVersion7(),
                    person,
                    branch,
                    AssessmentPart.Theory,
                    version - '2',
                    service.Clock.GetUtcNow(),
                    version - '0'
                ),
                person
            ),
            _ => throw new ArgumentException(fact),
        };
}
