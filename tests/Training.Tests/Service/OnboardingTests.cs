using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

public sealed class OnboardingTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Fact]
    [Rule("R-029", "R-008")]
    public async Task A_newcomer_gets_hours_topics_and_exam_and_then_the_certificate()
    {
        var house = training.OpenHouse();
        await training.Bus.Listen<CertificateIssued>();
        var escort = await house.Hire();
        await Lacks("hours topics theory practical");
        foreach (var (at, topic) in House.Topics.Index())
        {
            await Refuses("onboarding-incomplete");
            await Refuses("not-ready-for-exam");
            await house.Held(topic, at + 1, 8, escort);
        }
        await Lacks("theory practical");
        await Refuses("onboarding-incomplete");

        await house.Assessed(escort, "Onboarding", practical: 79.99m);
        await Lacks("practical");
        await Refuses("onboarding-incomplete");
        await house.Assessed(escort, "Onboarding", theory: 60, practical: 80);

        var onboarding = (await house.Trainer.Get($"/onboarding/{escort}")).Ok();
        Assert.Equal(("Completed", 40m), (onboarding["status"].GetString(), onboarding["hours"].GetDecimal()));
        var certificate = (await house.Trainer.Post("/certificates", new { employeeId = escort })).Ok();
        Assert.Equal(certificate["issuedAt"].GetDateTimeOffset().AddMonths(24), certificate["validUntil"].GetDateTimeOffset());
        await training.Bus.Hears<CertificateIssued>(
            1,
            fact => fact.EmployeeId == escort && fact.CertificateNumber == certificate["number"].GetString()
        );
        Assert.Equal((1, 1), (await house.Said("OnboardingCompleted", escort), await house.Said("OnboardingStarted", escort)));

        async Task Lacks(string codes) =>
            Assert.Equal(
                codes,
                string.Join(
                    ' ',
                    (await house.Trainer.Get($"/onboarding/{escort}")).Ok()["lacks"].EnumerateArray().Select(code => code.GetString())
                )
            );
        Task Refuses(string code) =>
            training.Refused(
                code,
                () =>
                    code == "onboarding-incomplete"
                        ? house.Trainer.Post("/certificates", new { employeeId = escort })
                        : house.Trainer.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), escort, "Onboarding"))
            );
    }

    [Fact]
    public async Task The_refusal_of_a_certificate_names_everything_that_lacks()
    {
        var house = training.OpenHouse();
        var escort = await house.Hire();
        await house.Held("ethics-law", 1, 8, escort);

        var answer = await house.Trainer.Post("/certificates", new { employeeId = escort });

        Assert.Equal(["hours", "topics", "theory", "practical"], answer["lacks"].EnumerateArray().Select(code => code.GetString()));
        Assert.Contains("hours (8 of 40)", answer["title"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("R-029")]
    public async Task The_hours_asked_are_those_the_branch_had_set_when_the_person_was_hired()
    {
        var house = training.OpenHouse();
        var before = await house.Hire();
        var change = training.Clock.GetUtcNow().AddMinutes(5);
        (
            await house.Trainer.Put(
                "/policies/escort.onboarding.minHours",
                new
                {
                    branchId = house.Id,
                    value = "60",
                    from = change,
                    reason = "longer courses",
                },
                "\"0\""
            )
        ).Ok();
        var after = Guid.CreateVersion7();
        await training.Tells(training.Hired(after, house.Id, Post.Escort) with { OccurredAt = change }, after, TrainingService.HiredQueue);

        Assert.Equal(40m, await Asked(before));
        Assert.Equal(60m, await Asked(after));

        async Task<decimal> Asked(Guid person) => (await house.Trainer.Get($"/onboarding/{person}")).Ok()["minHours"].GetDecimal();
    }

    [Fact]
    public async Task A_post_without_a_path_has_no_onboarding()
    {
        var house = training.OpenHouse();
        var director = await house.Hire(Post.Director);

        await training.Refused("not-found", () => house.Trainer.Get($"/onboarding/{director}"));
        await training.Refused(
            "no-onboarding",
            () => house.Trainer.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), director, "Onboarding"))
        );
        await training.Refused("no-certificate-for-post", () => house.Trainer.Post("/certificates", new { employeeId = director }));
    }

    [Fact]
    public async Task Days_are_waited_for_by_a_clock()
    {
        var house = training.OpenHouse();
        var receptionist = await house.Hire(Post.Receptionist);
        foreach (var (at, topic) in new[] { "clinic-overview", "service-standard", "service-process", "post-duties" }.Index())
            await house.Held(topic, at + 1, 8, receptionist);
        await training.Refused(
            "not-ready-for-exam",
            () => house.Trainer.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), receptionist, "Onboarding"))
        );

        await training.MoveClock(TimeSpan.FromDays(7));

        await Eventually.Sees(() => house.Trainer.Get($"/onboarding/{receptionist}"), seen => seen["status"].GetString() == "ReadyForExam");
        await house.Assessed(receptionist, "Onboarding");
        await training.Refused("no-certificate-for-post", () => house.Trainer.Post("/certificates", new { employeeId = receptionist }));
    }

    [Fact]
    public async Task Everybody_reads_their_own_onboarding_and_nobody_elses()
    {
        var (house, other) = (training.OpenHouse(), training.OpenHouse());
        var escort = await house.Hire();
        var self = training.As(escort, (house.Id, ["exams.read-own"]));

        Assert.Equal(escort, (await self.Get("/onboarding/mine")).Ok()["employeeId"].GetGuid());
        Assert.Equal(0, (await self.Get("/people/mine/record")).Ok()["failuresInRow"].GetInt32());
        await training.Refused("forbidden", () => self.Get($"/onboarding/{escort}"));
        await training.Refused("forbidden", () => self.Get($"/people/{escort}/record"));
        // A right elsewhere does not open the own row by another way.
        await training.Refused("not-found", () => training.As(escort, (other.Id, ["exams.read"])).Get($"/onboarding/{escort}"));
        await training.Refused("not-found", () => training.As(escort, (other.Id, ["exams.read"])).Get($"/people/{escort}/record"));
        await training.Refused("not-found", () => training.At(house.Id, "exams.read-own").Get("/people/mine/record"));
    }
}
