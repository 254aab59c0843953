using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>What waits for whom about sessions, exams, newcomers and certificates, and which act ends it; reading it never does.</summary>
public sealed class WorkListTests(TrainingService training) : IClassFixture<TrainingService>
{
    static readonly string[] Everything = [.. TestSite.Everything, "worklist.read"];

    [Fact]
    [Rule("R-098")]
    public async Task A_special_session_waits_for_its_time_then_for_its_person_and_to_be_recorded()
    {
        var (site, elsewhere) = (training.OpenSite(), training.OpenSite());
        var (escort, complaint) = (await site.Hire(), Guid.CreateVersion7());
        var fact = site.Determined(complaint, escort);
        var message = await training.Tells(fact, complaint, TrainingService.DeterminedQueue);
        await training.Tells(fact, complaint, TrainingService.DeterminedQueue, message);
        await training.Tells(fact, complaint, TrainingService.DeterminedQueue);
        var session = await site.SessionOf(complaint);

        Assert.Equal(("time", ""), (await Trainer(site).Work(session), await Self(site, escort).Work(session)));
        Assert.Empty(await training.At(elsewhere.Id, Everything).WorkItems(session));
        Assert.Equal(1, await Rows(session));
        var look = (await site.Trainer.Get($"/sessions/{session}")).Ok();
        (
            await site.Trainer.Put(
                $"/sessions/{session}/time",
                new { from = site.Now.AddDays(-1).AddHours(-2), to = site.Now.AddDays(-1) },
                look.ETag
            )
        ).Ok();
        for (var read = 0; read < 2; read++)
            Assert.Equal(("recording", "attendance"), (await Trainer(site).Work(session), await Self(site, escort).Work(session)));

        (await site.Complete(session, 2, escort)).Ok();
        Assert.Equal(0, await Rows(session));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-098")]
    public async Task A_special_session_whose_complaint_is_overturned_waits_for_nobody_in_whichever_order_it_is_heard(bool turned)
    {
        var site = training.OpenSite();
        var (escort, complaint) = (await site.Hire(), Guid.CreateVersion7());
        if (turned)
            await training.Tells(site.Overturned(complaint, escort), complaint, TrainingService.OverturnedQueue);
        await training.Tells(site.Determined(complaint, escort), complaint, TrainingService.DeterminedQueue);
        if (!turned)
            await training.Tells(site.Overturned(complaint, escort), complaint, TrainingService.OverturnedQueue);

        Assert.Equal(0, await training.Database.Count($"work_item WHERE branch_id = '{site.Id}' AND kind LIKE 'training-session.%'"));
    }

    [Fact]
    [Rule("R-033")]
    public async Task An_assessment_waits_for_theory_and_practice_and_never_for_the_person_examined()
    {
        var (site, elsewhere) = (training.OpenSite(), training.OpenSite());
        var director = await site.Hire(Post.Director);
        var assessment = await site.Schedule(director);

        Assert.Equal("theory", await Trainer(site).Work(assessment));
        Assert.Empty(await Self(site, director).WorkItems(assessment));
        Assert.Empty(await training.At(elsewhere.Id, Everything).WorkItems(assessment));
        (await site.Theory(assessment)).Ok();
        Assert.Equal("practical", await Trainer(site).Work(assessment));
        await site.Assessment(assessment);
        (await site.Practical(assessment)).Ok();
        Assert.Empty(await Trainer(site).WorkItems(assessment));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_waits_for_the_person_who_sits_it_until_it_is_graded_or_its_case_is_dropped()
    {
        var site = training.OpenSite();
        var (escort, graded, dropped) = (await site.Hire(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var order = site.Ordered(graded, escort);
        var message = await training.Tells(order, graded, TrainingService.OrderedQueue);
        await training.Tells(order, graded, TrainingService.OrderedQueue, message);
        await training.Tells(site.Ordered(dropped, escort), dropped, TrainingService.OrderedQueue);
        var (first, second) = (await ResitOf(graded), await ResitOf(dropped));

        var item = Assert.Single(await Self(site, escort).WorkItems(first));
        Assert.Equal("training-assessment.resit", item.GetProperty("kind").GetString());
        Assert.Equal(order.DueBy, item.GetProperty("dueAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal("theory", await Trainer(site).Work(first));
        await site.Hold(await site.SessionOf(graded), escort);
        (await site.Theory(first)).Ok();
        (await site.Practical(first)).Ok();
        Assert.Equal(0, await Rows(first));

        await training.Tells(
            new DisciplineCaseDropped(dropped, escort, site.Id, "overturned", site.Now, "ConsecutiveFailures", Guid.CreateVersion7()),
            dropped,
            TrainingService.DroppedQueue
        );
        Assert.Equal((0L, 0L), (await Rows(second), await Rows(await site.SessionOf(dropped))));
    }

    [Fact]
    [Rule("R-029", "R-008")]
    public async Task A_newcomer_waits_for_sessions_then_the_exam_then_the_certificate_and_later_for_the_next_one()
    {
        var (site, elsewhere) = (training.OpenSite(), training.OpenSite());
        var escort = await site.Hire();
        await training.Tells(training.Hired(escort, site.Id, Post.Escort), escort, TrainingService.HiredQueue);
        Assert.Equal(("sessions", "sessions"), (await Trainer(site).Work(escort), await Self(site, escort).Work(escort)));
        Assert.Empty(await training.At(elsewhere.Id, Everything).WorkItems(escort));

        foreach (var (at, topic) in TestSite.Topics.Index())
            await site.HoldSession(topic, at + 1, 8, escort);
        Assert.Equal(("exam", ""), (await Trainer(site).Work(escort), await Self(site, escort).Work(escort)));
        var exam = await site.Schedule(escort, "Onboarding");
        Assert.Equal(("", "theory"), (await Trainer(site).Work(escort), await Trainer(site).Work(exam)));
        (await site.Theory(exam, 10)).Ok();
        (await site.Practical(exam)).Ok();
        Assert.Equal("exam", await Trainer(site).Work(escort));
        await site.Assess(escort, "Onboarding");
        Assert.Equal(("issue", ""), (await Trainer(site).Work(escort), await Self(site, escort).Work(escort)));

        var certificate = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        Assert.Empty(await Trainer(site).WorkItems(escort));
        await training.MoveClock(certificate["validUntil"].GetDateTimeOffset().AddDays(-89) - site.Now);
        await Eventually.Sees(() => Trainer(site).Work(escort), seen => seen == "renewal");
        Assert.Equal("renewal", await Self(site, escort).Work(escort));
        await site.Assess(escort);
        (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        Assert.Equal(0, await Rows(escort));
    }

    [Fact]
    [Rule("R-008")]
    public async Task Whoever_leaves_waits_for_nothing_and_waits_again_when_the_departure_is_withdrawn()
    {
        var site = training.OpenSite();
        var (newcomer, escort) = (await site.Hire(), await site.Onboarded());
        foreach (var person in new[] { newcomer, escort })
            await training.Tells(new EmployeeLeft(person, site.Id, "moved", site.Now, 2), person, TrainingService.LeftQueue);
        Assert.Equal((0L, 0L), (await Rows(newcomer), await Rows(escort)));

        foreach (var person in new[] { newcomer, escort })
            await training.Tells(
                new DepartureWithdrawn(person, site.Id, Post.Escort, site.Now, 3),
                person,
                TrainingService.DepartureWithdrawnQueue
            );

        Assert.Equal(("sessions", "issue"), (await Trainer(site).Work(newcomer), await Trainer(site).Work(escort)));
    }

    Person Trainer(TestSite site) => training.As(site.Trainer.Id, (site.Id, Everything));

    // Whoever learns may teach as well, and is not asked about themselves.
    Person Self(TestSite site, Guid person) => training.As(person, (site.Id, Everything));

    async Task<Guid> ResitOf(Guid disciplineCase) =>
        (await training.Database.Sql<Guid>($"SELECT id FROM assessment WHERE discipline_case_id = '{disciplineCase}'"))[0];

    Task<long> Rows(Guid subject) => training.Database.Count($"work_item WHERE subject_id = '{subject}'");
}
