using NpgsqlTypes;

namespace Clinic.ServiceDefaults;

/// <summary>What a save does to the work list: an item that is asked for, or, without one, all that fit are settled.</summary>
sealed record WorkStep(string Kind, Guid Subject, Guid? Detail, WorkItemRow? Asked)
{
    const string Ask = """
        INSERT INTO work_item (id, kind, subject_id, detail, branch_id, person_id, since, due_at, except_ids)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    const string AskOnce = $"{Ask} ON CONFLICT DO NOTHING";

    // What goes on to wait may be due at another time, or hidden from somebody else.
    const string AskAnew = $"""
        {Ask} ON CONFLICT (kind, subject_id, detail, person_id) DO UPDATE
        SET branch_id = excluded.branch_id, due_at = excluded.due_at, except_ids = excluded.except_ids
        WHERE (work_item.branch_id, work_item.due_at, work_item.except_ids)
          IS DISTINCT FROM (excluded.branch_id, excluded.due_at, excluded.except_ids)
        """;

    const string Settle = "DELETE FROM work_item WHERE kind = $1 AND subject_id = $2 AND ($3 IS NULL OR detail = $3)";

    const string SettleOthers = """
        DELETE FROM work_item AS item WHERE item.subject_id = $1 AND item.kind = ANY ($2) AND NOT EXISTS (
          SELECT FROM unnest($3, $4, $5) AS kept (kind, detail, person_id)
          WHERE kept.kind = item.kind AND kept.detail IS NOT DISTINCT FROM item.detail
            AND kept.person_id IS NOT DISTINCT FROM item.person_id)
        """;

    /// <summary>Of these kinds all are settled but these.</summary>
    public sealed record Others(string[] Kinds, WaitingWork[] Waiting);

    /// <summary>What of the subject goes on to wait, when everything else of some kinds is settled.</summary>
    public Others? Kept { get; init; }

    /// <summary>True when an item that is open takes the time and the exceptions of this one.</summary>
    public bool Renews { get; init; }

    /// <summary>
    /// The steps of a transaction about a subject in their order; the subjects always in one order, so that two never wait for each other.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Commands(IEnumerable<object> rows) =>
        rows.OfType<WorkStep>().OrderBy(step => step.Subject).Select(step => step.ToCommand());

    NpgsqlBatchCommand ToCommand() =>
        Kept is { } kept
            ? new(SettleOthers)
            {
                Parameters =
                {
                    Id(Subject),
                    Texts(kept.Kinds),
                    Texts([.. kept.Waiting.Select(work => work.Kind.Code)]),
                    Ids([.. kept.Waiting.Select(work => work.Detail)]),
                    Ids([.. kept.Waiting.Select(work => work.Person)]),
                },
            }
        : Asked is null ? new(Settle) { Parameters = { Text(Kind), Id(Subject), Id(Detail) } }
        : new(Renews ? AskAnew : AskOnce)
        {
            Parameters =
            {
                Id(Asked.Id),
                Text(Kind),
                Id(Subject),
                Id(Detail),
                Id(Asked.BranchId),
                Id(Asked.PersonId),
                At(Asked.Since),
                At(Asked.DueAt),
                Ids([.. Asked.ExceptIds.Select(id => (Guid?)id)]),
            },
        };

    static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    static NpgsqlParameter Texts(string[] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    static NpgsqlParameter Id(Guid? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    static NpgsqlParameter Ids(Guid?[] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    static NpgsqlParameter At(DateTimeOffset? value) =>
        new() { Value = value?.ToUniversalTime() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
