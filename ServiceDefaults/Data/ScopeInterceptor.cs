using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Tells PostgreSQL who is asking, so that row-level security can decide: as a prefix of a query outside of a transaction and of
/// the first statement within one, in the same round trip, whose result is skipped; and by itself where the first statement is
/// a save, which counts its own results. Never for longer than that transaction, because the connection goes back to a pool.
/// </summary>
sealed class ScopeInterceptor : DbCommandInterceptor, IDbTransactionInterceptor
{
    const string Say =
        "SELECT set_config('clinic.branches', @clinic_branches, true), set_config('clinic.person', @clinic_person, true), "
        + "set_config('clinic.group', @clinic_group, true);";

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not ServiceDb db)
            return ValueTask.FromResult(result);
        db.ScopeIsSet = false;
        db.Log.Begin();
        return ValueTask.FromResult(result);
    }

    // A reaction has fail points of its own around its commit.
    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not ServiceDb db)
            return result;
        if (db.Caller.Cause is null)
            await db.FailPoints.At(FailPoints.BeforeCommit);
        return await db.Log.Commit(transaction, cancellationToken) ? InterceptionResult.Suppress() : result;
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        throw new NotSupportedException("The logs go with the commit; use CommitAsync.");

    public async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is not ServiceDb db)
            return;
        if (db.Caller.Cause is null)
            await db.FailPoints.At(FailPoints.AfterCommit);
        if (db.Log.HasOutboxMessages)
            db.OutboxSignal?.Wake();
        db.Names?.Take(db.ChangeTracker.Entries<NameRow>().Select(entry => entry.Entity));
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await SetScope(command, eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (command.CommandText.StartsWith(Say, StringComparison.Ordinal))
            await result.NextResultAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await SetScope(command, eventData, cancellationToken);
        return result;
    }

    static async ValueTask SetScope(DbCommand command, CommandEventData eventData, CancellationToken stop)
    {
        if (eventData.Context is not ServiceDb db)
            return;
        if (command.Transaction is { } transaction)
        {
            if (db.ScopeIsSet)
                return;
            db.ScopeIsSet = true;
            if (eventData.CommandSource == CommandSource.SaveChanges)
            {
                await using var said = transaction.Connection!.CreateCommand();
                (said.CommandText, said.Transaction) = (Say, transaction);
                AddScope(said, db.Caller);
                await said.ExecuteNonQueryAsync(stop);
                return;
            }
        }
        command.CommandText = Say + command.CommandText;
        AddScope(command, db.Caller);
    }

    internal static void AddScope(DbCommand command, Caller caller)
    {
        command.Parameters.Add(new NpgsqlParameter<string>("clinic_branches", $"{{{string.Join(',', caller.Branches)}}}"));
        command.Parameters.Add(new NpgsqlParameter<string>("clinic_person", caller.PersonId.ToString()));
        command.Parameters.Add(new NpgsqlParameter<string>("clinic_group", caller.SeesGroup ? "all" : ""));
    }
}
