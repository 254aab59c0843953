namespace Clinic.ServiceDefaults;

/// <summary>
/// Where an item stands in a work list. All services and the gateway agree on it, so that parts of the list fit together: the earliest due
/// first, so what is overdue before all; then what has no due time; among those alike, what waits longest.
/// </summary>
public readonly record struct WorkOrder(long Due, long Since, Guid Id) : IComparable<WorkOrder>
{
    const int Parts = 3;

    /// <summary>The place of an item.</summary>
    public static WorkOrder Of(WorkItem item) => new(item.DueAt?.UtcTicks ?? long.MaxValue, item.Since.UtcTicks, item.Id);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, out WorkOrder order)
    {
        order = default;
        if (
            text.Split('-') is not { Length: Parts } parts
            || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var due)
            || !long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var since)
            || !Guid.TryParseExact(parts[2], "N", out var id)
        )
            return false;
        order = new(due, since, id);
        return true;
    }

    public int CompareTo(WorkOrder other) => (Due, Since, Id).CompareTo((other.Due, other.Since, other.Id));

    public static bool operator <(WorkOrder left, WorkOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(WorkOrder left, WorkOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(WorkOrder left, WorkOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(WorkOrder left, WorkOrder right) => left.CompareTo(right) >= 0;

    /// <summary>As a list names it for going on.</summary>
    public override string ToString() => $"{Due:x}-{Since:x}-{Id:N}";
}
