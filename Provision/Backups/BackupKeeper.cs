using System.Globalization;
using Clinic.Gateway.Backups;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Clinic.Provision.Backups;

/// <summary>
/// Backs every database up whenever its last good backup is older than the interval (R-108, WF-35 7), writes each run down where the
/// gateway shows it, and keeps the newest copies. Of two keepers one works.
/// </summary>
/// <param name="Administrator">The connection string of a database's administrator, by the database's name.</param>
/// <param name="Folder">Where the sealed files go; best on another disk.</param>
/// <param name="Secret">What opens them; without it they are worth nothing.</param>
/// <param name="Every">How old a good backup may become (A-07).</param>
/// <param name="Keep">How many files of each database stay.</param>
public sealed record BackupKeeper(IReadOnlyDictionary<string, string> Administrator, string Folder, string Secret, TimeSpan Every, int Keep)
{
    const string Log = "identity";
    const long OneAtATime = 0x6261636b7570;

    /// <summary>By what the launch hands over.</summary>
    public static BackupKeeper Of(IConfiguration configuration) =>
        new(
            Database.All.ToDictionary(
                database => database.Name,
                database =>
                    configuration.GetConnectionString($"{database.Name}-db")
                    ?? throw new InvalidOperationException($"ConnectionStrings:{database.Name}-db is missing.")
            ),
            configuration["Backups:Folder"] ?? throw new InvalidOperationException("Backups:Folder is missing."),
            configuration["Backups:Secret"] ?? throw new InvalidOperationException("Backups:Secret is missing."),
            TimeSpan.FromHours(configuration.GetValue<double>("Backups:EveryHours")),
            configuration.GetValue<int>("Backups:Keep")
        );

    /// <summary>
    /// Looks now and then whether a backup is due; the first time a while after the start, when a platform has better things to do.
    /// </summary>
    public async Task Watch(TimeSpan between, CancellationToken stop)
    {
        using PeriodicTimer timer = new(between);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                Tell(await Round(stop));
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or UnauthorizedAccessException)
            {
                Console.WriteLine($"No backup was made ({exception.GetType().Name}); it is looked again.");
            }
        }
    }

    /// <summary>
    /// Backs up everything at once, for a person who waits for it. False when one copy is no good or another keeper is at work.
    /// </summary>
    public async Task<bool> Now(CancellationToken stop)
    {
        var runs = await (this with { Every = TimeSpan.Zero }).Round(stop);
        Tell(runs);
        if (runs.Count == 0)
            Console.WriteLine("Another keeper is making backups now.");
        return runs.Count > 0 && runs.All(run => run.Problem is null);
    }

    static void Tell(IReadOnlyList<BackupRun> runs)
    {
        foreach (var run in runs)
            Console.WriteLine(
                run.Problem is { } problem
                    ? $"{run.Database}: no good backup ({problem})"
                    : $"{run.Database}: backed up and put back on trial, {run.Rows} rows"
            );
    }

    /// <summary>Makes what is due.</summary>
    public async Task<IReadOnlyList<BackupRun>> Round(CancellationToken stop)
    {
        await using var log = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Administrator[Log]) { Pooling = false }.ConnectionString
        );
        await using var held = await log.OpenConnectionAsync(stop);
        if (!await Ask<bool>(held, $"SELECT pg_try_advisory_lock({OneAtATime})", stop))
            return [];

        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var unfinished in Directory.EnumerateFiles(Folder, "*.backup.part"))
            File.Delete(unfinished);
        await DropScratch(held, stop);
        List<BackupRun> runs = [];
        foreach (var (name, administrator) in Administrator)
        {
            if (
                await Ask<bool>(
                    held,
                    $"SELECT EXISTS (SELECT 1 FROM backup_run WHERE database = '{name}' AND problem IS NULL "
                        + $"AND started_at > now() - interval '{Every.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds')",
                    stop
                )
            )
                continue;

            var run = await Backup.Make(name, administrator, Folder, Secret, stop);
            await WriteDown(held, run, stop);
            runs.Add(run);
            // Only a good copy makes an old one superfluous.
            if (run.Problem is null)
                foreach (var old in Directory.EnumerateFiles(Folder, $"{name}-*.backup").OrderDescending(StringComparer.Ordinal).Skip(Keep))
                    File.Delete(old);
        }
        return runs;
    }

    // Left behind by a keeper that was killed.
    static async Task DropScratch(NpgsqlConnection on, CancellationToken stop)
    {
        var left = await Ask<string[]>(
            on,
            "SELECT array(SELECT datname::text FROM pg_database WHERE datname LIKE "
                + $"'{Backup.Scratch.Replace("_", "\\_", StringComparison.Ordinal)}%')",
            stop
        );
        foreach (var scratch in left)
        {
            await using NpgsqlCommand drop = new($"DROP DATABASE IF EXISTS \"{scratch}\" WITH (FORCE)", on);
            await drop.ExecuteNonQueryAsync(stop);
        }
    }

    static async Task WriteDown(NpgsqlConnection on, BackupRun run, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(
            "INSERT INTO backup_run (id, database, started_at, ended_at, file, bytes, rows, problem) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            on
        );
        foreach (
            var value in new object?[]
            {
                run.Id,
                run.Database,
                run.StartedAt,
                run.EndedAt,
                run.File,
                run.Bytes,
                run.Rows,
                run.Problem?.ToString(),
            }
        )
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(stop);
    }

    static async Task<T> Ask<T>(NpgsqlConnection on, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, on);
        return (T)(await command.ExecuteScalarAsync(stop))!;
    }
}
