namespace Clinic.TestSupport;

/// <summary>
/// One case against an employee, from the fact that opened it to its end, a method a step: the decider hears and decides, HR puts
/// it into effect.
/// </summary>
public sealed class DisciplineStory(Member decider, Member hr, Guid id)
{
    const string Cases = "/api/payroll/discipline-cases";

    /// <summary>The case.</summary>
    public Guid Id => id;

    string Path => $"{Cases}/{id}";

    /// <summary>Waits for the case that a fact opened against an employee: source <c>Complaint</c> or <c>ConsecutiveFailures</c>.</summary>
    public static async Task<DisciplineStory> Opened(Member decider, Member hr, Guid employee, string source)
    {
        var found = await Eventually.Sees(
            () => decider.Get($"{Cases}?employeeId={employee}"),
            answer => answer.Accepted && Of(answer).Any()
        );
        return new(decider, hr, Of(found).Last());

        IEnumerable<Guid> Of(Answer answer) =>
            answer["cases"]
                .EnumerateArray()
                .Where(element => element.GetProperty("source").GetString() == source)
                .Select(element => element.GetProperty("id").GetGuid());
    }

    /// <summary>A lead or manager opens a case against an employee who broke a rule.</summary>
    public static Task<Answer> OpenByHand(Member lead, Guid caseId, Guid employee) =>
        lead.Post(
            Cases,
            new
            {
                id = caseId,
                employeeId = employee,
                ruleCode = "left-the-client-alone",
                loss = "Client",
                severity = "Major",
                account = "the client waited an hour without anybody",
            }
        );

    /// <summary>The decider hears the employee.</summary>
    public Task<Answer> Hear() => decider.Post($"{Path}/hearing", new { statement = "it was a bad day" });

    /// <summary>The decider decides on what they read last.</summary>
    public Task<Answer> Decide(string kind, decimal? amount = null) => Decide(decider, kind, amount);

    /// <summary>Somebody else tries to decide, having read the version from the decider.</summary>
    public async Task<Answer> Decide(Member by, string kind, decimal? amount = null) =>
        await by.Post(
            $"{Path}/decision",
            new
            {
                kind,
                reason = "decided after hearing the employee",
                amount = amount is { } money ? new { amount = money, currency = "CNY" } : null,
            },
            await Version()
        );

    /// <summary>HR puts the decision into effect; the employee knows of it.</summary>
    public Task<Answer> Execute() => Execute(hr);

    /// <summary>Somebody puts, or tries to put, the decision into effect.</summary>
    public async Task<Answer> Execute(Member by) => await by.Post($"{Path}/execution", new { employeeNotified = true }, await Version());

    /// <summary>The decider finds no fault.</summary>
    public async Task<Answer> Drop() =>
        await decider.Post($"{Path}/drop", new { reasonCode = "no-fault", reason = "nothing was found" }, await Version());

    /// <summary>What is known of the case.</summary>
    public Task<Answer> Look() => decider.Get(Path);

    /// <summary>The accused reads the own case.</summary>
    public Task<Answer> LookAtOwn(Member accused) => accused.Get($"{Cases}/mine/{id}");

    /// <summary>Waits until the case is so far: Opened, Heard, Decided, Effective, Done or Dropped.</summary>
    public Task<Answer> Becomes(string state) => Eventually.Sees(Look, answer => answer.Accepted && answer["state"].GetString() == state);

    /// <summary>Hears, decides and puts into effect; the answer of the last step.</summary>
    public async Task<Answer> Through(string kind, decimal? amount = null)
    {
        (await Hear()).Ok();
        (await Decide(kind, amount)).Ok();
        return (await Execute()).Ok();
    }

    async Task<string?> Version() => (await Look()).Ok().ETag;
}

/// <summary>What counts towards pay besides visits, as somebody with <c>payruns.read</c> sees it.</summary>
public sealed class PerformanceStory(Member reader, Guid branch)
{
    /// <summary>The lines of a person: kind Engagement, Rating, UpheldComplaint, Commission or Deduction.</summary>
    public Task<Answer> Lines(Guid employee, string? kind = null) =>
        reader.Get($"/api/payroll/performance?branchId={branch}&employeeId={employee}{(kind is null ? "" : $"&kind={kind}")}");

    /// <summary>Waits until a person has that many lines of a kind, those that take others back included.</summary>
    public Task<Answer> Has(Guid employee, string kind, int lines) =>
        Eventually.Sees(() => Lines(employee, kind), answer => answer.Accepted && answer["lines"].GetArrayLength() == lines);

    /// <summary>What does not count yet, and why.</summary>
    public Task<Answer> Held() => reader.Get($"/api/payroll/performance/held?branchId={branch}");

    /// <summary>Waits until something is held for a reason: report-missing, end-missing, fee-missing, responsibility-open.</summary>
    public Task<Answer> Holds(Guid source, string reason) =>
        Eventually.Sees(
            Held,
            answer =>
                answer.Accepted
                && answer["held"]
                    .EnumerateArray()
                    .Any(line => line.GetProperty("sourceId").GetGuid() == source && line.GetProperty("reasonCode").GetString() == reason)
        );
}
