using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

public sealed class NoShowCallTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-081")]
    public async Task Whoever_did_not_come_is_called_within_a_day_and_not_asked_to_rate()
    {
        var site = await service.OpenSite();
        var missed = Missed(site);

        await Hears(missed);

        var call = Assert.Single(await Calls(site, missed.NoShowId));
        Assert.Equal(
            (missed.ClientId, "Due", TimeSpan.FromDays(1)),
            (
                call.GetProperty("clientId").GetGuid(),
                call.GetProperty("status").GetString(),
                call.GetProperty("dueAt").GetDateTimeOffset() - missed.OccurredAt
            )
        );
        Assert.Equal(0, await service.Database.Count($"survey_invitation WHERE source_id = '{missed.NoShowId}'"));
        await service.MoveClock(TimeSpan.FromHours(25));
        await service.NoDeadlineIsDue();
        Assert.True(Assert.Single(await Calls(site, missed.NoShowId)).GetProperty("overdue").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_no_show_that_is_taken_back_needs_no_call_in_whichever_order_it_is_heard(bool turned)
    {
        var site = await service.OpenSite();
        var missed = Missed(site);

        if (turned)
            await Hears(Back(missed));
        await Hears(missed);
        if (!turned)
            await Hears(Back(missed));
        await Hears(missed);

        var call = Assert.Single(await Calls(site, missed.NoShowId));
        Assert.Equal("Withdrawn", call.GetProperty("status").GetString());
        Assert.True(
            (
                await site.Agent.Post(
                    $"/follow-ups/{call.GetProperty("id").GetGuid()}/attempts",
                    new { id = Guid.CreateVersion7(), reached = false }
                )
            ).Refused("follow-up-over")
        );
        Assert.Equal(
            "Withdrawn",
            (await site.Agent.Post($"/follow-ups/{call.GetProperty("id").GetGuid()}/closure")).Ok()["status"].GetString()
        );
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{call.GetProperty("id").GetGuid()}'"));
    }

    [Fact]
    public async Task The_same_message_twice_or_the_fact_under_new_ids_or_a_lost_line_yields_one_call()
    {
        var site = await service.OpenSite();
        var missed = Missed(site);
        var before = await service.Database.Count($"started WHERE queue = '{FeedbackService.NoShowQueue}'");
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await Hears(missed);
        await Eventually.Is(async () => await service.Database.Count($"started WHERE queue = '{FeedbackService.NoShowQueue}'") > before);
        for (var count = 0; count < 5; count++)
            await service.Bus.Say(missed, missed.AppointmentId, message);
        foreach (var copy in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Bus.Say(missed, missed.AppointmentId))))
            await service.Applied(copy, FeedbackService.NoShowQueue);
        var back = await Hears(Back(missed));
        await service.Bus.Say(Back(missed), missed.AppointmentId, back);
        await Hears(Back(missed));

        Assert.Equal("Withdrawn", Assert.Single(await Calls(site, missed.NoShowId)).GetProperty("status").GetString());
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    AppointmentNoShow Missed(TestSite site) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            site.Branch,
            Guid.CreateVersion7(),
            service.Clock.GetUtcNow().AddMinutes(-30),
            null,
            service.Clock.GetUtcNow()
        );

    static AppointmentNoShowReversed Back(AppointmentNoShow missed) =>
        new(
            missed.NoShowId,
            missed.AppointmentId,
            missed.BranchId,
            missed.ClientId,
            missed.StartsAt,
            null,
            missed.OccurredAt.AddMinutes(5)
        );

    Task<Guid> Hears<TFact>(TFact fact)
        where TFact : class =>
        service.Hears(
            fact,
            Guid.CreateVersion7(),
            fact is AppointmentNoShow ? FeedbackService.NoShowQueue : FeedbackService.NoShowReversedQueue
        );

    static async Task<List<System.Text.Json.JsonElement>> Calls(TestSite site, Guid source) =>
        [.. (await site.Agent.Get($"/follow-ups?branch={site.Branch}&source={source}")).Ok().Body.EnumerateArray()];
}
