using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>The training of a branch as its trainer runs it, an act a method, through the gateway.</summary>
public sealed class TrainingStory(Branch branch, Member trainer)
{
    const string Service = "/api/training";

    /// <summary>What an escort learns before the first visit.</summary>
    public static readonly IReadOnlyList<string> EscortTopics =
    [
        "basic-medicine",
        "hospital-procedure",
        "communication-etiquette",
        "client-psychology",
        "ethics-law",
    ];

    /// <summary>The trainer.</summary>
    public Member Trainer => trainer;

    DateTimeOffset Now => branch.Group.Platform.Now;

    /// <summary>Plans a session that ended so many days ago.</summary>
    public Task<Answer> PlanSession(Guid id, string topic, int daysAgo = 1, int hours = 8, string kind = "Onboarding")
    {
        var to = Now.AddDays(-daysAgo);
        return trainer.Post(
            $"{Service}/sessions",
            new
            {
                id,
                branchId = branch.Id,
                kind,
                topicCode = topic,
                from = to.AddHours(-hours),
                to,
            }
        );
    }

    /// <summary>Writes down who attended a session, and for how long.</summary>
    public Task<Answer> CompleteSession(Guid id, decimal hours, params Guid[] attendees) =>
        trainer.Post($"{Service}/sessions/{id}/completion", new { attendeeIds = attendees, hours });

    /// <summary>Trains a newcomer in all five topics, eight hours a day on the five days up to so many days ago.</summary>
    public async Task<IReadOnlyList<Guid>> Train(Member newcomer, int lastDaysAgo = 1)
    {
        // The plan follows the hiring by an event.
        await Eventually.Sees(() => Onboarding(newcomer.Id), answer => answer.Accepted);
        List<Guid> sessions = [];
        foreach (var (at, topic) in EscortTopics.Index())
        {
            var id = Guid.CreateVersion7();
            (await PlanSession(id, topic, lastDaysAgo + at)).Ok();
            (await CompleteSession(id, 8, newcomer.Id)).Ok();
            sessions.Add(id);
        }
        return sessions;
    }

    /// <summary>Schedules an assessment over the last month; an onboarding exam with kind <c>Onboarding</c>.</summary>
    public Task<Answer> Schedule(Guid id, Guid employee, string kind = "Combined", Guid? complaint = null)
    {
        var to = Now.AddSeconds(-1);
        return trainer.Post(
            $"{Service}/assessments",
            new
            {
                id,
                employeeId = employee,
                kind,
                from = to.AddDays(-30),
                to,
                complaintId = complaint,
            }
        );
    }

    /// <summary>Enters the score of the written exam.</summary>
    public Task<Answer> GradeTheory(Guid assessment, decimal score, Member? by = null) =>
        (by ?? trainer).Post($"{Service}/assessments/{assessment}/theory", new { score });

    /// <summary>Enters the grade of the practice; the verdict is in the answer.</summary>
    public Task<Answer> GradePractical(Guid assessment, decimal grade, Member? by = null) =>
        (by ?? trainer).Post($"{Service}/assessments/{assessment}/practical", new { grade, form = "Simulated" });

    /// <summary>Schedules and grades both parts; the answer holds id and verdict.</summary>
    public async Task<Answer> Assess(Guid employee, decimal theory, decimal practical, string kind = "Combined", Guid? complaint = null)
    {
        var id = Guid.CreateVersion7();
        (await Schedule(id, employee, kind, complaint)).Ok();
        (await GradeTheory(id, theory)).Ok();
        return (await GradePractical(id, practical)).Ok();
    }

    /// <summary>A newcomer trained, examined and certified: <c>OnboardingCompleted</c>, <c>CertificateIssued</c>.</summary>
    public async Task<Answer> Qualify(Member newcomer, int lastDaysAgo = 1)
    {
        await Train(newcomer, lastDaysAgo);
        await Assess(newcomer.Id, 86, 88, "Onboarding");
        return (await IssueCertificate(newcomer.Id)).Ok();
    }

    /// <summary>Issues the certificate; refused with everything that lacks.</summary>
    public Task<Answer> IssueCertificate(Guid employee, Member? by = null) =>
        (by ?? trainer).Post($"{Service}/certificates", new { employeeId = employee });

    /// <summary>Fails an assessment, because of a complaint's special training where one is named: <c>ExamFailed</c>.</summary>
    public async Task<Guid> Fail(Member employee, Guid? complaint = null)
    {
        // A special training follows the finding by an event.
        if (complaint is { } named)
            await SessionOf(named);
        return (await Assess(employee.Id, 41, 62, complaint: complaint))["id"].GetGuid();
    }

    /// <summary>The session that a complaint or a discipline case opened, once it is there.</summary>
    public async Task<JsonElement> SessionOf(Guid source) =>
        (
            await Eventually.Sees(
                () => trainer.Get($"{Service}/sessions?source={source}"),
                answer => answer.Accepted && answer["sessions"].GetArrayLength() > 0
            )
        )["sessions"]
            .EnumerateArray()
            .Last();

    /// <summary>Gives the session of a complaint or a discipline case a time and records that the person attended.</summary>
    public async Task<Answer> HoldSessionOf(Guid source, Guid employee, decimal hours = 2)
    {
        var id = (await SessionOf(source)).GetProperty("id").GetGuid();
        var read = (await trainer.Get($"{Service}/sessions/{id}")).Ok();
        var to = Now.AddMinutes(-1);
        (await trainer.Put($"{Service}/sessions/{id}/time", new { from = to.AddHours(-(double)hours), to }, read.ETag)).Ok();
        return (await CompleteSession(id, hours, employee)).Ok();
    }

    /// <summary>The resit that a discipline case ordered, once it is there.</summary>
    public async Task<Guid> ResitOf(Guid disciplineCase, Guid employee)
    {
        await SessionOf(disciplineCase);
        return (await Record(employee))
            .Ok()["assessments"]
            .EnumerateArray()
            .First(element =>
                element.GetProperty("disciplineCaseId") is { ValueKind: JsonValueKind.String } of && of.GetGuid() == disciplineCase
            )
            .GetProperty("id")
            .GetGuid();
    }

    /// <summary>Remedial training, then the resit with these grades: <c>ResitPassed</c> or <c>ResitFailed</c>.</summary>
    public async Task<Answer> Resit(Guid disciplineCase, Guid employee, decimal theory = 82, decimal practical = 87)
    {
        var resit = await ResitOf(disciplineCase, employee);
        await HoldSessionOf(disciplineCase, employee);
        (await GradeTheory(resit, theory)).Ok();
        return (await GradePractical(resit, practical)).Ok();
    }

    /// <summary>How far a newcomer is.</summary>
    public Task<Answer> Onboarding(Guid employee) => trainer.Get($"{Service}/onboarding/{employee}");

    /// <summary>A person's assessments and failures in a row.</summary>
    public Task<Answer> Record(Guid employee) => trainer.Get($"{Service}/people/{employee}/record");
}
