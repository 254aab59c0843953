namespace Clinic.ServiceDefaults;

/// <summary>Reading, changing and confirming policy settings.</summary>
public static class PolicyRoutes
{
    /// <summary>Every member of staff may know the rules of the group.</summary>
    public static readonly Permission Read = new("policies.read");

    /// <summary>Branch managers for their branch, the group's administration for all.</summary>
    public static readonly Permission Write = new("policies.write");

    /// <summary>A new value from an instant in the future on; without a branch it is the group's.</summary>
    public sealed record ChangeRequest(
        [property: Text(200)] string Value,
        DateTimeOffset From,
        [property: Text(500, Lines = true)] string Reason,
        Guid? BranchId = null
    );

    /// <summary>A branch says that a default nobody fixed is right for it.</summary>
    public sealed record ConfirmRequest([property: Text(500, Lines = true)] string Reason, Guid? BranchId = null);

    /// <summary>One policy as in force.</summary>
    public sealed record Setting(string Key, string Value, string Seed, DateTimeOffset? From, bool Confirmed, int Version);

    /// <summary>One line of a policy's history.</summary>
    public sealed record Entry(
        Guid Id,
        Guid? BranchId,
        string Value,
        DateTimeOffset From,
        string Author,
        string Reason,
        DateTimeOffset SetAt,
        bool Confirmation
    );

    static readonly Refusal NotFuture =
            new("policy-from-not-future", "A policy changes only for the future: let it begin at least two seconds from now.", 400),
        NotAValue = new("policy-value-invalid", "The value is not one this policy can take.", 400);

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb
    {
        // Its own and those that every service has, each for itself.
        var policies = Policy
            .In(typeof(TDb).Assembly)
            .Concat(Policy.In(typeof(ServiceDb).Assembly))
            .OrderBy(policy => policy.Key, StringComparer.Ordinal)
            .ToList();
        var byKey = policies.ToDictionary(policy => policy.Key);
        var group = routes.MapGroup("/policies").WithTags("Policies");

        group
            .MapGet(
                "",
                async (Guid? branch, DateTimeOffset? at, TDb db, PolicyBook book, TimeProvider clock, CancellationToken stop) =>
                {
                    var changes = await db
                        .Policies.AsNoTracking()
                        .Where(row => row.BranchId == null || row.BranchId == branch)
                        .ToListAsync(stop);
                    return policies
                        .Select(policy =>
                        {
                            var row = book.InForce(policy.Key, branch, at ?? clock.GetUtcNow());
                            var own = changes.Where(change => change.Key == policy.Key).ToList();
                            return new Setting(
                                policy.Key,
                                row?.Value ?? policy.DefaultText,
                                policy.Seed,
                                row?.From,
                                row is not null || own.Any(change => change.Confirmation),
                                own.Count
                            );
                        })
                        .ToArray();
                }
            )
            .Needs(Read)
            .WithSummary("The policies in force in a branch at an instant");

        group
            .MapGet(
                "{key}/history",
                async (string key, TDb db, CancellationToken stop) =>
                    byKey.ContainsKey(key)
                        ? Results.Ok(
                            await db
                                .Policies.AsNoTracking()
                                .Where(row => row.Key == key)
                                .OrderBy(row => row.SetAt)
                                .Select(row => new Entry(
                                    row.Id,
                                    row.BranchId,
                                    row.Value,
                                    row.From,
                                    row.Author,
                                    row.Reason,
                                    row.SetAt,
                                    row.Confirmation
                                ))
                                .Take(500)
                                .ToListAsync(stop)
                        )
                        : Refusal.NotFound.AsProblem()
            )
            .Needs(Read)
            .WithSummary("Who set a policy to what, from when and why");

        group
            .MapPut(
                "{key}",
                async (
                    string key,
                    ChangeRequest change,
                    HttpContext http,
                    TDb db,
                    Caller caller,
                    PolicyBook book,
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                {
                    if (change.From < clock.GetUtcNow() + PolicyBook.Notice)
                        return NotFuture.AsProblem();
                    return await Set<TDb>(
                        byKey,
                        key,
                        change.BranchId,
                        policy => policy.WhyNot(change.Value) is { } why ? NotAValue with { Sentence = why } : null,
                        (policy, now) => Row(key, change.BranchId, change.Value, change.From, change.Reason, caller, now, false),
                        http,
                        db,
                        caller,
                        book,
                        clock,
                        stop
                    );
                }
            )
            .Needs(Write)
            .WithSummary("Sets a policy for a branch or the group from a future instant on (If-Match: its version)")
            .NeedsIfMatch()
            .Refuses(NotFuture, NotAValue);

        group
            .MapPost(
                "{key}/confirmation",
                (
                    string key,
                    ConfirmRequest confirm,
                    HttpContext http,
                    TDb db,
                    Caller caller,
                    PolicyBook book,
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                    Set<TDb>(
                        byKey,
                        key,
                        confirm.BranchId,
                        _ => null,
                        (policy, now) =>
                            Row(
                                key,
                                confirm.BranchId,
                                book.InForce(key, confirm.BranchId, now)?.Value ?? policy.DefaultText,
                                now,
                                confirm.Reason,
                                caller,
                                now,
                                true
                            ),
                        http,
                        db,
                        caller,
                        book,
                        clock,
                        stop
                    )
            )
            .Needs(Write)
            .WithSummary("Confirms the value in force (If-Match: its version)")
            .NeedsIfMatch();
    }

    static async Task<IResult> Set<TDb>(
        Dictionary<string, Policy> byKey,
        string key,
        Guid? branch,
        Func<Policy, Refusal?> judge,
        Func<Policy, DateTimeOffset, PolicyRow> row,
        HttpContext http,
        TDb db,
        Caller caller,
        PolicyBook book,
        TimeProvider clock,
        CancellationToken stop
    )
        where TDb : ServiceDb
    {
        if (!byKey.TryGetValue(key, out var policy))
            return Refusal.NotFound.AsProblem();
        if (branch is { } at ? !caller.WorksIn(at) : !caller.SeesGroup)
            return Refusal.NotFound.AsProblem();
        if (judge(policy) is { } no)
            return no.AsProblem();

        var version = await db.Policies.CountAsync(other => other.Key == key && (other.BranchId == null || other.BranchId == branch), stop);
        if (IfMatch.Check(http.Request, version.ToString(CultureInfo.InvariantCulture)) is { } stale)
            return stale.AsProblem();

        db.Add(row(policy, clock.GetUtcNow()));
        await db.SaveChangesAsync(stop);
        book.Replace(await db.Policies.AsNoTracking().ToListAsync(stop));
        return TypedResults.NoContent();
    }

    static PolicyRow Row(
        string key,
        Guid? branch,
        string value,
        DateTimeOffset from,
        string reason,
        Caller caller,
        DateTimeOffset now,
        bool confirmation
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Key = key,
            BranchId = branch,
            Value = value,
            From = from,
            Author = caller.Actor,
            Reason = reason,
            SetAt = now,
            Confirmation = confirmation,
        };
}

/// <summary>Looks once a second for values that another copy of the service stored.</summary>
sealed class PolicyReader<TDb>(IServiceProvider services, PolicyBook book, ILogger<PolicyReader<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromSeconds(1), log)
    where TDb : ServiceDb
{
    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        book.Replace(await db.Policies.AsNoTracking().ToListAsync(stop));
        return true;
    }
}
