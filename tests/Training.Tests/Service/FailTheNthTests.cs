using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>At each of the nine most dangerous instants, the first time, the second time, until there is no further time.</summary>
public sealed class FailTheNthTests(TrainingService training) : IClassFixture<TrainingService>
{
    const int Enough = 20;

    public static TheoryData<string> EveryPoint => [.. FailPoints.All];

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_a_verdict_falls_once_and_is_told_once(string point)
    {
        await training.Bus.Listen<ExamFailed>();
        var site = training.OpenSite();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var lead = await site.Hire(Post.EscortLead);
            var id = await site.Schedule(lead);
            (await site.Theory(id, 10)).Ok();
            training.Fail.Arm(point, nth, FailKind.Throw);

            // The assessor presses the button again until it worked.
            await Eventually.Sees(() => site.Practical(id), answer => answer.Accepted);

            await training.Bus.Hears<ExamFailed>(1, fact => fact.AssessmentId == id);
            await Eventually.Is(async () => await training.Database.Count($"outbox WHERE convert_from(body, 'UTF8') LIKE '%{id}%'") == 0);
            Assert.Single(training.Bus.Heard<ExamFailed>(), fact => fact.AssessmentId == id);
            Assert.Equal((1, 1), ((await site.Record(lead))["failuresInRow"].GetInt32(), await site.Said("ExamFailed", lead)));
            if (Disarmed(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_an_overturned_complaint_leaves_no_training_and_no_failures(string point)
    {
        var site = training.OpenSite();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var lead = await site.Hire(Post.EscortLead);
            var complaint = await site.FindResponsible(lead);
            await site.Failed(lead, complaint);
            await site.Failed(lead, complaint);
            training.Fail.Arm(point, nth, FailKind.Throw);

            await training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

            // Another one goes through the same queue behind whatever came back.
            await training.Tells(site.Overturned(Guid.CreateVersion7(), lead), Guid.CreateVersion7(), TrainingService.OverturnedQueue);
            Assert.Equal(
                ["Cancelled"],
                await training.Database.Sql<string>($"SELECT state FROM training_session WHERE source_id = '{complaint}'")
            );
            Assert.Equal(
                (0, 2, 1),
                (
                    (await site.Record(lead))["failuresInRow"].GetInt32(),
                    await site.Said("AssessmentVoided", lead),
                    await site.Said("SpecialTrainingCancelled", complaint)
                )
            );
            if (Disarmed(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
        Assert.Equal(0, await training.Database.Count("parked"));
    }

    // A charge that was not reached would go off under the preparations of the next round.
    int Disarmed(string point)
    {
        var reached = training.Fail.Reached(point);
        training.Fail.Arm(point, int.MaxValue, FailKind.Throw);
        return reached;
    }
}
