using System.Data.Common;
using Npgsql;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What an act leaves in the service's logs: its audit rows, its lines in the trail and its messages for the outbox. They are kept
/// here and not by EF, which would send each row as a statement of its own: all of them are one statement, sent together with the
/// commit. What is noted counts from the next save on; what a transaction saved and did not commit is gone with it.
/// </summary>
sealed class Logbook
{
    const string Write = """
        WITH audited AS (INSERT INTO audit (id, at, actor, act, kind, record, record_id, branch_id, fields)
          SELECT id, at, actor, act, kind, record, record_id, branch_id, string_to_array(fields, ',')
          FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS row (id, at, actor, act, kind, record, record_id, branch_id, fields)),
        trailed AS (INSERT INTO trail (id, case_id, message_id, cause_id, kind, type, branch_id, subjects, opens_with, at)
          SELECT id, case_id, message_id, cause_id, kind, type, branch_id, string_to_array(subjects, ',')::uuid[], opens_with, at
          FROM unnest($10, $11, $12, $13, $14, $15, $16, $17, $18, $19) AS row (id, case_id, message_id, cause_id, kind, type, branch_id, subjects, opens_with, at))
        INSERT INTO outbox (message_id, exchange, routing_key, body, trace_parent, attempts, not_before)
          SELECT message_id, exchange, routing_key, body, trace_parent, 0, not_before
          FROM unnest($20, $21, $22, $23, $24, $25) AS row (message_id, exchange, routing_key, body, trace_parent, not_before)
        """;

    readonly List<object> rows = [];
    int saved;

    /// <summary>True when the last commit left a message that the dispatcher shall send at once.</summary>
    public bool Tells { get; private set; }

    /// <summary>Notes an <see cref="AuditRow"/>, a <see cref="TrailRow"/> or an <see cref="OutboxRow"/> for the next save.</summary>
    public void Note(object row) => rows.Add(row);

    /// <summary>What was noted belongs to the transaction that is under way.</summary>
    public void Save() => saved = rows.Count;

    /// <summary>Drops what was noted since the last save.</summary>
    public void Drop() => rows.RemoveRange(saved, rows.Count - saved);

    /// <summary>A transaction begins: what one before it saved and did not commit is gone.</summary>
    public void Begin()
    {
        rows.RemoveRange(0, saved);
        saved = 0;
    }

    /// <summary>Another request begins, on the same context out of the pool.</summary>
    public void Clear()
    {
        rows.Clear();
        saved = 0;
    }

    /// <summary>Writes what was saved and commits in the same round trip; false, and nothing done, when nothing was saved.</summary>
    public async Task<bool> Commit(DbTransaction transaction, CancellationToken stop)
    {
        Tells = false;
        if (saved == 0) return false;
        var written = rows[..saved];
        await using var batch = ((NpgsqlTransaction)transaction).Connection!.CreateBatch();
        NpgsqlBatchCommand all = new(Write);
        var audit = written.OfType<AuditRow>().ToArray();
        Column(audit, row => row.Id);
        Column(audit, row => row.At);
        Column(audit, row => row.Actor);
        Column(audit, row => row.Act);
        Column(audit, row => row.Kind);
        Column(audit, row => row.Record);
        Column(audit, row => row.RecordId);
        Column(audit, row => row.BranchId);
        Column(audit, row => string.Join(',', row.Fields));
        var trail = written.OfType<TrailRow>().ToArray();
        Column(trail, row => row.Id);
        Column(trail, row => row.CaseId);
        Column(trail, row => row.MessageId);
        Column(trail, row => row.CauseId);
        Column(trail, row => row.Kind);
        Column(trail, row => row.Type);
        Column(trail, row => row.BranchId);
        Column(trail, row => string.Join(',', row.Subjects));
        Column(trail, row => row.OpensWith);
        Column(trail, row => row.At);
        var outbox = written.OfType<OutboxRow>().ToArray();
        Column(outbox, row => row.MessageId);
        Column(outbox, row => row.Exchange);
        Column(outbox, row => row.RoutingKey);
        Column(outbox, row => row.Body);
        Column(outbox, row => row.TraceParent);
        Column(outbox, row => row.NotBefore);
        batch.BatchCommands.Add(all);
        batch.BatchCommands.Add(new("COMMIT"));
        await batch.ExecuteNonQueryAsync(stop);
        Begin();
        Tells = outbox.Length > 0;
        return true;

        void Column<TRow, T>(TRow[] of, Func<TRow, T> value) => all.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(of, row => value(row)) });
    }
}
