using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>Who has a part in a complaint.</summary>
/// <param name="Desk">Takes it down.</param>
/// <param name="Agent">Answers the client and hears what the client says to it.</param>
/// <param name="Manager">Appoints, proposes and closes.</param>
/// <param name="Investigator">Finds cause and responsibility; not accused.</param>
/// <param name="Director">Overturns, and gets what the manager may not decide.</param>
public sealed record ComplaintPeople(Member Desk, Member Agent, Member Manager, Member Investigator, Member Director);

/// <summary>One complaint from filing to closing and back, a method a step, in the order of the site.</summary>
public sealed class ComplaintStory(ComplaintPeople people, Guid branch, Guid id)
{
    /// <summary>The complaint.</summary>
    public Guid Id => id;

    string Path => $"/api/feedback/complaints/{id}";

    /// <summary>The desk takes down what the client complains of; the answer holds both deadlines.</summary>
    public Task<Answer> File(
        DateTimeOffset happenedAt,
        IReadOnlyList<Guid> accused,
        Guid? client = null,
        Guid? visit = null,
        Guid? engagement = null
    ) =>
        people.Desk.Post(
            "/api/feedback/complaints",
            new
            {
                id,
                branchId = branch,
                clientName = "Li Na",
                contact = "+8613900139000",
                matter = "The escort came late and was impatient.",
                happenedAt,
                channel = "Phone",
                kind = "NonMedical",
                clientId = client,
                visitId = visit,
                engagementId = engagement,
                accusedIds = accused,
                comfort = "We are sorry and look into it at once.",
            }
        );

    /// <summary>The agent gives the first answer.</summary>
    public Task<Answer> Answer() => people.Agent.Post($"{Path}/first-answer", new { words = "Your complaint is being handled." });

    /// <summary>The manager, or who else may decide, appoints the investigator.</summary>
    public async Task<Answer> Appoint(Member? investigator = null, Member? by = null, string? ifMatch = null) =>
        await (by ?? people.Manager).Post(
            $"{Path}/investigator",
            new { investigatorId = (investigator ?? people.Investigator).Id },
            ifMatch ?? await ETag()
        );

    /// <summary>The investigator names cause and responsible person, or that nobody is.</summary>
    public Task<Answer> Determine(Guid? responsible, Member? by = null) =>
        (by ?? people.Investigator).Post(
            $"{Path}/finding",
            new
            {
                cause = "ServiceAttitude",
                severity = "Minor",
                loss = false,
                facts = "Both sides were heard.",
                responsibleId = responsible,
            }
        );

    /// <summary>The manager proposes a solution.</summary>
    public Task<Answer> Propose() =>
        people.Manager.Post($"{Path}/proposal", new { plan = "An apology and a free cleaning.", opinion = "The complaint is justified." });

    /// <summary>The agent tells the client the result.</summary>
    public Task<Answer> TellResult() =>
        people.Agent.Post($"{Path}/result", new { words = "We apologise.", reaction = "The client listens." });

    /// <summary>The client is not satisfied.</summary>
    public Task<Answer> Dissatisfied() => people.Agent.Post($"{Path}/dissatisfaction", new { reason = "An apology alone is too little." });

    /// <summary>The client is satisfied.</summary>
    public Task<Answer> Satisfied() => people.Agent.Post($"{Path}/satisfaction", new { score = 80 });

    /// <summary>The agent looks after it.</summary>
    public Task<Answer> Track() => people.Agent.Post($"{Path}/tracking", new { findings = "The client came back and was served well." });

    /// <summary>The manager closes it; where no training followed, with the reason why.</summary>
    public Task<Answer> Close(string? noImprovementReason = null) =>
        people.Manager.Post(
            $"{Path}/closure",
            new
            {
                summary = "Impatient words at the door.",
                preventiveMeasure = "Special training.",
                noImprovementReason,
            }
        );

    /// <summary>The client comes back.</summary>
    public Task<Answer> Reopen() => people.Agent.Post($"{Path}/reopening", new { reason = "It happened again." });

    /// <summary>The client takes it back.</summary>
    public Task<Answer> Withdraw() => people.Agent.Post($"{Path}/withdrawal", new { reason = "It was a misunderstanding." });

    /// <summary>The director finds that the responsibility was wrong: <c>ComplaintOverturned</c>.</summary>
    public async Task<Answer> Overturn(Member? by = null, string? ifMatch = null) =>
        await (by ?? people.Director).Post(
            $"{Path}/overturning",
            new
            {
                reasonCode = "WrongPerson",
                reason = "Somebody else was at the door.",
                evidence = "The recording of the day.",
            },
            ifMatch ?? await ETag()
        );

    /// <summary>The complaint in full, with its notices and measures; audited.</summary>
    public Task<Answer> Look() => people.Agent.Get(Path);

    /// <summary>Who was told because nobody answered in time, in order.</summary>
    public async Task<IReadOnlyList<string>> Ladder() =>
        [
            .. (await Look())
                .Ok()["notices"]
                .EnumerateArray()
                .Where(notice => Text(notice, "kind") != "Report")
                .Select(notice => $"{Text(notice, "kind")} {notice.GetProperty("rung").GetInt32()} {Text(notice, "told")}"),
        ];

    /// <summary>From the first answer to the closing, somebody being responsible and the client not satisfied at first.</summary>
    public IReadOnlyList<(string Name, Func<Task<Answer>> Act)> Steps(Guid responsible) =>
        [
            ("first-answer", Answer),
            ("investigator", () => Appoint()),
            ("finding", () => Determine(responsible)),
            ("proposal", Propose),
            ("result", TellResult),
            ("dissatisfaction", Dissatisfied),
            ("second-proposal", Propose),
            ("second-result", TellResult),
            ("satisfaction", Satisfied),
            ("tracking", Track),
            ("closure", () => Close()),
        ];

    async Task<string?> ETag() => (await Look()).Ok().ETag;

    static string? Text(JsonElement one, string member) => one.GetProperty(member).GetString();
}
