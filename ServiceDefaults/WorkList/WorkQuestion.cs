namespace Clinic.ServiceDefaults;

/// <summary>Which part of the reader's work list is asked for.</summary>
/// <param name="Kinds">Only items of these kinds; of every kind when there is none.</param>
/// <param name="Branch">Only items of this branch.</param>
/// <param name="After">Only what comes after this place.</param>
/// <param name="Limit">The most items.</param>
public sealed record WorkQuestion(string[] Kinds, Guid? Branch, WorkOrder? After, int Limit)
{
    /// <summary>The most items that a part, or a live list, has.</summary>
    public const int Most = 200;

    static readonly Refusal NoPlace = Refusal.BadInput(
        new Dictionary<string, string[]> { ["after"] = ["This is no place in a list; allowed is the next of a part before."] }
    );

    /// <summary>Reads what an address asks for; answers the refusal when it cannot be read.</summary>
    public static Refusal? Read(string[]? kinds, Guid? branch, string? after, int limit, out WorkQuestion question)
    {
        question = Of(kinds, branch) with { Limit = limit };
        if (after is null)
            return null;
        if (!WorkOrder.TryRead(after, out var place))
            return NoPlace;
        question = question with { After = place };
        return null;
    }

    /// <summary>The first of everything of these kinds.</summary>
    public static WorkQuestion Of(string[]? kinds, Guid? branch) => new(kinds ?? [], branch, null, Most);

    /// <summary>True when items of this kind are asked for.</summary>
    public bool Wants(WorkKind kind) => Kinds.Length == 0 || Kinds.Contains(kind.Code);

    /// <summary>The items asked for, in the order of the list, and where to go on.</summary>
    /// <param name="more">True when some of these items' lists go on.</param>
    public WorkPart PartOf(IEnumerable<WorkItem> items, bool more = false)
    {
        var found = items
            .Where(item => (Branch is null || item.BranchId == Branch) && (After is not { } after || WorkOrder.Of(item) > after))
            .OrderBy(WorkOrder.Of)
            .Take(Limit + 1)
            .ToList();
        return new([.. found.Take(Limit)], more || found.Count > Limit ? WorkOrder.Of(found[Limit - 1]).ToString() : null);
    }
}

/// <summary>A part of a work list.</summary>
/// <param name="Next">The place after which the next part begins; nothing when this is the last.</param>
public sealed record WorkPart(IReadOnlyList<WorkItem> Items, string? Next);
