using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>One branch, its trainer and the people who learn there.</summary>
public sealed class TestSite(TrainingService service, Guid branch)
{
    public static readonly string[] Everything = ["training.plan", "training.record", "exams.grade", "exams.read", "certificates.issue"];

    public static readonly string[] Topics =
    [
        "basic-medicine",
        "hospital-procedure",
        "communication-etiquette",
        "client-psychology",
        "ethics-law",
    ];

    readonly Lazy<Task> opened = new(() =>
        service.Tells(
            new BranchOpened(branch, BranchKind.EscortCompany, service.TimeZoneOfBranches, new(2026, 1, 1)),
            branch,
            TrainingService.BranchQueue
        )
    );

    public Guid Id => branch;

    public Person Trainer { get; } = service.At(branch, [.. Everything, "policies.write", "trail.read"]);

    /// <summary>A trainer who recorded nothing.</summary>
    public Person Second { get; } = service.At(branch, TestSite.Everything);

    public DateTimeOffset Now => service.Clock.GetUtcNow();

    /// <summary>Payroll says that somebody was hired; the file is open afterwards.</summary>
    public async Task<Guid> Hire(Post post = Post.Escort, Guid? known = null)
    {
        await opened.Value;
        var id = known ?? Guid.CreateVersion7();
        await service.Tells(service.Hired(id, branch, post), id, TrainingService.HiredQueue);
        return id;
    }

    /// <summary>What a trainer writes down to plan a session that ended some days ago.</summary>
    public object SessionBody(
        Guid id,
        string topic = "ethics-law",
        int daysAgo = 1,
        int hours = 8,
        string kind = "Onboarding",
        Guid[]? audience = null,
        DateTimeOffset? now = null
    )
    {
        var to = (now ?? Now).AddDays(-daysAgo);
        return new
        {
            id,
            branchId = branch,
            kind,
            topicCode = topic,
            from = to.AddHours(-hours),
            to,
            audienceIds = audience,
        };
    }

    /// <summary>A session that was planned and held.</summary>
    public async Task<Guid> HoldSession(string topic, int daysAgo, decimal hours, params Guid[] attendees)
    {
        var id = Guid.CreateVersion7();
        (await Trainer.Post("/sessions", SessionBody(id, topic, daysAgo))).Ok();
        (await Complete(id, hours, attendees)).Ok();
        return id;
    }

    public Task<Answer> Complete(Guid session, decimal hours, params Guid[] attendees) =>
        Trainer.Post($"/sessions/{session}/completion", new { attendeeIds = attendees, hours });

    /// <summary>An escort who attended all topics and all hours.</summary>
    public async Task<Guid> ReadyForExam()
    {
        var escort = await Hire();
        foreach (var (at, topic) in Topics.Index())
            await HoldSession(topic, at + 1, 8, escort);
        return escort;
    }

    /// <summary>An escort whose onboarding is complete.</summary>
    public async Task<Guid> Onboarded()
    {
        var escort = await ReadyForExam();
        await Assess(escort, "Onboarding");
        return escort;
    }

    /// <summary>What a trainer writes down to schedule an assessment over the last month.</summary>
    public object AssessmentBody(Guid id, Guid person, string kind = "Combined", Guid? complaint = null, DateTimeOffset? to = null) =>
        new
        {
            id,
            employeeId = person,
            kind,
            from = (to ?? Now).AddDays(-30),
            to = to ?? Now,
            complaintId = complaint,
        };

    public async Task<Guid> Schedule(Guid person, string kind = "Combined", Guid? complaint = null)
    {
        var id = Guid.CreateVersion7();
        (await Trainer.Post("/assessments", AssessmentBody(id, person, kind, complaint))).Ok();
        return id;
    }

    public Task<Answer> Theory(Guid assessment, decimal score = 90, Person? by = null) =>
        (by ?? Trainer).Post($"/assessments/{assessment}/theory", new { score });

    public Task<Answer> Practical(Guid assessment, decimal grade = 85, Person? by = null) =>
        (by ?? Trainer).Post($"/assessments/{assessment}/practical", new { grade, form = "Simulated" });

    /// <summary>A judged assessment.</summary>
    public async Task<Guid> Assess(
        Guid person,
        string kind = "Combined",
        Guid? complaint = null,
        decimal theory = 90,
        decimal practical = 85
    )
    {
        var id = await Schedule(person, kind, complaint);
        (await Theory(id, theory)).Ok();
        (await Practical(id, practical)).Ok();
        return id;
    }

    /// <summary>Another trainer puts right scores in the place of wrong ones.</summary>
    public Task<Answer> Correct(Guid assessment, decimal theory = 90, decimal practical = 85, Person? by = null, Guid? id = null) =>
        (by ?? Second).Post(
            $"/assessments/{assessment}/correction",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                theory,
                practical,
                form = "Simulated",
                reason = "the digits were swapped",
            }
        );

    /// <summary>Another trainer voids what was entered by mistake.</summary>
    public Task<Answer> Void(Guid assessment, Person? by = null, string reason = "of another person") =>
        (by ?? Second).Post($"/assessments/{assessment}/voiding", new { reason });

    public Task<Guid> Failed(Guid person, Guid? complaint = null) => Assess(person, complaint: complaint, theory: 10);

    public async Task<Answer> Record(Guid person) => (await Trainer.Get($"/people/{person}/record")).Ok();

    public async Task<Answer> Assessment(Guid id) => (await Trainer.Get($"/assessments/{id}")).Ok();

    /// <summary>Somebody took a complaint of a client down.</summary>
    public ComplaintFiled Filed(Guid complaint, Guid client, params Guid[] accused) =>
        new(complaint, branch, client, null, null, ComplaintKind.Medical, "Desk", accused, Now.AddDays(-2), Version: 1);

    /// <summary>The client is content.</summary>
    public ComplaintClosed Closed(Guid complaint, int version = 5) =>
        new(complaint, branch, Upheld: true, 1, WithinTime: true, Now, version);

    /// <summary>The client is not content after all.</summary>
    public ComplaintReopened Reopened(Guid complaint, int version = 6) =>
        new(complaint, branch, null, Round: 2, "not-satisfied", Now, version);

    /// <summary>The finding of an investigator.</summary>
    public ComplaintResponsibilityDetermined Determined(Guid complaint, Guid? responsible, int version = 2) =>
        new(complaint, branch, responsible, "ServiceAttitude", Severity.Major, false, Now, version);

    /// <summary>A director finds it wrong.</summary>
    public ComplaintOverturned Overturned(Guid complaint, Guid responsible, int version = 3) =>
        new(complaint, branch, responsible, "NotAtFault", Guid.CreateVersion7(), Now, version);

    /// <summary>A complaint for which a person was found responsible.</summary>
    public async Task<Guid> FindResponsible(Guid person)
    {
        var complaint = Guid.CreateVersion7();
        await service.Tells(Determined(complaint, person), complaint, TrainingService.DeterminedQueue);
        return complaint;
    }

    public TrainingOrdered Ordered(Guid disciplineCase, Guid person, bool resit = true) =>
        new(disciplineCase, person, branch, "communication-etiquette", resit, Now.AddDays(14), Now);

    /// <summary>The one session a complaint or case opened that stands.</summary>
    public async Task<Guid> SessionOf(Guid source) =>
        (await Trainer.Get($"/sessions?source={source}")).Ok()["sessions"].EnumerateArray().Last().GetProperty("id").GetGuid();

    /// <summary>Gives a requested session a time in the past and records that the person attended.</summary>
    public async Task Hold(Guid session, Guid person, int daysAgo = 1)
    {
        var look = (await Trainer.Get($"/sessions/{session}")).Ok();
        (
            await Trainer.Put(
                $"/sessions/{session}/time",
                new { from = Now.AddDays(-daysAgo).AddHours(-2), to = Now.AddDays(-daysAgo) },
                look.ETag
            )
        ).Ok();
        (await Complete(session, 2, person)).Ok();
    }

    /// <summary>How many facts of a type were said about a person or thing.</summary>
    public Task<long> Said(string type, Guid about) =>
        service.Database.Count($"trail WHERE kind = 'fact' AND type = '{type}' AND '{about}' = ANY (subjects)");
}
