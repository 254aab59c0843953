using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongMovesTests(TrainingService training)
{
    [Fact]
    public async Task A_read_refuses_a_parameter_it_does_not_know_and_a_number_for_a_word() =>
        Assert.Equal([], await EveryQuestion.NotRefused(training));

    [Fact]
    public async Task A_day_that_no_clinic_has_is_refused_wherever_one_is_taken() => Assert.Equal([], await EveryDay.NotRefused(training));

    static readonly Dictionary<string, string> Acts = new()
    {
        ["plan"] = "training.plan",
        ["time"] = "training.plan",
        ["completion"] = "training.record",
        ["correction"] = "training.record",
        ["schedule"] = "exams.grade",
        ["theory"] = "exams.grade",
        ["practical"] = "exams.grade",
        ["excuse"] = "exams.grade",
        ["correct"] = "exams.grade",
        ["void"] = "exams.grade",
        ["certificate"] = "certificates.issue",
        ["read session"] = "exams.read",
        ["read assessment"] = "exams.read",
        ["read record"] = "exams.read",
        ["read onboarding"] = "exams.read",
    };

    public static TheoryData<string> EveryAct => [.. Acts.Keys];

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task An_act_without_its_permission_is_forbidden_and_at_another_branch_finds_nothing(string act)
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var (lead, escort) = (await site.Hire(Post.EscortLead), await site.Hire());
        var (session, assessment) = (await site.HoldSession("ethics-law", 1, 8, escort), await site.Schedule(lead));

        await training.Refused(
            "forbidden",
            () => Do(training.At(site.Id, [.. TestSite.Everything.Where(permission => permission != Acts[act])]))
        );
        await training.Refused("not-found", () => Do(other.Trainer));

        Task<Answer> Do(Person person) =>
            act switch
            {
                "plan" => person.Post("/sessions", site.SessionBody(Guid.CreateVersion7())),
                "time" => person.Put($"/sessions/{session}/time", new { from = site.Now, to = site.Now.AddHours(1) }, "\"1\""),
                "completion" => person.Post($"/sessions/{session}/completion", new { attendeeIds = new[] { escort }, hours = 8 }),
                "correction" => person.Post(
                    $"/sessions/{session}/attendance-correction",
                    new { employeeId = escort, reason = "was not there" }
                ),
                "schedule" => person.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), lead)),
                "theory" => person.Post($"/assessments/{assessment}/theory", new { score = 80 }),
                "practical" => person.Post($"/assessments/{assessment}/practical", new { grade = 80, form = "Simulated" }),
                "excuse" => person.Post($"/assessments/{assessment}/excuse", new { reason = "on leave" }),
                "correct" => site.Correct(assessment, by: person),
                "void" => site.Void(assessment, person),
                "certificate" => person.Post("/certificates", new { employeeId = escort }),
                "read session" => person.Get($"/sessions/{session}"),
                "read assessment" => person.Get($"/assessments/{assessment}"),
                "read record" => person.Get($"/people/{lead}/record"),
                _ => person.Get($"/onboarding/{escort}"),
            };
    }

    [Theory]
    [InlineData("/sessions", """{"id":"00000000-0000-0000-0000-000000000000"}""")]
    [InlineData("/assessments", """{"kind":7}""")]
    [InlineData("/assessments", """{"kind":"Combined","kind":"Combined"}""")]
    [InlineData("/certificates", "[]")]
    [InlineData("/certificates", """{"employeeId":"x"}""")]
    public async Task Nonsense_is_a_bad_request_and_changes_nothing(string path, string body)
    {
        var site = training.OpenSite();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");

        await training.Refused("bad-request", () => site.Trainer.Raw(HttpMethod.Post, path, content));
    }

    [Fact]
    public async Task Lists_show_the_own_branches_only()
    {
        var (site, other) = (training.OpenSite(), training.OpenSite());
        var escort = await site.Onboarded();
        (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok();

        Assert.Empty((await other.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"].EnumerateArray());
        Assert.Empty(
            (await training.As(escort, (other.Id, ["exams.read"])).Get($"/certificates?employee={escort}"))
                .Ok()["certificates"]
                .EnumerateArray()
        );
        Assert.Empty((await other.Trainer.Get($"/sessions?branch={site.Id}")).Ok()["sessions"].EnumerateArray());
        Assert.Single((await site.Trainer.Get($"/certificates?branch={site.Id}")).Ok()["certificates"].EnumerateArray());
    }

    [Fact]
    public async Task What_was_said_of_an_exam_is_on_the_trail_of_the_complaint_that_led_to_it()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var complaint = await site.FindResponsible(lead);
        await site.Failed(lead, complaint);
        await site.Failed(lead, complaint);

        var trail = (await site.Trainer.Get($"/trail/{complaint}"))
            .Ok()
            .Body.EnumerateArray()
            .Where(step => step.GetProperty("kind").GetString() == "fact")
            .Select(step => step.GetProperty("type").GetString())
            .ToList();

        Assert.Equal(["SpecialTrainingOpened", "ExamFailed", "ExamFailed", "ConsecutiveAssessmentFailed"], trail);
    }
}
