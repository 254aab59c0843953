using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using Clinic.Gateway.Backups;
using Npgsql;

namespace Clinic.Provision.Backups;

/// <summary>
/// A copy of one database in a sealed file, tried out at once: it is put back into a database that is thrown away
/// afterwards, and every table has to hold as many rows as when the copy was made.
/// </summary>
public static class Backup
{
    /// <summary>The beginning of the name of every database in which a copy is tried out.</summary>
    public const string Scratch = "backup_check_";

    // Counted as of one instant, whatever is written meanwhile.
    const string RowsOfTables = """
        SELECT coalesce(string_agg(tablename || ' ' || (xpath('/row/count/text()', query_to_xml(format('SELECT count(*) FROM %I.%I',
          schemaname, tablename), false, true, '')))[1], ',' ORDER BY tablename), '')
        FROM pg_tables WHERE schemaname = 'public'
        """;

    /// <summary>Makes the copy and tries it out; what went wrong is said in the run, not thrown.</summary>
    public static async Task<BackupRun> Make(string name, string administrator, string folder, string secret, CancellationToken stop)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{startedAt:yyyyMMdd'T'HHmmssfff'Z'}.backup"));
        var (tables, problem) = ("", (BackupProblem?)null);
        try
        {
            tables = await Copy(administrator, file, secret, stop);
            if (await TryOut(administrator, name, file, secret, stop) is not { } found)
                problem = BackupProblem.NotRestorable;
            else if (found != tables)
                problem = BackupProblem.RowsDiffer;
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or NpgsqlException
                        or UnauthorizedAccessException
                        or System.ComponentModel.Win32Exception
                        or InvalidOperationException
            )
        {
            problem = BackupProblem.NotMade;
        }
        var rows = tables
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Sum(table => long.Parse(table.Split(' ')[1], CultureInfo.InvariantCulture));
        return new()
        {
            Id = Guid.CreateVersion7(startedAt),
            Database = name,
            StartedAt = startedAt,
            EndedAt = DateTimeOffset.UtcNow,
            File = Path.GetFileName(file),
            Bytes = File.Exists(file) ? new FileInfo(file).Length : 0,
            Rows = rows,
            Problem = problem,
        };
    }

    /// <summary>Puts a sealed copy into an empty database. False when it is not readable with this secret or does not fit.</summary>
    public static async Task<bool> Restore(string into, string file, string secret, CancellationToken stop)
    {
        try
        {
            return await PostgresTool.Run(
                "pg_restore",
                into,
                ["--exit-on-error", "--single-transaction"],
                async input =>
                {
                    await using var from = File.OpenRead(file);
                    await SealedFile.Open(from, input, secret, stop);
                },
                take: null,
                stop
            );
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static async Task<string> Copy(string administrator, string file, string secret, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled(administrator));
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var snapshot = await Scalar(connection, "SELECT pg_export_snapshot()", stop);
        var tables = await Scalar(connection, RowsOfTables, stop);

        // Under its own name only once it is whole.
        var unfinished = $"{file}.part";
        await using (
            FileStream to = new(
                unfinished,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            )
        )
        {
            if (
                !await PostgresTool.Run(
                    "pg_dump",
                    administrator,
                    ["--format=custom", $"--snapshot={snapshot}"],
                    give: null,
                    output => SealedFile.Seal(output, to, secret, stop),
                    stop
                )
            )
                throw new InvalidOperationException("pg_dump failed.");
            to.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file);
        return tables;
    }

    static async Task<string?> TryOut(string administrator, string name, string file, string secret, CancellationToken stop)
    {
        var scratch = $"{Scratch}{name}_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(Unpooled(administrator, "postgres"));
        await Run(server, $"CREATE DATABASE \"{scratch}\"", stop);
        try
        {
            await Run(server, $"REVOKE ALL ON DATABASE \"{scratch}\" FROM PUBLIC", stop);
            var into = Unpooled(administrator, scratch);
            if (!await Restore(into, file, secret, stop))
                return null;
            await using var restored = NpgsqlDataSource.Create(into);
            await using var connection = await restored.OpenConnectionAsync(stop);
            return await Scalar(connection, RowsOfTables, stop);
        }
        finally
        {
            await Run(server, $"DROP DATABASE IF EXISTS \"{scratch}\" WITH (FORCE)", CancellationToken.None);
        }
    }

    static string Unpooled(string administrator, string? database = null)
    {
        NpgsqlConnectionStringBuilder of = new(administrator) { Pooling = false };
        if (database is not null)
            of.Database = database;
        return of.ConnectionString;
    }

    static async Task<string> Scalar(NpgsqlConnection on, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, on) { CommandTimeout = 0 };
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }

    static async Task Run(NpgsqlDataSource on, string sql, CancellationToken stop)
    {
        await using var command = on.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }
}
