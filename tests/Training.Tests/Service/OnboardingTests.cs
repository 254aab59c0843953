using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

public sealed class OnboardingTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Fact]
    [Rule("R-029", "R-008")]
    public async Task A_newcomer_gets_hours_topics_and_exam_and_then_the_certificate()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<CertificateIssued>();
        var escort = await site.Hire();
        await Lacks("hours topics theory practical");
        foreach (var (at, topic) in TestSite.Topics.Index())
        {
            await Refuses("onboarding-incomplete");
            await Refuses("not-ready-for-exam");
            await site.HoldSession(topic, at + 1, 8, escort);
        }
        await Lacks("theory practical");
        await Refuses("onboarding-incomplete");

        await site.Assess(escort, "Onboarding", practical: 79.99m);
        await Lacks("practical");
        await Refuses("onboarding-incomplete");
        await site.Assess(escort, "Onboarding", theory: 60, practical: 80);

        var onboarding = (await site.Trainer.Get($"/onboarding/{escort}")).Ok();
        Assert.Equal(("Completed", 40m), (onboarding["status"].GetString(), onboarding["hours"].GetDecimal()));
        var certificate = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        Assert.Equal(certificate["issuedAt"].GetDateTimeOffset().AddMonths(24), certificate["validUntil"].GetDateTimeOffset());
        await training.Bus.Hears<CertificateIssued>(
            1,
            fact => fact.EmployeeId == escort && fact.CertificateNumber == certificate["number"].GetString()
        );
        Assert.Equal((1, 1), (await site.Said("OnboardingCompleted", escort), await site.Said("OnboardingStarted", escort)));

        async Task Lacks(string codes) =>
            Assert.Equal(
                codes,
                string.Join(
                    ' ',
                    (await site.Trainer.Get($"/onboarding/{escort}")).Ok()["lacks"].EnumerateArray().Select(code => code.GetString())
                )
            );
        Task Refuses(string code) =>
            training.Refused(
                code,
                () =>
                    code == "onboarding-incomplete"
                        ? site.Trainer.Post("/certificates", new { employeeId = escort })
                        : site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), escort, "Onboarding"))
            );
    }

    [Fact]
    public async Task The_refusal_of_a_certificate_names_everything_that_lacks()
    {
        var site = training.OpenSite();
        var escort = await site.Hire();
        await site.HoldSession("ethics-law", 1, 8, escort);

        var answer = await site.Trainer.Post("/certificates", new { employeeId = escort });

        Assert.Equal(["hours", "topics", "theory", "practical"], answer["lacks"].EnumerateArray().Select(code => code.GetString()));
        Assert.Contains("hours (8 of 40)", answer["title"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("R-029")]
    public async Task The_hours_asked_are_those_the_branch_had_set_when_the_person_was_hired()
    {
        var site = training.OpenSite();
        var before = await site.Hire();
        var change = training.Clock.GetUtcNow().AddMinutes(5);
        (
            await site.Trainer.Put(
                "/policies/escort.onboarding.minHours",
                new
                {
                    branchId = site.Id,
                    value = "60",
                    from = change,
                    reason = "longer courses",
                },
                "\"0\""
            )
        ).Ok();
        var after = Guid.CreateVersion7();
        await training.Tells(training.Hired(after, site.Id, Post.Escort) with { OccurredAt = change }, after, TrainingService.HiredQueue);

        Assert.Equal(40m, await Asked(before));
        Assert.Equal(60m, await Asked(after));

        async Task<decimal> Asked(Guid person) => (await site.Trainer.Get($"/onboarding/{person}")).Ok()["minHours"].GetDecimal();
    }

    [Fact]
    public async Task A_post_without_a_path_has_no_onboarding()
    {
        var site = training.OpenSite();
        var director = await site.Hire(Post.Director);

        await training.Refused("not-found", () => site.Trainer.Get($"/onboarding/{director}"));
        await training.Refused(
            "no-onboarding",
            () => site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), director, "Onboarding"))
        );
        await training.Refused("no-certificate-for-post", () => site.Trainer.Post("/certificates", new { employeeId = director }));
    }

    [Fact]
    public async Task Days_are_waited_for_by_a_clock()
    {
        var site = training.OpenSite();
        var receptionist = await site.Hire(Post.Receptionist);
        foreach (var (at, topic) in new[] { "clinic-overview", "service-standard", "service-process", "post-duties" }.Index())
            await site.HoldSession(topic, at + 1, 8, receptionist);
        await training.Refused(
            "not-ready-for-exam",
            () => site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), receptionist, "Onboarding"))
        );

        await training.MoveClock(TimeSpan.FromDays(7));

        await Eventually.Sees(() => site.Trainer.Get($"/onboarding/{receptionist}"), seen => seen["status"].GetString() == "ReadyForExam");
        await site.Assess(receptionist, "Onboarding");
        await training.Refused("no-certificate-for-post", () => site.Trainer.Post("/certificates", new { employeeId = receptionist }));
    }

    [Fact]
    public async Task Everybody_reads_their_own_onboarding_and_nobody_elses()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var escort = await site.Hire();
        var self = training.As(escort, (site.Id, ["exams.read-own"]));

        Assert.Equal(escort, (await self.Get("/onboarding/mine")).Ok()["employeeId"].GetGuid());
        Assert.Equal(0, (await self.Get("/people/mine/record")).Ok()["failuresInRow"].GetInt32());
        await training.Refused("forbidden", () => self.Get($"/onboarding/{escort}"));
        await training.Refused("forbidden", () => self.Get($"/people/{escort}/record"));
        // A right elsewhere does not open the own row by another way.
        await training.Refused("not-found", () => training.As(escort, (other.Id, ["exams.read"])).Get($"/onboarding/{escort}"));
        await training.Refused("not-found", () => training.As(escort, (other.Id, ["exams.read"])).Get($"/people/{escort}/record"));
        await training.Refused("not-found", () => training.At(site.Id, "exams.read-own").Get("/people/mine/record"));
    }
}
