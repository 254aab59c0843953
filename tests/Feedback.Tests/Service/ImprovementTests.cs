using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Feedback.Tests.Service;

public sealed class ImprovementTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-098", "R-049")]
    public async Task Somebody_responsible_is_given_training_and_the_session_completes_it_once()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("CauseFound");
        Assert.Equal(["Assigned"], await complaint.Actions());
        await Held(Session(site, complaint, site.Manager.Id));
        await Held(Session(site, complaint, site.Escort) with { SourceId = null });
        Assert.Equal(["Assigned"], await complaint.Actions());
        var session = Session(site, complaint, site.Escort);
        var before = await service.Database.Count($"started WHERE queue = '{FeedbackService.TrainingQueue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var first = await Held(session);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{FeedbackService.TrainingQueue}'") > before);
        await service.Bus.Say(session, complaint.Case, first);
        foreach (var copy in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Bus.Say(session, complaint.Case))))
            await service.Applied(copy, FeedbackService.TrainingQueue);

        Assert.Equal(["Implemented"], await complaint.Actions());
        Assert.Equal(1, await site.Facts(complaint.Case, "ImprovementActionImplemented"));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    [Rule("R-098")]
    public async Task Nobody_responsible_means_no_training()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");

        (await complaint.Find(null)).Ok();

        Assert.Empty(await complaint.Actions());
    }

    [Fact]
    [Rule("R-098")]
    public async Task Wherever_the_session_falls_between_finding_and_overturning_it_ends_the_same()
    {
        var site = await service.OpenSite();
        Dictionary<string, string> overturned = [],
            standing = [];
        foreach (var when in new[] { "CauseFound", "Satisfied", "Overturned", "Investigating", "never" })
        {
            var complaint = await site.Filed();
            var session = Session(site, complaint, site.Escort);
            foreach (var state in new[] { "Investigating", "CauseFound", "Satisfied" })
            {
                await complaint.Until(state);
                if (state == when)
                    await Held(session);
            }
            standing[when] = (await complaint.Actions()).Single();
            (await complaint.Overturn()).Ok();
            if (when == "Overturned")
                await Held(session);
            overturned[when] = (await complaint.Actions()).Single();
            Assert.Equal(1, await site.Facts(complaint.Case, "ImprovementActionCancelled"));
            Assert.Equal(1, await site.Facts(complaint.Case, "ComplaintOverturned"));
        }

        Assert.All(overturned.Values, state => Assert.Equal("Cancelled", state));
        Assert.All(standing.Where(pair => pair.Key is not ("never" or "Overturned")), pair => Assert.Equal("Implemented", pair.Value));
    }

    [Fact]
    public async Task Overturning_is_told_with_who_was_responsible_before_and_by_somebody_who_did_not_investigate()
    {
        await service.Bus.Listen<Contracts.ComplaintOverturned>();
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("FirstResponded");
        (await complaint.Appoint(site.Director.Id)).Ok();
        var director = service.As(site.Director.Id, (null, ["complaints.overturn", "complaints.investigate", "complaints.read"]));
        (await complaint.Find(site.Escort, director)).Ok();
        await complaint.Until("Closed");
        Assert.Equal("own-investigation", (await complaint.Overturn()).Code);

        (await complaint.Overturn(service.InGroup("complaints.overturn"))).Ok();

        await service.Bus.Hears<Contracts.ComplaintOverturned>(
            1,
            fact => fact.ComplaintId == complaint.Id && fact.ResponsibleBeforeId == site.Escort && fact.Version == 6
        );
        Assert.False((await complaint.Look()).GetProperty("upheld").GetBoolean());
        await service.MoveClock(TimeSpan.FromHours(30));
        await service.NoDeadlineIsDue();
        Assert.Empty(await complaint.Ladder());
    }

    static TrainingSessionCompleted Session(TestSite site, CaseSteps complaint, Guid attendee) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            SessionKind.Special,
            [attendee],
            2m,
            complaint.Id,
            site.Service.Clock.GetUtcNow()
        );

    Task<Guid> Held(TrainingSessionCompleted session) =>
        service.Hears(session, session.SourceId ?? session.SessionId, FeedbackService.TrainingQueue);
}
