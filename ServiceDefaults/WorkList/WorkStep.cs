using NpgsqlTypes;

namespace Clinic.ServiceDefaults;

/// <summary>What a save does to the work list: an item that is asked for, or, without one, all that fit are settled.</summary>
sealed record WorkStep(string Kind, Guid Subject, Guid? Detail, WorkItemRow? Asked)
{
    const string Ask = """
        INSERT INTO work_item (id, kind, subject_id, detail, branch_id, person_id, since, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
        """;

    const string Settle = "DELETE FROM work_item WHERE kind = $1 AND subject_id = $2 AND ($3 IS NULL OR detail = $3)";

    /// <summary>
    /// The steps of a transaction about a subject in their order; the subjects always in one order, so that two never wait for each other.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Commands(IEnumerable<object> rows) =>
        rows.OfType<WorkStep>()
            .OrderBy(step => step.Subject)
            .ThenBy(step => step.Kind, StringComparer.Ordinal)
            .Select(step => step.ToCommand());

    NpgsqlBatchCommand ToCommand() =>
        Asked is null
            ? new(Settle) { Parameters = { Text(Kind), Id(Subject), Id(Detail) } }
            : new(Ask)
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
                },
            };

    static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    static NpgsqlParameter Id(Guid? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    static NpgsqlParameter At(DateTimeOffset? value) =>
        new() { Value = value?.ToUniversalTime() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
