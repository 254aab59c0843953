using System.Text.Json;

namespace Clinic.Training.Tests.Service;

/// <summary>What a trainer learns of the complaint behind a special session.</summary>
[Collection(SharedService.Name)]
public sealed class SessionCauseTests(TrainingService training)
{
    [Fact]
    [Rule("R-098")]
    public async Task A_trainer_sees_the_cause_at_once_and_the_case_without_anybody_once_it_is_closed()
    {
        var site = training.OpenSite();
        var (responsible, accused, client) = (await site.Hire(), await site.Hire(), Guid.CreateVersion7());
        var complaint = Guid.CreateVersion7();
        await training.Tells(site.Filed(complaint, client, responsible, accused), complaint, TrainingService.FiledQueue);
        await training.Tells(site.Determined(complaint, responsible), complaint, TrainingService.DeterminedQueue);
        var session = await site.SessionOf(complaint);

        var open = (await site.Trainer.Get($"/sessions/{session}/cause")).Ok();
        await training.Tells(site.Closed(complaint), complaint, TrainingService.ClosedQueue);
        var closed = (await site.Trainer.Get($"/sessions/{session}/cause")).Ok();

        Assert.Equal(
            ("ServiceAttitude", "communication-etiquette", JsonValueKind.Null),
            (open["causeCode"].GetString(), open["topicCode"].GetString(), open["case"].ValueKind)
        );
        Assert.Equal([responsible], open["audienceIds"].EnumerateArray().Select(person => person.GetGuid()));
        var lesson = closed["case"];
        Assert.Equal(("Medical", "Major"), (lesson.GetProperty("kind").GetString(), lesson.GetProperty("severity").GetString()));
        // A midnight may pass between the two.
        Assert.InRange(Day(lesson, "closedOn").DayNumber - Day(lesson, "filedOn").DayNumber, 2, 3);
        foreach (var hidden in new[] { client, accused, complaint })
            Assert.DoesNotContain(hidden.ToString(), closed.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whichever_of_filing_closing_and_reopening_is_heard_first_the_case_ends_open()
    {
        var site = training.OpenSite();
        var responsible = await site.Hire();

        foreach (var order in EveryOrder.Of(0, 1, 2))
        {
            var complaint = await site.FindResponsible(responsible);
            foreach (var step in order)
            {
                await (
                    step switch
                    {
                        0 => training.Tells(site.Filed(complaint, Guid.CreateVersion7()), complaint, TrainingService.FiledQueue),
                        1 => training.Tells(site.Closed(complaint), complaint, TrainingService.ClosedQueue),
                        _ => training.Tells(site.Reopened(complaint), complaint, TrainingService.ReopenedQueue),
                    }
                );
            }
            Assert.Equal(
                ["Medical 6 open"],
                await training.Database.Sql<string>(
                    "SELECT concat_ws(' ', kind, closed_version, CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END) "
                        + $"FROM complaint_cause WHERE id = '{complaint}'"
                )
            );
            await training.Tells(site.Closed(complaint, version: 7), complaint, TrainingService.ClosedQueue);
            var cause = (await site.Trainer.Get($"/sessions/{await site.SessionOf(complaint)}/cause")).Ok();
            Assert.Equal(JsonValueKind.Object, cause["case"].ValueKind);
        }
    }

    [Fact]
    public async Task A_finding_that_was_overturned_says_when_it_was_taken_back()
    {
        var site = training.OpenSite();
        var responsible = await site.Hire();
        var complaint = await site.FindResponsible(responsible);
        var session = await site.SessionOf(complaint);

        await training.Tells(site.Overturned(complaint, responsible), complaint, TrainingService.OverturnedQueue);

        Assert.Equal(JsonValueKind.String, (await site.Trainer.Get($"/sessions/{session}/cause")).Ok()["takenBackAt"].ValueKind);
    }

    [Fact]
    public async Task Nobody_of_another_branch_sees_it_and_other_sessions_have_no_cause()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var person = await site.Hire();
        var session = await site.SessionOf(await site.FindResponsible(person));
        var regular = await site.HoldSession("ethics-law", 1, 2, person);

        Assert.True((await other.Trainer.Get($"/sessions/{session}/cause")).Refused("not-found"));
        Assert.True((await training.At(site.Id, "training.plan").Get($"/sessions/{session}/cause")).Refused("forbidden"));
        Assert.True((await site.Trainer.Get($"/sessions/{regular}/cause")).Refused("not-found"));
        Assert.True((await site.Trainer.Get($"/sessions/{Guid.CreateVersion7()}/cause")).Refused("not-found"));
    }

    static DateOnly Day(JsonElement line, string member) =>
        DateOnly.Parse(line.GetProperty(member).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
