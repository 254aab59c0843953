using NpgsqlTypes;

namespace Clinic.ServiceDefaults;

/// <summary>What a save does to the work list.</summary>
sealed class WorkStep(Guid subject, string sql, params NpgsqlParameter[] values)
{
    /// <summary>
    /// Something waits from now on; one that waits already keeps since when, and takes the time and the exceptions that hold now.
    /// </summary>
    public static WorkStep Keeping(WaitingWork waiting, Guid subject, Guid branch, DateTimeOffset now) =>
        new(
            subject,
            """
            INSERT INTO work_item (id, kind, subject_id, detail, branch_id, person_id, since, due_at, except_ids)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (subject_id, kind, detail, person_id) DO UPDATE
            SET branch_id = excluded.branch_id, due_at = excluded.due_at, except_ids = excluded.except_ids
            WHERE (work_item.branch_id, work_item.due_at, work_item.except_ids)
              IS DISTINCT FROM (excluded.branch_id, excluded.due_at, excluded.except_ids)
            """,
            Id(Guid.CreateVersion7(now)),
            Text(waiting.Kind.Code),
            Id(subject),
            Id(waiting.Detail),
            Id(branch),
            Id(waiting.Person),
            At(now),
            At(waiting.DueAt),
            new() { Value = (waiting.Except ?? []).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid }
        );

    /// <summary>What waits about the subject waits no more.</summary>
    /// <param name="detail">Only with this second id.</param>
    public static WorkStep Settling(IEnumerable<string> kinds, Guid subject, Guid? detail) =>
        new(
            subject,
            "DELETE FROM work_item WHERE subject_id = $1 AND kind = ANY ($2) AND ($3 IS NULL OR detail = $3)",
            Id(subject),
            Texts(kinds),
            Id(detail)
        );

    /// <summary>Of these kinds nothing waits about the subject but this.</summary>
    public static WorkStep SettlingOthers(IEnumerable<string> kinds, Guid subject, IReadOnlyCollection<WaitingWork> waiting) =>
        new(
            subject,
            """
            DELETE FROM work_item AS item WHERE item.subject_id = $1 AND item.kind = ANY ($2) AND NOT EXISTS (
              SELECT FROM unnest($3, $4, $5) AS kept (kind, detail, person_id)
              WHERE kept.kind = item.kind AND kept.detail IS NOT DISTINCT FROM item.detail
                AND kept.person_id IS NOT DISTINCT FROM item.person_id)
            """,
            Id(subject),
            Texts(kinds),
            Texts(waiting.Select(work => work.Kind.Code)),
            Ids(waiting.Select(work => work.Detail)),
            Ids(waiting.Select(work => work.Person))
        );

    /// <summary>What was due, or began, before an instant is nobody's any more.</summary>
    public static WorkStep Lapsing(WorkKind kind, Guid branch, DateTimeOffset before) =>
        new(
            branch,
            "DELETE FROM work_item WHERE branch_id = $1 AND kind = $2 AND coalesce(due_at, since) < $3",
            Id(branch),
            Text(kind.Code),
            At(before)
        );

    /// <summary>
    /// The steps of a transaction: about one subject in their order, and the subjects always in one, so that two never wait for each other.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Commands(IEnumerable<object> rows) =>
        rows.OfType<WorkStep>().OrderBy(step => step.Subject).Select(step => step.ToCommand());

    Guid Subject => subject;

    NpgsqlBatchCommand ToCommand()
    {
        NpgsqlBatchCommand command = new(sql);
        foreach (var value in values)
            command.Parameters.Add(value);
        return command;
    }

    static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    static NpgsqlParameter Ids(IEnumerable<Guid?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    static NpgsqlParameter Id(Guid? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    static NpgsqlParameter At(DateTimeOffset? value) =>
        new() { Value = value?.ToUniversalTime() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
