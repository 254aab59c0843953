using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Training.Tests.Service;

/// <summary>Nobody is rated, trained or ordered to an exam who was never hired: what is said of them waits for the hiring.</summary>
public sealed class EarlyFactTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_heard_of_somebody_never_hired_opens_nothing_and_has_its_effect_once_after_the_hiring(bool lineIsLost)
    {
        var (site, person, complaint) = (training.OpenSite(), Guid.CreateVersion7(), Guid.CreateVersion7());
        SurveyResponseReceived response = new(Guid.CreateVersion7(), site.Id, Guid.CreateVersion7(), null, 77, [new(person, 77)], site.Now);
        var ordered = site.Ordered(Guid.CreateVersion7(), person);
        if (lineIsLost)
            training.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        List<Guid> said =
        [
            await training.Heard(response, response.ResponseId),
            await training.Heard(site.Determined(complaint, person), complaint),
            await training.Heard(site.Overturned(complaint, person), complaint),
            await training.Heard(ordered, complaint),
        ];
        await training.Bus.Say(ordered, complaint, said[^1]);
        Assert.Equal(said.Count, await training.Database.Count($"early WHERE awaited_id = '{person}'"));
        Assert.Equal((0, 0), await Begun());
        if (lineIsLost)
            training.Fail.Arm(FailPoints.Committed, 2, FailKind.Throw);

        await training.Bus.Say(training.Hired(person, site.Id, Post.Escort), person);

        var all = string.Join("','", said);
        await Eventually.Is(async () => await training.Database.Count($"inbox WHERE message_id IN ('{all}')") == said.Count);
        await training.Bus.Say(ordered, complaint, said[^1]);
        await Eventually.Is(async () => await training.Bus.Waiting(TrainingService.OrderedQueue) == 0);
        Assert.Equal((1, 1), await Begun());
        Assert.Equal(0, await training.Database.Count($"training_session WHERE source_id = '{complaint}' AND state = 'Requested'"));
        Assert.Equal((0, 0), (await training.Database.Count("early"), await training.Database.Count("parked")));

        async Task<(long, long)> Begun() =>
            (
                await training.Database.Count($"rating WHERE person_id = '{person}'"),
                await training.Database.Count($"training_session WHERE source_id = '{ordered.DisciplineCaseId}'")
            );
    }
}
