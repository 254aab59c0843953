using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>People move, leave, come back and were hired by mistake; the clock is moved over last days.</summary>
public sealed class EmploymentTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Fact]
    [Rule("R-029")]
    public async Task Another_post_brings_its_onboarding_once_and_withdraws_the_open_one_of_the_post_before()
    {
        var site = training.OpenSite();
        var person = await site.Hire(Post.Receptionist);

        await Adjust(site, person, Post.Receptionist, Post.Escort, 2);

        Assert.Equal("escort Running 40", await Onboarding(site, person));
        foreach (var (at, topic) in TestSite.Topics.Index())
            await site.HoldSession(topic, at + 1, 8, person);
        await site.Assess(person, "Onboarding");
        Assert.Equal("escort Completed 40", await Onboarding(site, person));
        await Adjust(site, person, Post.Escort, Post.EscortLead, 3);
        Assert.Equal("escort Completed 40", await Onboarding(site, person));
        await Adjust(site, person, Post.EscortLead, Post.Receptionist, 4);
        Assert.Equal("clinic-staff Running 0", await Onboarding(site, person));
        await training.Refused("no-certificate-for-post", () => site.Trainer.Post("/certificates", new { employeeId = person }));
        await Adjust(site, person, Post.Receptionist, Post.Escort, 5);
        (await site.Trainer.Post("/certificates", new { employeeId = person })).Ok();
        Assert.Equal(2, await site.Said("OnboardingStarted", person));
    }

    [Fact]
    public async Task Of_several_changes_of_post_the_latest_counts_in_whatever_order_they_are_heard()
    {
        var site = training.OpenSite();
        var person = await site.Hire(Post.Receptionist);

        await Adjust(site, person, Post.Guide, Post.Escort, 3);
        await Adjust(site, person, Post.Receptionist, Post.Guide, 2);

        Assert.Equal("escort Running 40", await Onboarding(site, person));
    }

    [Fact]
    public async Task Whoever_left_is_not_trained_graded_or_certified_and_a_withdrawn_departure_opens_it_again()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        var newcomer = await site.Hire();
        var complaint = await site.FindResponsible(escort);
        var (session, open) = (await site.SessionOf(complaint), await site.Schedule(escort));
        (await site.Theory(open)).Ok();

        await Leave(site, escort, 2);
        await Leave(site, newcomer, 2);

        Assert.Equal(("Cancelled", "Voided", false), await State());
        Assert.Equal("escort Withdrawn 40", await Onboarding(site, newcomer));
        await training.Refused("assessment-step-out-of-order", () => site.Practical(open));
        await training.Refused("employee-left", () => site.Trainer.Post("/certificates", new { employeeId = escort }));
        await training.Refused(
            "employee-left",
            () => site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), escort))
        );
        await training.Refused(
            "employee-left",
            () => site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), daysAgo: -1, audience: [escort]))
        );
        // What is asked for meanwhile waits with the rest.
        var later = await site.FindResponsible(escort);
        Assert.Equal("Cancelled", (await site.Trainer.Get($"/sessions/{await site.SessionOf(later)}")).Ok()["status"].GetString());

        await Back(site, escort, Post.Escort, 3);
        await Back(site, newcomer, Post.Escort, 3);

        Assert.Equal(("Requested", "TheoryTaken", true), await State());
        Assert.Equal("escort Running 40", await Onboarding(site, newcomer));
        Assert.Equal("Requested", (await site.Trainer.Get($"/sessions/{await site.SessionOf(later)}")).Ok()["status"].GetString());
        (await site.Practical(open)).Ok();

        async Task<(string?, string?, bool)> State() =>
            (
                (await site.Trainer.Get($"/sessions/{session}")).Ok()["status"].GetString(),
                (await site.Assessment(open))["status"].GetString(),
                (await site.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"][0].GetProperty("valid").GetBoolean()
            );
    }

    [Theory]
    [InlineData("2 3 4", true)]
    [InlineData("4 3 2", true)]
    [InlineData("3 4 2", true)]
    [InlineData("2 3", false)]
    [InlineData("3 2", false)]
    public async Task Departures_and_their_withdrawals_end_the_same_in_whatever_order_they_are_heard(string order, bool left)
    {
        var site = training.OpenSite();
        var person = await site.Hire();

        foreach (var version in order.Split(' '))
        {
            await (
                version switch
                {
                    "3" => Back(site, person, Post.Escort, 3),
                    "2" => Leave(site, person, 2),
                    _ => Leave(site, person, 4),
                }
            );
        }

        Assert.Equal(left ? "escort Withdrawn 40" : "escort Running 40", await Onboarding(site, person));
    }

    [Fact]
    public async Task A_departure_ahead_of_its_day_takes_effect_when_the_last_day_of_the_branch_is_over()
    {
        var site = training.OpenSite();
        var (leaves, stays) = (await site.Hire(), await site.Hire());
        var zone = TimeZoneInfo.FindSystemTimeZoneById(training.TimeZoneOfBranches);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(site.Now, zone).DateTime);
        await Leave(site, leaves, 2, lastDay: today);
        await Leave(site, leaves, 4, lastDay: today.AddDays(1));
        await Leave(site, stays, 2, lastDay: today.AddDays(1));
        await Back(site, stays, Post.Escort, 3);
        Assert.Equal("escort Running 40", await Onboarding(site, leaves));

        var midnight = today.AddDays(2).ToDateTime(TimeOnly.MinValue);
        var over = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        await training.MoveClock(over.AddMinutes(-2) - site.Now);
        (await site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), audience: [leaves]))).Ok();
        await training.Refused(
            "employee-left",
            () => site.Trainer.Post("/sessions", site.SessionBody(Guid.CreateVersion7(), daysAgo: -2, audience: [leaves]))
        );
        Assert.Equal("escort Running 40", await Onboarding(site, leaves));
        await training.MoveClock(over.AddSeconds(1) - site.Now);

        await Eventually.Is(async () => await Onboarding(site, leaves) == "escort Withdrawn 40");
        Assert.Equal("escort Running 40", await Onboarding(site, stays));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hiring_by_mistake_leaves_no_onboarding_whichever_was_heard_first(bool withdrawnFirst)
    {
        var (site, person) = (training.OpenSite(), Guid.CreateVersion7());
        await site.Hire();
        HireWithdrawn withdrawn = new(person, site.Id, site.Now, 2);
        var message = Guid.Empty;
        Func<Task>[] facts = [() => site.Hire(known: person), async () => message = await training.Heard(withdrawn, person)];

        foreach (var fact in withdrawnFirst ? facts.Reverse() : facts)
            await fact();
        await training.Applied(message, TrainingService.HireWithdrawnQueue);

        Assert.Equal("escort Withdrawn 40", await Onboarding(site, person));
        await training.Refused("employee-left", () => site.Trainer.Post("/certificates", new { employeeId = person }));
    }

    [Fact]
    [Rule("R-008")]
    public async Task A_certificate_of_somebody_hired_by_mistake_is_withdrawn()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<CertificateWithdrawn>();
        var escort = await site.Onboarded();
        (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();

        await training.Tells(new HireWithdrawn(escort, site.Id, site.Now, 2), escort, TrainingService.HireWithdrawnQueue);

        await training.Bus.Hears<CertificateWithdrawn>(1, fact => fact.EmployeeId == escort && fact.ReasonCode == "hire-withdrawn");
    }

    Task<Guid> Adjust(TestSite site, Guid person, Post from, Post to, int version) =>
        training.Tells(new PostAdjusted(person, site.Id, from, to, site.Now, version), person, TrainingService.PostQueue);

    Task<Guid> Leave(TestSite site, Guid person, int version, DateOnly? lastDay = null) =>
        training.Tells(new EmployeeLeft(person, site.Id, "resigned", site.Now, version, lastDay), person, TrainingService.LeftQueue);

    Task<Guid> Back(TestSite site, Guid person, Post post, int version) =>
        training.Tells(new DepartureWithdrawn(person, site.Id, post, site.Now, version), person, TrainingService.DepartureWithdrawnQueue);

    static async Task<string> Onboarding(TestSite site, Guid person)
    {
        var answer = (await site.Trainer.Get($"/onboarding/{person}")).Ok();
        var hours = answer["status"].GetString() == "Completed" ? answer["hours"] : answer["minHours"];
        return FormattableString.Invariant($"{answer["pathCode"].GetString()} {answer["status"].GetString()} {hours.GetDecimal():0}");
    }
}
