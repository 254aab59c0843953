namespace Clinic.TestSupport;

/// <summary>One visit from the door to the farewell, a method a step, in the order of the site.</summary>
public sealed class VisitStory(Branch branch, Guid client, Guid id)
{
    /// <summary>The visit.</summary>
    public Guid Id { get; private set; } = id;

    /// <summary>The client.</summary>
    public Guid Client => client;

    /// <summary>Known once triaged.</summary>
    public Member? Doctor { get; private set; }

    string Path => $"/api/registration/visits/{Id}";

    /// <summary>The desk checks the client in; the answer holds the ticket.</summary>
    public async Task<Answer> CheckIn()
    {
        var answer = await branch.Receptionist.Post(
            "/api/registration/visits",
            new
            {
                id = Id,
                branchId = branch.Id,
                clientId = client,
            }
        );
        if (answer.Accepted)
            Id = answer["id"].GetGuid();
        return answer;
    }

    /// <summary>The guide greets; the answer holds the seconds.</summary>
    public Task<Answer> Greet() => branch.Guide.Post($"{Path}/greeting");

    /// <summary>The triage officer gives the client to the doctor whose turn it is.</summary>
    public Task<Answer> Triage() => Triaged(new { departmentId = branch.Department, way = "Rotation" });

    /// <summary>The client asks for a doctor by name.</summary>
    public Task<Answer> TriageTo(Member doctor) =>
        Triaged(
            new
            {
                departmentId = branch.Department,
                way = "Designated",
                doctorId = doctor.Id,
                reason = "the client asks for this doctor",
            }
        );

    /// <summary>The desk tells the doctor.</summary>
    public Task<Answer> Notify() => branch.Receptionist.Post($"{Path}/doctor-notification");

    /// <summary>The doctor collects the client from the waiting area.</summary>
    public Task<Answer> Collect() => Doctor!.Post($"{Path}/collection");

    /// <summary>The doctor checks two identifiers again.</summary>
    public Task<Answer> CheckIdentity() =>
        Doctor!.Post($"{Path}/identity-check", new { identifiers = new[] { "Name", "BirthDate" }, matches = true });

    /// <summary>The doctor writes history, examination and plan.</summary>
    public Task<Answer> Plan() =>
        Doctor!.Post(
            $"{Path}/plan",
            new
            {
                history = "none",
                examination = "in order",
                plan = "cleaning",
            }
        );

    /// <summary>The client consents after five disclosures.</summary>
    public Task<Answer> Consent() =>
        Doctor!.Post(
            $"{Path}/consent",
            new
            {
                disclosures = new
                {
                    cause = true,
                    prognosis = true,
                    risk = true,
                    price = true,
                    cycle = true,
                },
                understood = true,
                agreed = true,
                declinedItems = Array.Empty<string>(),
            }
        );

    /// <summary>The doctor treats and tells the return date and the cautions.</summary>
    public Task<Answer> Treat() =>
        Doctor!.Post(
            $"{Path}/treatment",
            new
            {
                observation = "calm",
                diagnosisCode = "K02.9",
                returnDate = DateOnly.FromDateTime(branch.Group.Platform.Now.UtcDateTime.AddDays(14)),
                cautionsBefore = "fasting not needed",
                cautionsDuring = "raise a hand",
                cautionsAfter = "no hot drinks today",
            }
        );

    /// <summary>The desk receives the chart.</summary>
    public Task<Answer> ReturnChart() => branch.Receptionist.Post($"{Path}/chart-return");

    /// <summary>The desk completes the formalities: <c>VisitCompleted</c>.</summary>
    public Task<Answer> Complete() =>
        branch.Receptionist.Post(
            $"{Path}/completion",
            new
            {
                purchased = true,
                charge = new { amount = 320.00m, currency = "CNY" },
                paid = true,
            }
        );

    /// <summary>The guide says goodbye.</summary>
    public Task<Answer> Farewell() => branch.Guide.Post($"{Path}/farewell");

    /// <summary>The branch manager takes a visit back that was entered by mistake.</summary>
    public async Task<Answer> Void(string? ifMatch = null) =>
        await branch.Manager.Post(
            $"{Path}/void",
            new { reasonCode = "EnteredByMistake", reason = "wrong client chosen" },
            ifMatch ?? (await branch.Manager.Get(Path)).Ok().ETag
        );

    /// <summary>What is known of the visit.</summary>
    public Task<Answer> Look() => branch.Receptionist.Get(Path);

    /// <summary>All steps up to the completion, each with its name.</summary>
    public IReadOnlyList<(string Name, Func<Task<Answer>> Act)> Steps =>
        [
            ("check-in", CheckIn),
            ("greeting", Greet),
            ("triage", Triage),
            ("doctor-notification", Notify),
            ("collection", Collect),
            ("identity-check", CheckIdentity),
            ("plan", Plan),
            ("consent", Consent),
            ("treatment", Treat),
            ("chart-return", ReturnChart),
            ("completion", Complete),
        ];

    /// <summary>Walks all steps up to and including the one named.</summary>
    public async Task<VisitStory> Until(string step)
    {
        foreach (var (name, act) in Steps)
        {
            (await act()).Ok();
            if (name == step)
                return this;
        }
        throw new ArgumentException($"There is no step {step}.");
    }

    async Task<Answer> Triaged(object way)
    {
        var answer = await branch.TriageOfficer.Post($"{Path}/triage", way);
        if (answer.Accepted)
            Doctor = branch.DoctorOf(answer["doctorId"].GetGuid());
        return answer;
    }
}
