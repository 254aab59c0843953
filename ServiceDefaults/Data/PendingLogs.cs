using System.Data.Common;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What an act leaves in the service's logs: its audit rows, its lines in the trail, its messages for the outbox and what it changes in
/// the work list. They are kept here and not by EF, which would send each row as a statement of its own: the logs are one statement,
/// sent together with the commit. What is noted counts from the next save on; what a transaction saved and did not commit is gone with it.
/// </summary>
sealed class PendingLogs
{
    const string Write = """
        WITH audited AS (INSERT INTO audit (id, at, actor, act, kind, record, record_id, branch_id, fields)
          SELECT id, at, actor, act, kind, record, record_id, branch_id, string_to_array(fields, ',')
          FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS row (id, at, actor, act, kind, record, record_id, branch_id, fields)),
        trailed AS (INSERT INTO trail (id, case_id, message_id, cause_id, kind, type, branch_id, subjects, opens_with, at)
          SELECT id, case_id, message_id, cause_id, kind, type, branch_id, string_to_array(subjects, ',')::uuid[], opens_with, at
          FROM unnest($10, $11, $12, $13, $14, $15, $16, $17, $18, $19) AS row (id, case_id, message_id, cause_id, kind, type, branch_id,
            subjects, opens_with, at))
        INSERT INTO outbox (message_id, exchange, routing_key, body, trace_parent, attempts, not_before)
          SELECT message_id, exchange, routing_key, body, trace_parent, 0, not_before
          FROM unnest($20, $21, $22, $23, $24, $25) AS row (message_id, exchange, routing_key, body, trace_parent, not_before)
        """;

    readonly List<object> rows = [];
    int saved;

    /// <summary>True when the last commit left a message that the dispatcher shall send at once.</summary>
    public bool HasOutboxMessages { get; private set; }

    /// <summary>
    /// Notes an <see cref="AuditRow"/>, a <see cref="TrailRow"/>, an <see cref="OutboxRow"/> or a <see cref="WorkStep"/> for the next save.
    /// </summary>
    public void Add(object row) => rows.Add(row);

    /// <summary>What was noted belongs to the transaction that is under way.</summary>
    public void MarkSaved() => saved = rows.Count;

    /// <summary>Drops what was noted since the last save.</summary>
    public void Discard() => rows.RemoveRange(saved, rows.Count - saved);

    /// <summary>A transaction begins: what one before it saved and did not commit is gone.</summary>
    public void Begin()
    {
        rows.RemoveRange(0, saved);
        saved = 0;
    }

    /// <summary>Writes what was saved and commits in the same round trip; false, and nothing done, when nothing was saved.</summary>
    public async Task<bool> Commit(DbTransaction transaction, CancellationToken stop)
    {
        HasOutboxMessages = false;
        if (saved == 0)
            return false;
        var written = rows[..saved];
        NpgsqlBatchCommand all = new(Write);
        Columns<AuditRow> audit = new(all, written);
        audit
            .Of(row => row.Id)
            .Of(row => row.At)
            .Of(row => row.Actor)
            .Of(row => row.Act)
            .Of(row => row.Kind)
            .Of(row => row.Record)
            .Of(row => row.RecordId)
            .Of(row => row.BranchId)
            .Of(row => string.Join(',', row.Fields));
        Columns<TrailRow> trail = new(all, written);
        trail
            .Of(row => row.Id)
            .Of(row => row.CaseId)
            .Of(row => row.MessageId)
            .Of(row => row.CauseId)
            .Of(row => row.Kind)
            .Of(row => row.Type)
            .Of(row => row.BranchId)
            .Of(row => string.Join(',', row.Subjects))
            .Of(row => row.OpensWith)
            .Of(row => row.At);
        Columns<OutboxRow> outbox = new(all, written);
        outbox
            .Of(row => row.MessageId)
            .Of(row => row.Exchange)
            .Of(row => row.RoutingKey)
            .Of(row => row.Body)
            .Of(row => row.TraceParent)
            .Of(row => row.NotBefore);
        await using var batch = ((NpgsqlTransaction)transaction).Connection!.CreateBatch();
        foreach (var step in WorkStep.Commands(written))
            batch.BatchCommands.Add(step);
        batch.BatchCommands.Add(all);
        batch.BatchCommands.Add(new("COMMIT"));
        await batch.ExecuteNonQueryAsync(stop);
        Begin();
        HasOutboxMessages = outbox.Any;
        return true;
    }

    // A parameter for each column, with the values of all rows of a kind.
    sealed class Columns<TRow>(NpgsqlBatchCommand of, IEnumerable<object> all)
    {
        readonly TRow[] rows = [.. all.OfType<TRow>()];

        public bool Any => rows.Length > 0;

        public Columns<TRow> Of<T>(Converter<TRow, T> value)
        {
            of.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(rows, value) });
            return this;
        }
    }
}
