using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>People change posts, leave, and are there after all: complaints follow.</summary>
public sealed class StaffChangeTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-087", "R-118")]
    public async Task A_complaint_about_somebody_who_became_manager_is_not_told_to_that_manager()
    {
        var site = await service.OpenSite();
        var early = await site.Filed(site.Escort);
        await Hears(Promoted(site, site.Escort, 2), FeedbackService.PostQueue);

        var late = await site.Filed(site.Escort);
        await service.MoveClock(TimeSpan.FromMinutes(62));
        await service.NoDeadlineIsDue();

        Assert.Equal("Director", (await late.Look()).GetProperty("notices")[0].GetProperty("told").GetString());
        Assert.Equal(["FirstResponseOverdue 1 Director"], await early.Ladder());
        await Hears(Promoted(site, site.Escort, 3) with { NewPost = Post.Escort }, FeedbackService.PostQueue);
        Assert.Equal(
            "BranchManager",
            (await (await site.Filed(site.Escort)).Look()).GetProperty("notices")[0].GetProperty("told").GetString()
        );
    }

    [Fact]
    [Rule("R-090")]
    public async Task What_somebody_who_left_investigated_waits_for_the_manager_and_is_theirs_again_when_they_stay()
    {
        var site = await service.OpenSite();
        await Hears(new BranchOpened(site.Branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1)), FeedbackService.BranchQueue);
        var investigator = await service.Hire(site.Branch, Post.QualityOfficer);
        var complaint = await (await site.Filed()).Until("FirstResponded");
        (await complaint.Appoint(investigator)).Ok();
        var lastDay = DateOnly.FromDateTime(service.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(2);

        await Hears(Left(site, investigator, 2, lastDay), FeedbackService.LeftQueue);
        Assert.Equal((false, "finding"), await Waits());
        await service.MoveClock(UntilItIsOver() - TimeSpan.FromMinutes(1));
        Assert.Equal((false, "finding"), await Waits());
        await service.MoveClock(TimeSpan.FromMinutes(2));
        Assert.Equal((true, "investigator"), await Waits());
        var other = await (await site.Filed()).Until("FirstResponded");
        Assert.Equal("employee-left", (await other.Appoint(investigator)).Code);

        await Hears(
            new DepartureWithdrawn(investigator, site.Branch, Post.QualityOfficer, service.Clock.GetUtcNow(), 3),
            FeedbackService.StayedQueue
        );
        Assert.Equal((false, "finding"), await Waits());
        await Hears(Left(site, investigator, 2, lastDay), FeedbackService.LeftQueue);
        Assert.Equal((false, "finding"), await Waits());
        (await other.Appoint(investigator)).Ok();

        async Task<(bool, string?)> Waits()
        {
            var line = (await site.Manager.Get($"/complaints?branch={site.Branch}&status=Investigating"))
                .Ok()
                .Body.EnumerateArray()
                .Single(candidate => candidate.GetProperty("id").GetGuid() == complaint.Id);
            var look = await complaint.Look();
            Assert.Equal(line.GetProperty("investigatorLeft").GetBoolean(), look.GetProperty("investigatorLeft").GetBoolean());
            Assert.Equal(line.GetProperty("nextStep").GetString(), look.GetProperty("nextStep").GetString());
            return (line.GetProperty("investigatorLeft").GetBoolean(), line.GetProperty("nextStep").GetString());
        }

        TimeSpan UntilItIsOver() =>
            new DateTimeOffset(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)) - service.Clock.GetUtcNow();
    }

    [Fact]
    [Rule("R-049")]
    public async Task Training_of_somebody_who_left_is_no_improvement_any_more_and_is_again_when_they_stay()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Tracked");
        await Hears(Left(site, site.Escort, 2, null), FeedbackService.LeftQueue);
        Assert.True(await IsGone());
        Assert.Equal("improvement-missing", (await complaint.Close()).Code);

        await Hears(
            new DepartureWithdrawn(site.Escort, site.Branch, Post.Escort, service.Clock.GetUtcNow(), 3),
            FeedbackService.StayedQueue
        );

        Assert.False(await IsGone());
        (await complaint.Close()).Ok();

        async Task<bool> IsGone() =>
            Assert
                .Single((await site.Manager.Get($"/complaints/measures?branch={site.Branch}")).Ok().Body.EnumerateArray())
                .GetProperty("responsibleLeft")
                .GetBoolean();
    }

    [Fact]
    public async Task Somebody_whose_hiring_was_a_mistake_is_neither_accused_nor_asked_nor_responsible()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("FirstResponded");
        var stranger = await service.Hire(site.Branch, Post.Nurse);
        await Hears(new HireWithdrawn(stranger, site.Branch, service.Clock.GetUtcNow(), 2), FeedbackService.NotHiredQueue);

        Assert.Equal("employee-not-known", (await site.Desk.Post("/complaints", site.Filing(null, stranger))).Code);
        Assert.Equal("employee-not-known", (await complaint.Appoint(stranger)).Code);
        await complaint.Until("Investigating");
        Assert.Equal("employee-not-known", (await complaint.Find(stranger)).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task In_whatever_order_and_however_often_they_are_said_the_facts_of_a_person_end_the_same(int first)
    {
        var (site, person, now) = (await service.OpenSite(), Guid.CreateVersion7(), service.Clock.GetUtcNow());
        Func<Task<(Guid Message, string Queue)>>[] facts =
        [
            Say(new EmployeeHired(person, site.Branch, Post.Nurse, null, new(2026, 1, 1), now, 1), FeedbackService.HiredQueue),
            Say(Promoted(site, person, 2), FeedbackService.PostQueue),
            Say(Left(site, person, 3, null), FeedbackService.LeftQueue),
            Say(new DepartureWithdrawn(person, site.Branch, Post.Doctor, now, 4), FeedbackService.StayedQueue),
            Say(new HireWithdrawn(person, site.Branch, now, 5), FeedbackService.NotHiredQueue),
        ];
        service.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        List<(Guid Message, string Queue)> said = [];
        for (var place = 0; place < 2 * facts.Length; place++)
            said.Add(await facts[(first + (place * 2)) % facts.Length]());
        foreach (var (message, queue) in said)
            await service.Applied(message, queue);
        // The first message of all came back, because its commit was not acknowledged.
        Assert.True(service.Fail.Reached(FailPoints.Committed) > 1);

        Assert.Equal(
            1,
            await service.Database.Count(
                $"staff_member WHERE id = '{person}' AND post = 'Doctor' AND leaves_at IS NULL AND never_hired AND post_version = 4 "
                    + "AND presence_version = 5"
            )
        );
        Assert.Equal((0, 0), (await service.Database.Count("early"), await service.Database.Count("parked")));

        Func<Task<(Guid, string)>> Say<TFact>(TFact fact, string queue)
            where TFact : class => async () => (await service.Bus.Say(fact, person), queue);
    }

    [Fact]
    public async Task A_last_day_waits_for_the_calendar_of_its_branch_and_a_branch_told_again_stays_what_it_was()
    {
        var site = await service.OpenSite();
        var left = Left(site, site.Escort, 2, new(2026, 5, 4));
        var message = await service.Bus.Say(left, site.Escort);
        await service.Waits(message);
        BranchOpened opened = new(site.Branch, BranchKind.GeneralClinic, "Europe/Lisbon", new(2026, 1, 1));

        var first = await Hears(opened, FeedbackService.BranchQueue);
        await service.Applied(message, FeedbackService.LeftQueue);
        await service.Bus.Say(opened, site.Branch, first);
        await Hears(opened with { TimeZone = "Asia/Shanghai" }, FeedbackService.BranchQueue);

        Assert.Equal(1, await service.Database.Count($"staff_member WHERE id = '{site.Escort}' AND leaves_at = '2026-05-04T23:00:00Z'"));
        Assert.Equal(["Europe/Lisbon"], await service.Database.Sql<string>($"SELECT time_zone FROM branch WHERE id = '{site.Branch}'"));
    }

    PostAdjusted Promoted(TestSite site, Guid person, int version) =>
        new(person, site.Branch, Post.Escort, Post.BranchManager, service.Clock.GetUtcNow(), version);

    EmployeeLeft Left(TestSite site, Guid person, int version, DateOnly? lastDay) =>
        new(person, site.Branch, "resigned", service.Clock.GetUtcNow(), version, lastDay);

    Task<Guid> Hears<TFact>(TFact fact, string queue)
        where TFact : class => service.Hears(fact, Guid.CreateVersion7(), queue);
}
