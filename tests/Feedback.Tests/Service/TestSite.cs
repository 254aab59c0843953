using System.Text.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>One branch and those who handle its complaints, each with the rights of the post.</summary>
public sealed class TestSite(FeedbackService service, Guid branch)
{
    public static readonly string[] Everything =
    [
        "complaints.file",
        "complaints.read",
        "complaints.handle",
        "complaints.decide",
        "complaints.investigate",
        "complaints.overturn",
        "complaints.close-unsatisfied",
        "followups.make",
        "followups.read",
        "surveys.send",
        "surveys.read",
        "surveys.scores",
        "surveys.read-own",
        "trail.read",
    ];

    /// <summary>What everybody who works here may do with complaints.</summary>
    public static readonly string[] Employed = ["complaints.file", "complaints.investigate", "surveys.read-own"];

    public Guid Branch => branch;

    public FeedbackService Service => service;

    public Person Desk { get; private set; } = null!;

    public Person Agent { get; private set; } = null!;

    public Person Manager { get; private set; } = null!;

    public Person Quality { get; private set; } = null!;

    public Person Director { get; private set; } = null!;

    /// <summary>Whom clients complain of here.</summary>
    public Guid Escort { get; private set; }

    public async Task Staffed()
    {
        var hired = await Task.WhenAll(
            new[]
            {
                Post.Receptionist,
                Post.CustomerServiceAgent,
                Post.BranchManager,
                Post.QualityOfficer,
                Post.Director,
                Post.Escort,
            }.Select(post => service.Hire(branch, post))
        );
        Desk = service.As(hired[0], (branch, Employed));
        Agent = service.As(
            hired[1],
            (
                branch,
                [.. Employed, "complaints.read", "complaints.handle", "followups.make", "followups.read", "surveys.send", "trail.read"]
            )
        );
        Manager = service.As(
            hired[2],
            (
                branch,
                [
                    .. Employed,
                    "complaints.read",
                    "complaints.handle",
                    "complaints.decide",
                    "followups.read",
                    "surveys.read",
                    "surveys.scores",
                    "policies.write",
                    "policies.read",
                ]
            )
        );
        Quality = service.As(
            hired[3],
            (branch, [.. Employed, "complaints.read", "surveys.read", "surveys.scores", "surveys.send", "followups.read"])
        );
        Director = service.As(
            hired[4],
            (
                null,
                [
                    .. Employed,
                    "complaints.read",
                    "complaints.decide",
                    "complaints.overturn",
                    "complaints.close-unsatisfied",
                    "surveys.read",
                    "surveys.scores",
                ]
            )
        );
        Escort = hired[5];
    }

    /// <summary>Somebody else of the branch with these rights.</summary>
    public Person As(params string[] permissions) => service.At(branch, permissions);

    /// <summary>What the desk writes down.</summary>
    public Dictionary<string, object?> Filing(Guid? id = null, params Guid[] accused) =>
        new()
        {
            ["id"] = id ?? Guid.CreateVersion7(),
            ["branchId"] = branch,
            ["clientName"] = "Zhang Wei",
            ["contact"] = "+8613800138000",
            ["matter"] = "The escort was rude.",
            ["happenedAt"] = service.Clock.GetUtcNow().AddHours(-1),
            ["channel"] = "Phone",
            ["kind"] = "NonMedical",
            ["accusedIds"] = accused.Length == 0 ? [Escort] : accused,
            ["engagementId"] = Guid.CreateVersion7(),
            ["comfort"] = "We are sorry.",
        };

    /// <summary>A complaint of the escort.</summary>
    public async Task<CaseSteps> Filed(params Guid[] accused)
    {
        var filing = Filing(null, accused);
        (await Desk.Post("/complaints", filing)).Ok();
        return new(this, (Guid)filing["id"]!, (Guid)filing["engagementId"]!);
    }

    /// <summary>How many facts of a kind a case has.</summary>
    public async Task<int> Facts(Guid caseId, string type) =>
        (await Agent.Get($"/trail/{caseId}")).Ok().Body.EnumerateArray().Count(step => step.GetProperty("type").GetString() == type);
}

/// <summary>One complaint, a method a step.</summary>
public sealed class CaseSteps(TestSite site, Guid id, Guid caseId)
{
    public Guid Id => id;

    public Guid Case => caseId;

    public string Path => $"/complaints/{id}";

    public static readonly Dictionary<string, object> Words = new()
    {
        ["first-answer"] = new { words = "We look into it." },
        ["finding"] = new
        {
            cause = "ServiceAttitude",
            severity = "Minor",
            loss = false,
            facts = "Heard both.",
            responsibleId = (Guid?)null,
        },
        ["proposal"] = new { plan = "An apology.", opinion = "Justified." },
        ["result"] = new { words = "We apologise.", reaction = "Good." },
        ["dissatisfaction"] = new { reason = "Not enough." },
        ["satisfaction"] = new { score = 80 },
        ["tracking"] = new { findings = "Solved." },
        ["closure"] = new
        {
            summary = "Rude words.",
            preventiveMeasure = "Training.",
            noImprovementReason = "Nobody is responsible.",
        },
        ["unsatisfied-closure"] = new
        {
            reason = "Nothing is enough.",
            summary = "Rude words.",
            preventiveMeasure = "Training.",
            noImprovementReason = "Nobody is responsible.",
        },
        ["reopening"] = new { reason = "It happened again." },
        ["withdrawal"] = new { reason = "I take it back." },
        ["overturning"] = new
        {
            reasonCode = "WrongPerson",
            reason = "It was somebody else.",
            evidence = "The recording.",
        },
    };

    public Task<Answer> Answer() => site.Agent.Post($"{Path}/first-answer", Words["first-answer"]);

    public async Task<Answer> Appoint(Guid? investigator = null, Person? by = null, string? ifMatch = null) =>
        await (by ?? site.Manager).Post(
            $"{Path}/investigator",
            new { investigatorId = investigator ?? site.Quality.Id },
            ifMatch ?? await ETag()
        );

    public Task<Answer> Find(Guid? responsible, Person? by = null, string cause = "ServiceAttitude") =>
        (by ?? site.Quality).Post(
            $"{Path}/finding",
            new
            {
                cause,
                severity = "Major",
                loss = false,
                facts = "Heard both.",
                responsibleId = responsible,
            }
        );

    public Task<Answer> Propose() => site.Manager.Post($"{Path}/proposal", Words["proposal"]);

    /// <summary>The manager has something done about the cause.</summary>
    public Task<Answer> Measure(Guid owner, Guid? measure = null, string kind = "Process", TimeSpan? within = null) =>
        site.Manager.Post(
            $"{Path}/measures",
            new
            {
                id = measure ?? Guid.CreateVersion7(),
                kind,
                ownerId = owner,
                dueAt = site.Service.Clock.GetUtcNow() + (within ?? TimeSpan.FromDays(30)),
                words = "A second desk from nine to eleven.",
            }
        );

    public Task<Answer> Tell() => site.Agent.Post($"{Path}/result", Words["result"]);

    public Task<Answer> Dissatisfied() => site.Agent.Post($"{Path}/dissatisfaction", Words["dissatisfaction"]);

    public Task<Answer> Satisfied() => site.Agent.Post($"{Path}/satisfaction", Words["satisfaction"]);

    public Task<Answer> Track() => site.Agent.Post($"{Path}/tracking", Words["tracking"]);

    public Task<Answer> Close(bool saysWhyNone = false) =>
        site.Manager.Post(
            $"{Path}/closure",
            saysWhyNone ? Words["closure"] : new { summary = "Rude words.", preventiveMeasure = "Training." }
        );

    public async Task<Answer> CloseUnsatisfied() =>
        await site.Director.Post($"{Path}/unsatisfied-closure", Words["unsatisfied-closure"], await ETag());

    public Task<Answer> Reopen() => site.Agent.Post($"{Path}/reopening", Words["reopening"]);

    public Task<Answer> Withdraw() => site.Agent.Post($"{Path}/withdrawal", Words["withdrawal"]);

    public async Task<Answer> Overturn(Person? by = null, string? ifMatch = null) =>
        await (by ?? site.Director).Post($"{Path}/overturning", Words["overturning"], ifMatch ?? await ETag());

    public async Task<JsonElement> Look() => (await site.Director.Get(Path)).Ok().Body;

    public async Task<string> State() => (await Look()).GetProperty("status").GetString()!;

    public async Task<string?> ETag() => (await site.Director.Get(Path)).Ok().ETag;

    /// <summary>The state of each measure.</summary>
    public async Task<string[]> Actions() =>
        [.. (await Look()).GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("status").GetString()!)];

    /// <summary>The ladder as it was climbed, without the report.</summary>
    public async Task<string[]> Ladder() =>
        [
            .. (await Look())
                .GetProperty("notices")
                .EnumerateArray()
                .Where(notice => notice.GetProperty("kind").GetString() != "Report")
                .Select(notice =>
                    $"{notice.GetProperty("kind").GetString()} {notice.GetProperty("rung").GetInt32()} "
                    + $"{notice.GetProperty("told").GetString()}"
                ),
        ];

    /// <summary>Walks the straight road up to a state, the escort being responsible.</summary>
    public async Task<CaseSteps> Until(string state)
    {
        (string Reached, Func<Task<Answer>> Take)[] road =
        [
            ("Reported", () => throw new InvalidOperationException("Filing reports.")),
            ("FirstResponded", Answer),
            ("Investigating", () => Appoint()),
            ("CauseFound", () => Find(site.Escort)),
            ("SolutionProposed", Propose),
            ("ResultCommunicated", Tell),
            ("Satisfied", Satisfied),
            ("Tracked", Track),
            ("Closed", () => Close()),
        ];
        var now = await State();
        var (from, to) = (Array.FindIndex(road, pair => pair.Reached == now), Array.FindIndex(road, pair => pair.Reached == state));
        foreach (var (_, take) in road[(from + 1)..(to + 1)])
            (await take()).Ok();
        return this;
    }
}
