using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class SessionTests(TrainingService training)
{
    [Fact]
    public async Task A_session_is_planned_once_however_often_it_is_asked()
    {
        var site = training.OpenSite();
        var (id, now) = (Guid.CreateVersion7(), site.Now);
        var body = site.SessionBody(id, now: now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.Trainer.Post("/sessions", body)));

        Assert.All(answers, answer => Assert.Equal("Planned", answer.Ok()["status"].GetString()));
        Assert.Equal(1, await training.Database.Count($"training_session WHERE id = '{id}'"));
        await training.Refused("id-taken", () => site.Trainer.Post("/sessions", site.SessionBody(id, topic: "basic-medicine", now: now)));
    }

    [Fact]
    [Rule("R-029")]
    public async Task Hours_are_added_up_from_sessions_attended_and_a_wrong_line_is_taken_back_by_its_opposite()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<TrainingSessionCompleted>();
        var (one, other) = (await site.Hire(), await site.Hire());
        var session = await site.HoldSession("ethics-law", 1, 7.5m, one, other);
        await site.HoldSession("client-psychology", 2, 8, one);
        await training.Bus.Hears<TrainingSessionCompleted>(
            1,
            fact => fact.SessionId == session && fact.Hours == 7.5m && fact.AttendeeIds.Count == 2
        );
        Assert.Equal(15.5m, await Hours(one));

        var back = new { employeeId = one, reason = "left after an hour" };
        (await site.Trainer.Post($"/sessions/{session}/attendance-correction", back)).Ok();
        (await site.Trainer.Post($"/sessions/{session}/attendance-correction", back)).Ok();

        Assert.Equal((8m, 7.5m), (await Hours(one), await Hours(other)));
        Assert.Equal(
            ["-7.50", "7.50"],
            (
                await training.Database.Sql<string>(
                    $"SELECT hours::text FROM attendance WHERE session_id = '{session}' AND person_id = '{one}'"
                )
            ).Order(StringComparer.Ordinal)
        );
        await training.Refused(
            "already-recorded",
            () => site.Trainer.Post($"/sessions/{session}/attendance-correction", new { employeeId = one, reason = "another reason" })
        );
        await training.Refused(
            "not-attended",
            () =>
                site.Trainer.Post(
                    $"/sessions/{session}/attendance-correction",
                    new { employeeId = Guid.CreateVersion7(), reason = "was not there" }
                )
        );

        async Task<decimal> Hours(Guid person) => (await site.Trainer.Get($"/onboarding/{person}")).Ok()["hours"].GetDecimal();
    }

    [Fact]
    public async Task Hours_on_which_an_onboarding_rests_stay()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        var session = await site.Trainer.Get($"/sessions?branch={site.Id}");

        await training.Refused(
            "onboarding-rests-on-it",
            () =>
                site.Trainer.Post(
                    $"/sessions/{session["sessions"].EnumerateArray().First().GetProperty("id").GetGuid()}/attendance-correction",
                    new { employeeId = escort, reason = "was not there" }
                )
        );
    }

    [Fact]
    public async Task Attendance_recorded_again_answers_the_same_and_otherwise_is_refused()
    {
        var site = training.OpenSite();
        var (one, other) = (await site.Hire(), await site.Hire());
        var session = await site.HoldSession("ethics-law", 1, 8, one);

        Assert.Equal("Held", (await site.Complete(session, 8, one)).Ok()["status"].GetString());
        await training.Refused("already-recorded", () => site.Complete(session, 7, one));
        await training.Refused("already-recorded", () => site.Complete(session, 8, one, other));
        Assert.Equal(1, await site.Said("TrainingSessionCompleted", session));
    }

    [Theory]
    [InlineData("Special", 1, 8, "session-opened-by-source")]
    [InlineData("Remedial", 1, 8, "session-opened-by-source")]
    [InlineData("Regular", 1, 13, "session-times-impossible")]
    [InlineData("Regular", 32, 8, "session-too-long-ago")]
    public async Task Sessions_that_cannot_be_are_not_planned(string kind, int daysAgo, int hours, string code)
    {
        var site = training.OpenSite();

        await training.Refused(
            code,
            () => site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), kind: kind, daysAgo: daysAgo, hours: hours))
        );
    }

    [Theory]
    [InlineData("Onboarding", "no-such-topic")]
    [InlineData("Onboarding", "teamwork")]
    [InlineData("Regular", "no-such-topic")]
    [InlineData("Regular", "teamwork", true)]
    [InlineData("Regular", "ethics-law", true)]
    public async Task A_topic_nobody_defined_is_not_taught(string kind, string topic, bool isKnown = false)
    {
        var site = training.OpenSite();
        Task<Answer> Plan() => site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), topic, kind: kind));

        if (isKnown)
            (await Plan()).Ok();
        else
            await training.Refused("topic-unknown", Plan);
    }

    [Fact]
    public async Task Wrong_attendance_is_refused_and_nothing_changes()
    {
        var (site, elsewhere) = (training.OpenSite(), training.OpenSite());
        var (escort, stranger) = (await site.Hire(), await elsewhere.Hire());
        var (past, future) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Trainer.Post("/sessions", site.SessionBody(past))).Ok();
        (await site.Trainer.Post("/sessions", site.SessionBody(future, daysAgo: -1))).Ok();

        await training.Refused("session-not-over", () => site.Complete(future, 8, escort));
        await training.Refused("hours-impossible", () => site.Complete(past, 8.5m, escort));
        await training.Refused("own-attendance", () => site.Complete(past, 8, escort, site.Trainer.Id));
        await training.Refused("attendee-not-known", () => site.Complete(past, 8, escort, stranger));
        await training.Refused("bad-request", () => site.Complete(past, 8));
        await training.Refused(
            "audience-not-known",
            () => site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), audience: [stranger]))
        );
    }

    [Fact]
    [Rule("R-029")]
    public async Task Nobody_sits_in_two_sessions_at_one_time_also_when_two_trainers_write_at_once()
    {
        var site = training.OpenSite();
        var escort = await site.Hire();
        var second = training.At(site.Id, TestSite.Everything);
        Guid[] sessions = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var session in sessions)
            (await site.Trainer.Post("/sessions", site.SessionBody(session))).Ok();

        var answers = await Task.WhenAll(
            site.Complete(sessions[0], 8, escort),
            second.Post($"/sessions/{sessions[1]}/completion", new { attendeeIds = new[] { escort }, hours = 8 })
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Single(answers, answer => answer.Refused("attended-elsewhere"));
        Assert.Equal(1, await training.Database.Count($"attendance WHERE person_id = '{escort}'"));
    }

    [Fact]
    public async Task Another_time_is_based_on_the_version_read()
    {
        var site = training.OpenSite();
        var id = Guid.CreateVersion7();
        (await site.Trainer.Post("/sessions", site.SessionBody(id, daysAgo: -2))).Ok();
        var read = (await site.Trainer.Get($"/sessions/{id}")).Ok();
        var (from, path) = (site.Now.AddDays(3), $"/sessions/{id}/time");
        var moved = new { from, to = from.AddHours(4) };

        await training.Refused("if-match-required", () => site.Trainer.Put(path, moved));
        (await site.Trainer.Put(path, moved, read.ETag)).Ok();
        (await site.Trainer.Put(path, moved, read.ETag)).Ok();
        await training.Refused("stale", () => site.Trainer.Put(path, new { from, to = from.AddHours(5) }, read.ETag));
    }

    [Fact]
    public async Task The_calendar_is_read_a_page_at_a_time()
    {
        var site = training.OpenSite();
        for (var count = 0; count < 3; count++)
            (await site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), daysAgo: count + 1))).Ok();

        var first = (await site.Trainer.Get($"/sessions?branch={site.Id}&limit=2")).Ok();
        var rest = (await site.Trainer.Get($"/sessions?branch={site.Id}&limit=2&after={first["next"].GetGuid()}")).Ok();

        Assert.Equal((2, 1), (first["sessions"].GetArrayLength(), rest["sessions"].GetArrayLength()));
        await training.Refused("bad-request", () => site.Trainer.Get("/sessions?limit=201"));
    }
}
