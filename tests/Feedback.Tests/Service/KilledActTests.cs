using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>A client comes back, and whichever copy of the service takes a step of the new round dies before it answers.</summary>
public sealed class KilledActTests
{
    static readonly Guid Branch = Guid.CreateVersion7(),
        Complaint = Guid.CreateVersion7(),
        Manager = Guid.CreateVersion7(),
        Investigator = Guid.CreateVersion7(),
        FirstFound = Guid.CreateVersion7(),
        FoundAgain = Guid.CreateVersion7();

    [Theory]
    [InlineData(FailPoints.BeforeCommit)]
    [InlineData(FailPoints.AfterCommit)]
    [Rule("R-047", "R-048", "R-049")]
    public async Task A_step_of_a_new_round_that_died_before_its_answer_is_taken_again_and_is_in_the_books_once(string point)
    {
        var database = await TestDatabase.New("feedback");
        var amqp = await Servers.NewVirtualHost();
        await using var bus = await BusTap.Connect(amqp);
        await Task.WhenAll(
            bus.Listen<ComplaintFiled>(),
            bus.Listen<ComplaintResponsibilityDetermined>(),
            bus.Listen<ComplaintClosed>(),
            bus.Listen<ComplaintReopened>()
        );
        await using var alive = await ServiceProcess.Start("feedback", database, amqp, null);
        await Task.WhenAll(new[] { Investigator, FirstFound, FoundAgain }.Select(person => IsKnown(person, bus, database)));
        (await By(alive, Manager).Post("/complaints", Filing())).Ok();
        foreach (
            var (by, step, words) in new (Guid, string, object)[]
            {
                (Manager, "first-answer", CaseSteps.Words["first-answer"]),
                (Manager, "investigator", new { investigatorId = Investigator }),
                (Investigator, "finding", Finding(FirstFound)),
                (Manager, "proposal", CaseSteps.Words["proposal"]),
                (Manager, "result", CaseSteps.Words["result"]),
                (Manager, "satisfaction", new { score = 70 }),
                (Manager, "tracking", CaseSteps.Words["tracking"]),
                (Manager, "closure", CaseSteps.Words["closure"]),
            }
        )
            (await Take(alive, by, step, words)).Ok();

        await DiesAndIsRepeated(Manager, "reopening", CaseSteps.Words["reopening"], "Reopened");
        (await Take(alive, Manager, "investigator", new { investigatorId = Investigator })).Ok();
        await DiesAndIsRepeated(Investigator, "finding", Finding(FoundAgain), "CauseFound");
        (await Take(alive, Manager, "proposal", new { plan = "A visit.", opinion = "Justified." })).Ok();
        (await Take(alive, Manager, "result", new { words = "We come to you.", reaction = "Good." })).Ok();
        await DiesAndIsRepeated(Manager, "satisfaction", new { score = 90 }, "Satisfied");

        Assert.Equal(
            ["CauseFound 2", "Closed 1", "InvestigatorAppointed 2", "Reopened 1", "Satisfied 2"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', kind, count(*)) FROM complaint_step
                WHERE kind IN ('CauseFound', 'Closed', 'InvestigatorAppointed', 'Reopened', 'Satisfied') GROUP BY kind ORDER BY kind
                """
            )
        );
        Assert.Equal([0, 1], await database.Sql<int>("SELECT number FROM complaint_round ORDER BY number"));
        // Three rungs for the answer and three for the result, each set once.
        Assert.Equal(6, await database.Count("due JOIN complaint_round ON complaint_round.id = due.subject_id WHERE number = 1"));
        Assert.Equal(
            [$"{FirstFound} Cancelled", $"{FoundAgain} Assigned"],
            await database.Sql<string>("SELECT concat_ws(' ', responsible_id, state) FROM improvement_action ORDER BY state DESC, id")
        );
        foreach (
            var (type, times) in new[]
            {
                (nameof(ComplaintReopened), 1),
                (nameof(ComplaintResponsibilityDetermined), 2),
                (nameof(ImprovementActionAssigned), 2),
                (nameof(ImprovementActionCancelled), 1),
                (nameof(ComplaintSatisfied), 2),
            }
        )
            Assert.Equal(times, await database.Count($"trail WHERE case_id = '{Complaint}' AND type = '{type}'"));

        // What the dead had not sent yet is sent by who lives, under the same id.
        await Eventually.Is(async () => await database.Count("outbox") == 0);
        await bus.Hears<ComplaintReopened>(1, fact => fact.ComplaintId == Complaint);
        await bus.Hears<ComplaintResponsibilityDetermined>(2, fact => fact.ComplaintId == Complaint);
        Assert.Equal(1, Assert.Single(bus.Heard<ComplaintReopened>()).Round);
        Assert.Equal<Guid?>(
            [FirstFound, FoundAgain],
            bus.Heard<ComplaintResponsibilityDetermined>().OrderBy(fact => fact.Version).Select(fact => fact.ResponsibleId)
        );

        // A copy of the service that dies at its first commit takes the step; whoever got no answer asks another one, twice.
        async Task DiesAndIsRepeated(Guid by, string step, object words, string kind)
        {
            var steps = $"complaint_step WHERE kind = '{kind}'";
            var before = await database.Count(steps);
            await using (var doomed = await ServiceProcess.Start("feedback", database, amqp, $"{point}:1:kill"))
            {
                await Assert.ThrowsAsync<HttpRequestException>(() => By(doomed, by).Post($"/complaints/{Complaint}/{step}", words));
                await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
            }
            Assert.Equal(before + (point == FailPoints.AfterCommit ? 1 : 0), await database.Count(steps));

            var first = (await By(alive, by).Post($"/complaints/{Complaint}/{step}", words)).Ok();
            Assert.Equal(first.Text, (await By(alive, by).Post($"/complaints/{Complaint}/{step}", words)).Ok().Text);
            Assert.Equal(before + 1, await database.Count(steps));
        }
    }

    static async Task<Answer> Take(ServiceProcess at, Guid by, string step, object words) =>
        await By(at, by)
            .Post(
                $"/complaints/{Complaint}/{step}",
                words,
                step == "investigator" ? (await By(at, Manager).Get($"/complaints/{Complaint}")).Ok().ETag : null
            );

    static Person By(ServiceProcess at, Guid person) =>
        new(at.Http, person, () => TestKeys.Token(person, DateTimeOffset.UtcNow, (Branch, TestSite.Everything)));

    static async Task IsKnown(Guid person, BusTap bus, TestDatabase database)
    {
        var (fact, message) = (
            new EmployeeHired(person, Branch, Post.Nurse, null, new(2026, 1, 1), DateTimeOffset.UtcNow, 1),
            Guid.CreateVersion7()
        );
        await Eventually.Is(() => bus.SaysToSomebody(fact, person, message));
        await Eventually.Is(async () => await database.Count($"staff_member WHERE id = '{person}'") == 1);
    }

    static object Finding(Guid responsible) =>
        new
        {
            cause = "ServiceAttitude",
            severity = "Minor",
            loss = false,
            facts = "Heard both.",
            responsibleId = responsible,
        };

    static object Filing() =>
        new
        {
            id = Complaint,
            branchId = Branch,
            clientName = "Zhang Wei",
            contact = "+8613800138000",
            matter = "Nobody came.",
            happenedAt = DateTimeOffset.UtcNow.AddHours(-1),
            channel = "Phone",
            kind = "NonMedical",
        };
}
