using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What waits for the reader in this service: what is for the reader alone, what is for a post the reader holds at that branch, and for the
/// branch's manager what nobody of its post settled by its due time or, without one, within the minutes of a policy. Whoever an item
/// excepts is shown it by none of these ways.
/// </summary>
public static class WorkListRoutes
{
    /// <summary>Everybody has work; each item opens only to the person or the right it is for.</summary>
    public static readonly Permission Read = new("worklist.read");

    /// <summary>Whoever looks after what others left undone at a branch.</summary>
    public static readonly Permission Manage = new("worklist.manage");

    /// <summary>How long an item waits for its post alone.</summary>
    public static readonly Policy<int> ManagerAfterMinutes = new("worklist.managerAfterMinutes", 30, 1, 10_080, "default, unconfirmed");

    /// <summary>The name of the events of a live list.</summary>
    public const string Live = "worklist";

    static readonly WorkKind ParkedMessage = new("ops.parked", nameof(ParkedRoutes), "parked message", ParkedRoutes.Operate);

    static readonly ConcurrentDictionary<Assembly, Dictionary<string, WorkKind>> KindsOf = [];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var list = routes.MapGroup("/worklist").WithTags("Work list");
        list.MapGet("", List).Needs(Read).WithSummary("What waits for me in this service, the most urgent first");
        list.MapGet("live", Watch)
            .Needs(Read)
            .WithSummary("What waits for me in this service, live")
            .Produces<WorkPart>(StatusCodes.Status200OK, "text/event-stream");
    }

    static async Task<Results<Ok<WorkPart>, ProblemHttpResult>> List(
        [FromQuery] string[]? kind,
        Guid? branch,
        ServiceDb db,
        PolicyBook policies,
        CancellationToken stop,
        string? after = null,
        [Range(1, WorkQuestion.Most)] int limit = 100
    )
    {
        if (WorkQuestion.Read(kind, branch, after, limit, out var question) is { } no)
            return no.AsProblem();
        return TypedResults.Ok(question.PartOf(await For(question, db, policies, stop)));
    }

    static ServerSentEventsResult<JsonElement> Watch(
        [FromQuery] string[]? kind,
        Guid? branch,
        ServiceDb db,
        PolicyBook policies,
        LiveStream live,
        CancellationToken stop
    )
    {
        var question = WorkQuestion.Of(kind, branch);
        return live.Of<WorkPart>(Live, async () => question.PartOf(await For(question, db, policies, stop)), stop);
    }

    /// <summary>The items of one database that the caller may see; at least as many of the most urgent as are asked for.</summary>
    public static async Task<IReadOnlyList<WorkItem>> For(WorkQuestion question, ServiceDb db, PolicyBook policies, CancellationToken stop)
    {
        var kinds = KindsOf.GetOrAdd(db.GetType().Assembly, service => WorkKind.In(service).ToDictionary(kind => kind.Code));
        var now = db.Clock.GetUtcNow();
        List<WorkItem> found = [];
        await foreach (var row in RowsFor(question, kinds.Values, db).AsAsyncEnumerable().WithCancellation(stop))
        {
            var kind = kinds[row.Kind];
            var handedUpAt = HandedUpAt(row, policies) is { } at && at <= now ? at : (DateTimeOffset?)null;
            if (!IsFor(row, kind, handedUpAt, db.Caller))
                continue;
            WorkItem item = new(
                row.Id,
                row.Kind,
                kind.SettledBy,
                kind.Subject,
                row.SubjectId,
                row.Detail,
                row.BranchId,
                row.PersonId,
                row.Since,
                row.DueAt,
                handedUpAt
            );
            if (question.After is { } after && WorkOrder.Of(item) <= after)
                continue;
            found.Add(item);
            if (found.Count > question.Limit)
                break;
        }
        return [.. found, .. await ParkedMessages(question, db, stop)];
    }

    // The order of the database is that of WorkOrder: an id is compared byte by byte here as there.
    static IQueryable<WorkItemRow> RowsFor(WorkQuestion question, IEnumerable<WorkKind> kinds, ServiceDb db)
    {
        var (me, grants) = (db.Caller.PersonId, db.Caller.Grants);
        var wanted = kinds.Where(question.Wants).ToList();
        var every = wanted.Select(kind => kind.Code).ToArray();
        var inGroup = wanted.Where(kind => grants.IsGroupWide(kind.Needs.Code)).Select(kind => kind.Code).ToArray();
        var here = wanted.SelectMany(kind => grants.BranchesOf(kind.Needs.Code).Select(at => (Kind: kind.Code, At: at))).ToList();
        var (kindsHere, branches) = (here.Select(pair => pair.Kind).ToArray(), here.Select(pair => pair.At).ToArray());
        var (managed, managesAll) = (grants.BranchesOf(Manage.Code), grants.IsGroupWide(Manage.Code));
        return db
            .WorkList.FromSql(
                $"""
                SELECT * FROM work_item WHERE kind = ANY ({every}) AND NOT {me} = ANY (except_ids) AND (
                  person_id = {me} OR person_id IS NULL AND (
                    {managesAll} OR branch_id = ANY ({managed}) OR kind = ANY ({inGroup}) OR EXISTS (
                      SELECT FROM unnest({kindsHere}, {branches}) AS held (kind, branch_id)
                        WHERE held.kind = work_item.kind AND held.branch_id = work_item.branch_id)))
                """
            )
            .AsNoTracking()
            .Where(row => question.Branch == null || row.BranchId == question.Branch)
            .OrderBy(row => row.DueAt == null)
            .ThenBy(row => row.DueAt)
            .ThenBy(row => row.Since)
            .ThenBy(row => row.Id);
    }

    static bool IsFor(WorkItemRow row, WorkKind kind, DateTimeOffset? handedUpAt, Caller caller) =>
        row.PersonId is { } person
            ? person == caller.PersonId
            : caller.Grants.Cover(kind.Needs.Code, row.BranchId)
                || (handedUpAt is not null && caller.Grants.Cover(Manage.Code, row.BranchId));

    // Worked out when it is read, by the value in force when the item was made: nothing has to happen at that moment.
    static DateTimeOffset? HandedUpAt(WorkItemRow row, PolicyBook policies)
    {
        if (row.PersonId is not null)
            return null;
        // What has a time of its own is nobody else's before that.
        return row.DueAt ?? row.Since.AddMinutes(policies.Value(ManagerAfterMinutes, row.BranchId, row.Since));
    }

    // Composed here and stored nowhere else: the parked message is its own item, and goes when it is replayed or discarded.
    static async Task<IReadOnlyList<WorkItem>> ParkedMessages(WorkQuestion question, ServiceDb db, CancellationToken stop)
    {
        if (!question.Wants(ParkedMessage) || !db.Caller.Grants.Have(ParkedMessage.Needs.Code))
            return [];
        var parked = await db
            .Parked.AsNoTracking()
            .Where(row => row.State == ParkedState.Parked)
            .OrderBy(row => row.ParkedAt)
            .Select(row => new { row.Id, row.ParkedAt })
            .Take(WorkQuestion.Most)
            .ToListAsync(stop);
        return [.. parked.Select(row => ItemOf(ParkedMessage, ParkedMessage.Subject, row.Id, row.ParkedAt))];
    }

    /// <summary>An item of the platform itself, which is no branch's.</summary>
    public static WorkItem ItemOf(WorkKind kind, string subject, Guid id, DateTimeOffset since) =>
        new(id, kind.Code, kind.SettledBy, subject, id, Detail: null, BranchId: null, PersonId: null, since, DueAt: null, HandedUpAt: null);
}
