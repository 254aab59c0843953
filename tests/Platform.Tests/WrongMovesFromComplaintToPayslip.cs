using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>From the complaint to the payslip: the part of the story in which people judge people.</summary>
[Collection(OnePlatform.Name)]
public sealed class WrongMovesFromComplaintToPayslip(RunningPlatform platform)
{
    static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    PlatformClient Platform => platform.Group.Platform;

    [Fact]
    public async Task On_every_step_from_a_complaint_to_the_locked_month_each_wrong_move_is_refused_with_its_code_and_changes_nothing()
    {
        var cast = await InvalidRequestCast.Hire(platform.Group);
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "QualityOfficer", "Director", "Director" }.Select(post => platform.Group.Hire(cast.Company.Id, post))
        );
        var accused = (Manager: hired[0], Quality: hired[1], Director: hired[2]);
        var (director, complaint) = (hired[3], Guid.CreateVersion7());
        foreach (var person in hired.Append(cast.Escort).Append(cast.Quality))
            await FeedbackKnows(cast, person);

        var of = $"/api/feedback/complaints/{complaint}";
        WrongMovesAround around = new(
            async () => await WrongMovesAround.Seen(cast.TestSite.Agent.Get(of)) + await cast.Facts("feedback", complaint),
            async () => (await cast.TestSite.Agent.Get(of)).ETag
        );
        var moves = ComplaintMoves(cast, complaint, accused, director);
        await around.Walk([.. moves.SkipLast(1)]);

        var matter = await DisciplineStory.Opened(cast.Manager, platform.Group.Hr, cast.Escort.Id, "Complaint");
        await TheCaseIsJudgedByNobodyConcerned(cast, matter, accused.Manager);
        await TheMonthIsLockedByASecondPerson(cast, director);
        await around.Walk(moves[^1]);
        await matter.Becomes("Dropped");
        Assert.Equal(
            2,
            (await new PerformanceStory(cast.Manager, cast.Company.Id).Has(cast.Escort.Id, "Deduction", lines: 2))["lines"].GetArrayLength()
        );
    }

    // Of people hired a moment ago Feedback hears by event; whoever it knows cannot have been complained of tomorrow.
    async Task FeedbackKnows(InvalidRequestCast cast, Member person) =>
        await Eventually.Is(async () => (await Filed(cast, Guid.CreateVersion7(), [person.Id])).Accepted);

    Task<Answer> Filed(InvalidRequestCast cast, Guid id, Guid[] accused) =>
        cast.TestSite.Agent.Post("/api/feedback/complaints", Matter(cast, id, accused, Platform.Now.AddMinutes(-1)));

    static object Matter(InvalidRequestCast cast, Guid id, Guid[] accused, DateTimeOffset happenedAt) =>
        new
        {
            id,
            branchId = cast.Company.Id,
            clientName = "Li Na",
            contact = "+8613900139000",
            matter = "The escort came late.",
            happenedAt,
            channel = "Phone",
            kind = "NonMedical",
            accusedIds = accused,
        };

    IReadOnlyList<RightMove> ComplaintMoves(
        InvalidRequestCast cast,
        Guid id,
        (Member Manager, Member Quality, Member Director) accused,
        Member director
    )
    {
        var (agent, manager, quality, at) = (cast.TestSite.Agent, cast.Manager, cast.Quality, Platform.Now.AddMinutes(-1));
        Guid[] all = [cast.Escort.Id, accused.Manager.Id, accused.Quality.Id, accused.Director.Id];
        return
        [
            new("filing", agent, "feedback/complaints", Matter(cast, id, all, at))
            {
                Elsewhere = cast.Other.Agent,
                TwoAhead = "not-found",
                Otherwise = (Matter(cast, id, [cast.Escort.Id], at), "id-taken"),
                Wrong =
                [
                    (
                        "an event of tomorrow",
                        () => agent.Post("/api/feedback/complaints", Matter(cast, id, all, at.AddDays(1))),
                        "happened-in-future"
                    ),
                    (
                        "against nobody known",
                        () => agent.Post("/api/feedback/complaints", Matter(cast, id, [Guid.CreateVersion7()], at)),
                        "employee-not-known"
                    ),
                ],
            },
            Of(agent, "first-answer", new { words = "It is being handled." }),
            Of(manager, "investigator", new { investigatorId = quality.Id }) with
            {
                Matched = true,
                Wrong =
                [
                    (
                        "the accused investigates",
                        () => Matched(manager, "investigator", new { investigatorId = accused.Quality.Id }),
                        "investigator-concerned"
                    ),
                ],
            },
            Of(quality, "finding", Finding(cast.Escort.Id)) with
            {
                Unentitled = null,
                Wrong =
                [
                    ("somebody not appointed", () => manager.Post(Path("finding"), Finding(cast.Escort.Id)), "not-the-investigator"),
                    ("the accused finds", () => accused.Quality.Post(Path("finding"), Finding(cast.Escort.Id)), "concerned-person"),
                    (
                        "the investigator accuses oneself",
                        () => quality.Post(Path("finding"), Finding(quality.Id)),
                        "investigator-responsible"
                    ),
                ],
                Otherwise = (Finding(null), OutOfOrder),
            },
            Of(manager, "proposal", new { plan = "an apology", opinion = "justified" }),
            Of(agent, "result", new { words = "We apologise.", reaction = "listens" }),
            Of(agent, "dissatisfaction", new { reason = "too little" }),
            Of(manager, "proposal", new { plan = "a free cleaning", opinion = "justified" }),
            Of(agent, "result", new { words = "And a cleaning.", reaction = "is content" }),
            Of(agent, "satisfaction", new { score = 80 }) with
            {
                Wrong = [("overturned before it is settled", () => Matched(director, "overturning", Overturning), OutOfOrder)],
                Otherwise = (new { score = 100 }, OutOfOrder),
            },
            Of(agent, "tracking", new { findings = "came back" }),
            Of(manager, "closure", new { summary = "impatient words", preventiveMeasure = "training" }),
            Of(director, "overturning", Overturning) with
            {
                Elsewhere = null,
                Unentitled = manager,
                Matched = true,
                Wrong = [("the accused director", () => Matched(accused.Director, "overturning", Overturning), "concerned-person")],
            },
        ];

        RightMove Of(Member by, string step, object body) =>
            new(step, by, $"feedback/complaints/{id}/{step}", body)
            {
                Elsewhere =
                    by == agent ? cast.Other.Agent
                    : by == quality ? cast.Other.Quality
                    : cast.Other.Manager,
                Unentitled = cast.Clerk,
                TwoAhead = OutOfOrder,
                Wrong = [("who is accused", () => accused.Manager.Post(Path(step), body), "concerned-person")],
            };
        string Path(string step) => $"/api/feedback/complaints/{id}/{step}";
        async Task<Answer> Matched(Member by, string step, object body) =>
            await by.Post(Path(step), body, (await agent.Get($"/api/feedback/complaints/{id}")).ETag);
        static object Finding(Guid? responsible) =>
            new
            {
                cause = "ServiceAttitude",
                severity = "Minor",
                loss = false,
                facts = "Both were heard.",
                responsibleId = responsible,
            };
    }

    async Task TheCaseIsJudgedByNobodyConcerned(InvalidRequestCast cast, DisciplineStory matter, Member accused)
    {
        var (hr, id) = (platform.Group.Hr, matter.Id);
        Assert.Single(
            (await cast.Manager.Get($"/api/payroll/discipline-cases?employeeId={cast.Escort.Id}")).Ok()["cases"].EnumerateArray()
        );
        var caseId = (await matter.Look()).Ok()["caseId"].GetGuid();
        await cast.AlsoAs(cast.Manager, "HrOfficer", cast.Company.Id);
        await cast.Happens(caseId, "payroll-close-complaint-when-complaint-closed");
        WrongMovesAround around = new(
            async () =>
                (await matter.Look()).Ok().Text
                + await cast.Facts("payroll", caseId)
                + await WrongMovesAround.Seen(
                    cast.Manager.Get($"/api/payroll/performance?branchId={cast.Company.Id}&employeeId={cast.Escort.Id}&kind=Deduction")
                ),
            async () => (await matter.Look()).ETag
        );
        await around.Walk(
            Of(cast.Manager, "hearing", new { statement = "a bad day" }) with
            {
                TwoAhead = "case-out-of-order",
                Otherwise = (new { statement = "something else" }, "case-out-of-order"),
                Wrong = [("deciding unheard", () => matter.Decide("Warning"), "not-heard"), ("dropping unheard", matter.Drop, "not-heard")],
            },
            Of(cast.Manager, "decision", Deduction(200)) with
            {
                Matched = true,
                Otherwise = (Deduction(300), "stale"),
                Wrong =
                [
                    ("an amount for a warning", () => matter.Decide("Warning", 100), "amount-not-fitting"),
                    ("no amount", () => matter.Decide("WageDeduction"), "amount-missing"),
                ],
            },
            Of(hr, "execution", new { employeeNotified = true }) with
            {
                Matched = true,
                Elsewhere = null,
                Wrong =
                [
                    ("the decider executes", () => matter.Execute(cast.Manager), "decider-executes"),
                    (
                        "nobody told the employee",
                        async () =>
                            await hr.Post(
                                $"/api/payroll/discipline-cases/{id}/execution",
                                new { employeeNotified = false },
                                (await matter.Look()).ETag
                            ),
                        "employee-not-notified"
                    ),
                ],
            }
        );

        var (own, proposed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await DisciplineStory.OpenByHand(cast.TestSite.Lead, own, accused.Id)).Ok();
        await around.Refuse("the accused hears", new DisciplineStory(accused, hr, own).Hear, "own-case");
        await around.Refuse(
            "a case against oneself",
            () => DisciplineStory.OpenByHand(accused, Guid.CreateVersion7(), accused.Id),
            "own-case"
        );
        DisciplineStory byManager = new(cast.Manager, hr, proposed);
        (await DisciplineStory.OpenByHand(cast.Manager, proposed, cast.OtherEscort.Id)).Ok();
        (await byManager.Hear()).Ok();
        await around.Refuse("who proposed decides", () => byManager.Decide("Fine", 100), "concerned");

        RightMove Of(Member by, string step, object body) =>
            new(step, by, $"payroll/discipline-cases/{id}/{step}", body) { Elsewhere = cast.Other.Manager, Unentitled = cast.Clerk };
        static object Deduction(decimal amount) =>
            new
            {
                kind = "WageDeduction",
                reason = "after hearing",
                amount = new { amount, currency = "CNY" },
            };
    }

    async Task TheMonthIsLockedByASecondPerson(InvalidRequestCast cast, Member director)
    {
        var (hr, run, ends) = (platform.Group.Hr, Guid.CreateVersion7(), EndOfMonth(Platform.Now));
        var month = Platform.Now.ToOffset(Zone).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var pay = await new PayStory(platform.Group, cast.Company).Staffed();
        (await pay.SetGrade()).Ok();
        var officer = await cast.AlsoAs(pay.Officer, "HrOfficer");
        await cast.AlsoAs(await cast.AlsoAs(cast.Other.Manager, "PayrollOfficer", cast.Other.Branch), "HrOfficer", cast.Other.Branch);
        await cast.AlsoAs(cast.SecondTrainer, "PayrollOfficer", cast.Company.Id);
        var calculation = new
        {
            id = run,
            branchId = cast.Company.Id,
            month,
        };
        WrongMovesAround around = new(
            async () =>
                await WrongMovesAround.Seen(hr.Get($"/api/payroll/pay-runs/{run}"))
                + await WrongMovesAround.Seen(hr.Get($"/api/payroll/pay-runs/{run}/payslips"))
                + await cast.Facts("payroll", run),
            async () => (await hr.Get($"/api/payroll/pay-runs/{run}")).ETag
        );

        await around.Walk(
            Calculate("calculating") with
            {
                Wrong =
                [
                    (
                        "by somebody of one branch",
                        () => cast.SecondTrainer.Post("/api/payroll/pay-runs", calculation),
                        "pay-is-of-the-group"
                    ),
                    (
                        "a month to come",
                        () =>
                            officer.Post(
                                "/api/payroll/pay-runs",
                                calculation with
                                {
                                    month = ends.AddDays(3).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                                }
                            ),
                        "month-not-begun"
                    ),
                    ("locking what is not there", () => pay.Lock(run, "\"1\""), "not-found"),
                ],
            }
        );
        await around.Refuse("locking before the month is over", () => pay.Lock(run, "\"1\""), "month-not-over");
        await around.Refuse("who calculated locks", () => pay.Lock(run, "\"1\"", officer), "self-approval");
        await cast.Until(ends.AddHours(9));
        await around.Refuse("what was calculated too early", () => pay.Lock(run, "\"1\""), "calculated-too-early");
        await around.Walk(
            Calculate("calculating when it is over"),
            new("locking", hr, $"payroll/pay-runs/{run}/lock", new { })
            {
                Elsewhere = cast.Other.Manager,
                Unentitled = cast.Clerk,
                Matched = true,
                Wrong =
                [
                    ("at the calculation before", () => pay.Lock(run, "\"1\""), "stale"),
                    ("who calculated locks", () => pay.Lock(run, "\"2\"", officer), "self-approval"),
                ],
            }
        );
        await around.Refuse("locking again by somebody else", () => pay.Lock(run, "\"2\"", director), "run-locked");
        await around.Refuse("calculating what is locked", () => officer.Post("/api/payroll/pay-runs", calculation), "run-locked");

        RightMove Calculate(string name) =>
            new(name, officer, "payroll/pay-runs", calculation) { Elsewhere = cast.Other.Manager, Unentitled = cast.Clerk };
    }

    const string OutOfOrder = "complaint-step-out-of-order";

    static object Overturning =>
        new
        {
            reasonCode = "WrongPerson",
            reason = "Somebody else was at the door.",
            evidence = "The recording of the day.",
        };

    static DateTimeOffset EndOfMonth(DateTimeOffset now)
    {
        var here = now.ToOffset(Zone);
        return new DateTimeOffset(here.Year, here.Month, 1, 0, 0, 0, Zone).AddMonths(1);
    }
}
