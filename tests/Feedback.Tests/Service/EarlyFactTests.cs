using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>Clients are asked about people who work here: what is said of others waits for the hiring.</summary>
public sealed class EarlyFactTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visit_of_somebody_never_hired_yields_nothing_and_one_call_after_the_hiring(bool lineIsLost)
    {
        var (site, newcomer, now) = (await service.OpenSite(), Guid.CreateVersion7(), service.Clock.GetUtcNow());
        var visit = FeedbackService.Visit(site.Branch, now, new Served(newcomer, ServicePart.Treatment));
        var trip = FeedbackService.Accompanied(site, now) with { EscortId = newcomer };
        var source = Guid.CreateVersion7();
        TrainingSessionCompleted session = new(Guid.CreateVersion7(), site.Branch, SessionKind.Special, [newcomer], 2m, source, now);
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        var (first, second) = (await service.Bus.Say(visit, visit.VisitId), await service.Bus.Say(trip, trip.EngagementId));
        var third = await service.Bus.Say(session, session.SessionId);
        foreach (var message in new[] { first, second, third })
            await service.Waits(message);
        await service.Bus.Say(visit, visit.VisitId, first);
        Assert.Equal((0, 0), await Begun());
        if (lineIsLost)
            service.Fail.Arm(FailPoints.Committed, 2, FailKind.Throw);

        await service.Bus.Say(new EmployeeHired(newcomer, site.Branch, Post.Doctor, null, new(2026, 1, 1), now, 1), newcomer);

        await service.Applied(first, FeedbackService.VisitQueue);
        await service.Applied(second, FeedbackService.EscortQueue);
        await service.Applied(third, FeedbackService.TrainingQueue);
        await service.Bus.Say(visit, visit.VisitId, first);
        await Eventually.Is(async () => await service.Bus.Waiting(FeedbackService.VisitQueue) == 0);
        Assert.Equal((2, 1), await Begun());
        Assert.Equal((0, 0), (await service.Database.Count("early"), await service.Database.Count("parked")));

        async Task<(long, long)> Begun() =>
            (
                await service.Database.Count($"follow_up WHERE source_id IN ('{visit.VisitId}', '{trip.EngagementId}')"),
                await service.Database.Count($"held_training WHERE session_id = '{session.SessionId}'")
            );
    }
}
