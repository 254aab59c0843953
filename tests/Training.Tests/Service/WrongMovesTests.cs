using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class WrongMovesTests(TrainingService training)
{
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
        var (house, other) = (training.OpenHouse(), training.OpenHouse());
        var (lead, escort) = (await house.Hire(Post.EscortLead), await house.Hire());
        var (session, assessment) = (await house.Held("ethics-law", 1, 8, escort), await house.Scheduled(lead));

        await training.Refused(
            "forbidden",
            () => Do(training.At(house.Id, [.. House.Everything.Where(permission => permission != Acts[act])]))
        );
        await training.Refused("not-found", () => Do(other.Trainer));

        Task<Answer> Do(Person person) =>
            act switch
            {
                "plan" => person.Post("/sessions", house.SessionBody(Guid.CreateVersion7())),
                "time" => person.Put($"/sessions/{session}/time", new { from = house.Now, to = house.Now.AddHours(1) }, "\"1\""),
                "completion" => person.Post($"/sessions/{session}/completion", new { attendeeIds = new[] { escort }, hours = 8 }),
                "correction" => person.Post(
                    $"/sessions/{session}/attendance-correction",
                    new { employeeId = escort, reason = "was not there" }
                ),
                "schedule" => person.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), lead)),
                "theory" => person.Post($"/assessments/{assessment}/theory", new { score = 80 }),
                "practical" => person.Post($"/assessments/{assessment}/practical", new { grade = 80, form = "Simulated" }),
                "excuse" => person.Post($"/assessments/{assessment}/excuse", new { reason = "on leave" }),
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
        var house = training.OpenHouse();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");

        await training.Refused("bad-request", () => house.Trainer.Raw(HttpMethod.Post, path, content));
    }

    [Fact]
    public async Task Lists_show_the_own_branches_only()
    {
        var (house, other) = (training.OpenHouse(), training.OpenHouse());
        var escort = await house.Onboarded();
        (await house.Trainer.Post("/certificates", new { employeeId = escort })).Ok();

        Assert.Empty((await other.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"].EnumerateArray());
        Assert.Empty(
            (await training.As(escort, (other.Id, ["exams.read"])).Get($"/certificates?employee={escort}"))
                .Ok()["certificates"]
                .EnumerateArray()
        );
        Assert.Empty((await other.Trainer.Get($"/sessions?branch={house.Id}")).Ok()["sessions"].EnumerateArray());
        Assert.Single((await house.Trainer.Get($"/certificates?branch={house.Id}")).Ok()["certificates"].EnumerateArray());
    }

    [Fact]
    public async Task What_was_said_of_an_exam_is_on_the_trail_of_the_complaint_that_led_to_it()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var complaint = await house.Blamed(lead);
        await house.Failed(lead, complaint);
        await house.Failed(lead, complaint);

        var trail = (await house.Trainer.Get($"/trail/{complaint}"))
            .Ok()
            .Body.EnumerateArray()
            .Where(step => step.GetProperty("kind").GetString() == "fact")
            .Select(step => step.GetProperty("type").GetString())
            .ToList();

        Assert.Equal(["SpecialTrainingOpened", "ExamFailed", "ExamFailed", "ConsecutiveAssessmentFailed"], trail);
    }
}
