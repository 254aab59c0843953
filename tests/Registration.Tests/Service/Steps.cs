namespace Clinic.Registration.Tests.Service;

/// <summary>One visit, walked step by step by the people whose steps they are.</summary>
public sealed class Steps(TestSite site, Guid id)
{
    static readonly object Nothing = new { };

    public Guid Id => id;

    public Person? Doctor { get; private set; }

    public Task<Answer> Look() => site.Desk.Get($"/visits/{id}");

    public Task<Answer> Greet() => site.Guide.Post(Path("greeting"));

    public async Task<Answer> Triage(object? body = null)
    {
        var answer = await site.TriageOfficer.Post(Path("triage"), body ?? new { departmentId = site.Department, way = "Rotation" });
        if (answer.Accepted)
            Doctor = site.DoctorOf(answer["doctorId"].GetGuid());
        return answer;
    }

    public async Task<Answer> Retriage(object body)
    {
        var answer = await site.TriageOfficer.Post(Path("retriage"), body);
        if (answer.Accepted)
            Doctor = site.DoctorOf(answer["doctorId"].GetGuid());
        return answer;
    }

    public Task<Answer> Notify() => site.Desk.Post(Path("doctor-notification"));

    public Task<Answer> Collect(Person? by = null) => (by ?? Doctor)!.Post(Path("collection"));

    public Task<Answer> Identify(bool matches = true) =>
        Doctor!.Post(Path("identity-check"), new { identifiers = new[] { "Name", "BirthDate" }, matches });

    public Task<Answer> Plan(string plan = "cleaning") =>
        Doctor!.Post(
            Path("plan"),
            new
            {
                history = "none",
                examination = "in order",
                plan,
            }
        );

    public Task<Answer> Consent(bool risk = true, bool agreed = true, params string[] declined) =>
        Doctor!.Post(
            Path("consent"),
            new
            {
                disclosures = new
                {
                    cause = true,
                    prognosis = true,
                    risk,
                    price = true,
                    cycle = true,
                },
                understood = true,
                agreed,
                declinedItems = declined,
            }
        );

    public Task<Answer> Treat(string after = "no hot drinks today") =>
        Doctor!.Post(
            Path("treatment"),
            new
            {
                observation = "calm throughout",
                diagnosisCode = "K02.9",
                returnDate = DateOnly.FromDateTime(site.Service.Clock.GetUtcNow().UtcDateTime.AddDays(14)),
                cautionsBefore = "none",
                cautionsDuring = "raise a hand",
                cautionsAfter = after,
            }
        );

    public Task<Answer> ReturnChart() => site.Desk.Post(Path("chart-return"));

    public Task<Answer> Complete() =>
        site.Desk.Post(
            Path("completion"),
            new
            {
                purchased = true,
                charge = new { amount = 320.00m, currency = "CNY" },
                paid = true,
            }
        );

    public Task<Answer> Farewell() => site.Guide.Post(Path("farewell"));

    public async Task<Answer> Void(string? ifMatch = null) =>
        await site.Manager.Post(
            Path("void"),
            new { reasonCode = "EnteredByMistake", reason = "wrong client chosen" },
            ifMatch ?? (await Look()).ETag
        );

    public Task<Answer> Leave(string reasonCode = "WaitedTooLong") => site.Desk.Post(Path("departure"), new { reasonCode });

    /// <summary>Every step after the check-in: its name, whose it is, the body, and the act.</summary>
    public IReadOnlyList<(string Name, Func<Person> Who, object Body, Func<Task<Answer>> Act)> All =>
        [
            ("greeting", () => site.Guide, Nothing, Greet),
            ("triage", () => site.TriageOfficer, new { departmentId = site.Department, way = "Rotation" }, () => Triage()),
            ("doctor-notification", () => site.Desk, Nothing, Notify),
            ("collection", () => Doctor ?? site.Doctors[0], Nothing, () => Collect()),
            (
                "identity-check",
                () => Doctor ?? site.Doctors[0],
                new { identifiers = new[] { "Name", "BirthDate" }, matches = true },
                () => Identify()
            ),
            (
                "plan",
                () => Doctor ?? site.Doctors[0],
                new
                {
                    history = "none",
                    examination = "in order",
                    plan = "cleaning",
                },
                () => Plan()
            ),
            (
                "consent",
                () => Doctor ?? site.Doctors[0],
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
                },
                () => Consent()
            ),
            (
                "treatment",
                () => Doctor ?? site.Doctors[0],
                new
                {
                    observation = "calm",
                    cautionsBefore = "a",
                    cautionsDuring = "b",
                    cautionsAfter = "c",
                    noReturnNeeded = true,
                },
                () => Treat()
            ),
            ("chart-return", () => site.Desk, Nothing, ReturnChart),
            ("completion", () => site.Desk, new { purchased = true, paid = true }, Complete),
            ("farewell", () => site.Guide, Nothing, Farewell),
        ];

    /// <summary>Walks up to and including a step.</summary>
    public async Task<Steps> Until(string step)
    {
        foreach (var (name, _, _, act) in All)
        {
            (await act()).Ok();
            if (name == step)
                return this;
        }
        throw new ArgumentException($"There is no step {step}.");
    }

    string Path(string step) => $"/visits/{id}/{step}";
}
