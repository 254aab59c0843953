using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>How a suspension ends, and what leaves it in force .</summary>
[Collection(SharedService.Name)]
public sealed class DecidedSuspensionTests(EscortService service)
{
    static readonly DateTimeOffset Later = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Warning", "Active")]
    [InlineData("RetrainAndResit", "Suspended")]
    [InlineData("Dismissal", "Suspended")]
    [Rule("R-036")]
    public async Task A_decision_ends_the_suspension_unless_the_escort_is_to_train_again_or_to_go(string kind, string ends)
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);
        Assert.Equal("Suspended", await site.Status(escort));

        await Decide(site, escort, kind, series.AssessmentIds[^1]);

        Assert.Equal(ends, await site.Status(escort));
        Assert.Equal(ends == "Active" ? 1 : 0, await site.Facts(escort, "EscortReinstated"));
        if (kind == "Dismissal")
        {
            await service.Hears(
                EscortService.Left,
                new EmployeeLeft(escort, site.Branch, "dismissed", service.Clock.GetUtcNow(), 2),
                escort
            );
            Assert.Equal("Left", await site.Status(escort));
        }
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_case_that_is_dropped_lets_the_escort_work_again()
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);

        await Drop(site, escort, series.AssessmentIds[^1]);

        Assert.Equal("Active", await site.Status(escort));
        Assert.Equal("case-dropped", await LiftedBy(site, escort));
        (await (await (await site.NewCall()).Until("agreement")).Assign(escort)).Ok();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-036")]
    public async Task Training_anew_ends_with_the_resit_and_a_failed_resit_waits_for_the_next_decision(bool passed)
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);
        var (disciplineCase, resit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Decide(site, escort, "RetrainAndResit", series.AssessmentIds[^1], disciplineCase);

        if (passed)
        {
            await service.Hears(EscortService.Resit, new ResitPassed(resit, escort, site.Branch, disciplineCase, Later, 5), escort);
        }
        else
        {
            await service.Hears(EscortService.ResitFailed, new ResitFailed(resit, escort, site.Branch, disciplineCase, Later, 5), escort);
            Assert.Equal("Suspended", await site.Status(escort));
            await Decide(site, escort, "Warning", resit);
        }

        Assert.Equal("Active", await site.Status(escort));
    }

    [Fact]
    [Rule("R-036")]
    public async Task Of_two_series_the_decision_on_one_leaves_the_other()
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);
        var second = EligibilityTests.Twice(escort, site.Branch, 6);
        await service.Hears(EscortService.FailedTwice, second, escort);

        await Decide(site, escort, "Warning", series.AssessmentIds[^1]);
        Assert.Equal("Suspended", await site.Status(escort));
        await Drop(site, escort, second.AssessmentIds[^1]);

        Assert.Equal("Active", await site.Status(escort));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_decision_on_something_else_leaves_the_suspension()
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);

        await Decide(site, escort, "Warning", Guid.CreateVersion7());
        await Decide(site, escort, "Warning", series.AssessmentIds[0]);

        Assert.Equal("Suspended", await site.Status(escort));
    }

    [Theory]
    [InlineData("earlier build", true)]
    [InlineData("earlier build of the decision", true)]
    [InlineData("earlier build, of a complaint", false)]
    [Rule("R-036")]
    public async Task What_an_earlier_build_said_or_kept_is_matched_by_its_case(string built, bool ends)
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        var trail = Guid.CreateVersion7();
        Guid? complaint = built.EndsWith("complaint", StringComparison.Ordinal) ? Guid.CreateVersion7() : null;
        await service.Hears(EscortService.FailedTwice, EligibilityTests.Twice(escort, site.Branch, complaint: complaint), trail);
        var said = built == "earlier build" ? Guid.CreateVersion7() : (Guid?)null;
        if (said is not null)
            await service.Database.Sql<int>($"UPDATE suspension SET assessment_ids = '{{}}' WHERE person_id = '{escort}' RETURNING 1");

        await service.Hears(
            EscortService.Decided,
            new PenaltyImposed(
                Guid.CreateVersion7(),
                escort,
                site.Branch,
                "Warning",
                Later,
                said is null ? null : "ConsecutiveFailures",
                said
            ),
            trail
        );

        Assert.Equal(ends ? "Active" : "Suspended", await site.Status(escort));
    }

    [Theory]
    [InlineData("failed warned")]
    [InlineData("failed dropped")]
    [InlineData("failed retrained resit-failed warned-again")]
    [InlineData("failed retrained resit-failed resit-corrected")]
    [InlineData("failed resit-failed resit-passed-after-all")]
    [InlineData("failed voided")]
    [InlineData("failed corrected")]
    [Rule("R-036")]
    public async Task Every_order_of_what_happens_after_two_failures_ends_with_the_escort_at_work(string facts)
    {
        var site = await service.OpenSite();

        foreach (var some in EveryOrder.Of(facts.Split(' ')).Chunk(12))
            await Task.WhenAll(some.Select(End));

        async Task End(string[] order)
        {
            var escort = (await site.ActiveEscort()).Id;
            var series = EligibilityTests.Twice(escort, site.Branch);
            var (disciplineCase, resit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            foreach (var fact in order)
            {
                Func<Task> said = fact switch
                {
                    "failed" => () => service.Hears(EscortService.FailedTwice, series, escort),
                    "warned" => () => Decide(site, escort, "Warning", series.AssessmentIds[^1]),
                    "dropped" => () => Drop(site, escort, series.AssessmentIds[^1]),
                    "retrained" => () => Decide(site, escort, "RetrainAndResit", series.AssessmentIds[^1], disciplineCase),
                    "resit-failed" => () =>
                        service.Hears(
                            EscortService.ResitFailed,
                            new ResitFailed(resit, escort, site.Branch, disciplineCase, Later, 5),
                            escort
                        ),
                    "resit-passed-after-all" => () =>
                        service.Hears(EscortService.Resit, new ResitPassed(resit, escort, site.Branch, disciplineCase, Later, 7), escort),
                    "warned-again" => () => Decide(site, escort, "Warning", resit),
                    "resit-corrected" => () => Correct(site, escort, resit, passed: true, version: 6),
                    "voided" => () =>
                        service.Hears(
                            EscortService.AssessmentVoided,
                            new AssessmentVoided(series.AssessmentIds[0], escort, site.Branch, series.AssessmentIds[0], Later, 6, 1),
                            escort
                        ),
                    _ => () => Correct(site, escort, series.AssessmentIds[1], passed: true, version: 6),
                };
                await said();
                // The same fact told anew changes nothing.
                await said();
            }
            Assert.Equal((string.Join(' ', order), "Active"), (string.Join(' ', order), await site.Status(escort)));
        }
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_that_was_not_passed_after_all_suspends_again()
    {
        var site = await service.OpenSite();
        var (escort, series) = await Suspended(site);
        var (disciplineCase, resit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Decide(site, escort, "RetrainAndResit", series.AssessmentIds[^1], disciplineCase);
        await service.Hears(EscortService.Resit, new ResitPassed(resit, escort, site.Branch, disciplineCase, Later, 5), escort);
        Assert.Equal("Active", await site.Status(escort));

        await Correct(site, escort, resit, passed: false, version: 6);

        Assert.Equal("Suspended", await site.Status(escort));
    }

    [Fact]
    [Rule("R-036")]
    public async Task The_mark_of_a_first_failure_goes_with_a_pass_a_correction_or_a_voiding()
    {
        var site = await service.OpenSite();
        var escort = (await site.ActiveEscort()).Id;
        await Fail(3, 1);
        Assert.Equal(1, await Marks());
        await service.Hears(
            EscortService.Passed,
            new ExamPassed(Guid.CreateVersion7(), escort, site.Branch, Excellent: false, Later, 4),
            escort
        );
        Assert.Equal(0, await Marks());
        await Fail(3, 1);
        Assert.Equal(0, await Marks());
        await Fail(5, 1);
        await Correct(site, escort, Guid.CreateVersion7(), passed: true, version: 6, inRow: 0);
        Assert.Equal(0, await Marks());
        await Fail(7, 1);
        await service.Hears(
            EscortService.AssessmentVoided,
            new AssessmentVoided(Guid.CreateVersion7(), escort, site.Branch, Guid.CreateVersion7(), Later, 8, 0),
            escort
        );
        Assert.Equal(0, await Marks());
        Assert.Equal("Active", await site.Status(escort));

        Task<Guid> Fail(int version, int inRow) =>
            service.Hears(
                EscortService.Failed,
                new ExamFailed(Guid.CreateVersion7(), escort, site.Branch, AssessmentPart.Theory, inRow, Later, version),
                escort
            );

        async Task<int> Marks() => (await site.Lead.Get($"/escorts/{escort}")).Ok()["failuresInRow"].GetInt32();
    }

    async Task<(Guid Escort, ConsecutiveAssessmentFailed Series)> Suspended(TestSite site)
    {
        var escort = (await site.ActiveEscort()).Id;
        var series = EligibilityTests.Twice(escort, site.Branch);
        await service.Hears(EscortService.FailedTwice, series, escort);
        return (escort, series);
    }

    Task<Guid> Decide(TestSite site, Guid escort, string kind, Guid source, Guid? disciplineCase = null) =>
        service.Hears(
            EscortService.Decided,
            new PenaltyImposed(disciplineCase ?? Guid.CreateVersion7(), escort, site.Branch, kind, Later, "ConsecutiveFailures", source),
            escort
        );

    Task<Guid> Drop(TestSite site, Guid escort, Guid source) =>
        service.Hears(
            EscortService.Dropped,
            new DisciplineCaseDropped(Guid.CreateVersion7(), escort, site.Branch, "NoFault", Later, "ConsecutiveFailures", source),
            escort
        );

    Task<Guid> Correct(TestSite site, Guid escort, Guid assessment, bool passed, int version, int inRow = 1) =>
        service.Hears(
            EscortService.Corrected,
            new AssessmentCorrected(assessment, escort, site.Branch, passed, inRow, Later, version),
            escort
        );

    static async Task<string?> LiftedBy(TestSite site, Guid escort) =>
        (await site.Lead.Get($"/escorts/{escort}")).Ok()["suspensions"].EnumerateArray().Single().GetProperty("liftedBy").GetString();
}
