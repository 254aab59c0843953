using System.Text;
using Clinic.Gateway.Backups;
using Clinic.Provision;
using Clinic.Provision.Backups;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class BackupTests : IAsyncLifetime
{
    const string Secret = "what opens the copies";

    readonly string folder = Path.Combine(Path.GetTempPath(), $"backups-{Guid.NewGuid():N}");
    readonly Guid marker = Guid.NewGuid();
    BackupKeeper keeper = null!;

    public async Task InitializeAsync()
    {
        Dictionary<string, string> administrator = [];
        foreach (var database in Database.All.Where(candidate => candidate.Name is "identity" or "training"))
        {
            administrator[database.Name] = await NewDatabase();
            await Provisioner.Prepare(database, administrator[database.Name], TestDatabase.LoginPassword);
        }
        await Scalar(administrator["identity"], $"INSERT INTO known_branch VALUES ('{marker}', '2026-01-05')");
        keeper = new(administrator, folder, Secret, TimeSpan.FromHours(24), Keep: 2);
    }

    public Task DisposeAsync()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    [Rule("R-108")]
    public async Task Every_database_is_backed_up_once_per_interval_and_put_back_on_trial()
    {
        var first = await keeper.Round(default);

        Assert.Equal(["identity", "training"], first.Select(run => run.Database).Order());
        Assert.All(first, run => Assert.True(run is { Problem: null, Rows: > 0, Bytes: > 0 }));
        Assert.Empty(await keeper.Round(default));
        Assert.Equal(2L, await Scalar(keeper.Administrator["identity"], "SELECT count(*) FROM backup_run WHERE problem IS NULL"));
        foreach (var file in Files())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.DoesNotContain("CREATE TABLE", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }
        foreach (var _ in Enumerable.Range(0, 3))
            await (keeper with { Every = TimeSpan.Zero }).Round(default);
        Assert.Equal(4, Files().Length);
        Assert.Equal(
            0L,
            await Scalar(keeper.Administrator["identity"], @"SELECT count(*) FROM pg_database WHERE datname LIKE 'backup\_check\_%'")
        );
    }

    [Fact]
    [Rule("R-108")]
    public async Task A_copy_is_put_back_with_every_row_and_by_nobody_who_has_another_secret_or_changed_it()
    {
        await keeper.Round(default);
        var file = Files().Single(text => Path.GetFileName(text).StartsWith("identity", StringComparison.Ordinal));
        var empty = await NewDatabase(create: true);
        var bytes = await File.ReadAllBytesAsync(file);
        var (changed, cut) = ($"{file}.changed", $"{file}.cut");
        await File.WriteAllBytesAsync(cut, bytes[..^20]);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(changed, bytes);

        Assert.False(await Backup.Restore(empty, file, "another secret", default));
        Assert.False(await Backup.Restore(empty, changed, Secret, default));
        Assert.False(await Backup.Restore(empty, cut, Secret, default));
        Assert.Equal(0L, await Scalar(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));

        Assert.True(await Backup.Restore(empty, file, Secret, default));
        Assert.Equal(1L, await Scalar(empty, $"SELECT count(*) FROM known_branch WHERE id = '{marker}'"));
        Assert.False(await Backup.Restore(empty, file, Secret, default));
    }

    [Fact]
    [Rule("R-108")]
    public async Task A_backup_that_cannot_be_made_is_written_down_as_such_and_hides_no_good_one()
    {
        var without = WithoutTraining();

        Assert.Equal([null, BackupProblem.NotMade], (await without.Round(default)).OrderBy(run => run.Database).Select(run => run.Problem));
        Assert.Equal("training", Assert.Single(await keeper.Round(default)).Database);
    }

    [Fact]
    [Rule("R-108")]
    public async Task A_person_who_asks_gets_a_backup_of_everything_although_none_is_due_and_is_told_when_it_is_no_good()
    {
        await keeper.Round(default);

        Assert.True(await keeper.Now(default));
        Assert.Equal(4, Files().Length);
        Assert.False(await WithoutTraining().Now(default));
    }

    [Fact]
    public async Task Of_two_keepers_one_works_and_what_a_killed_one_left_is_cleared_away()
    {
        Directory.CreateDirectory(folder);
        var (part, scratch) = (Path.Combine(folder, "identity-1.backup.part"), $"backup_check_identity_{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(part, "half");
        await Scalar(keeper.Administrator["identity"], $"CREATE DATABASE {scratch}");

        var rounds = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => keeper.Round(default)));

        Assert.Equal(2, rounds.Sum(round => round.Count));
        Assert.False(File.Exists(part));
        Assert.Equal(0L, await Scalar(keeper.Administrator["identity"], $"SELECT count(*) FROM pg_database WHERE datname = '{scratch}'"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((2 << 20) + 5)]
    public async Task Whatever_is_sealed_opens_again_the_same(int length)
    {
        var plain = new byte[length];
        Random.Shared.NextBytes(plain);
        using MemoryStream closed = new(),
            opened = new();

        await SealedFile.Seal(new MemoryStream(plain), closed, Secret, default);
        closed.Position = 0;
        await SealedFile.Open(closed, opened, Secret, default);

        Assert.Equal(plain, opened.ToArray());
    }

    string[] Files() => Directory.GetFiles(folder, "*.backup");

    BackupKeeper WithoutTraining() =>
        keeper with
        {
            Administrator = new Dictionary<string, string>(keeper.Administrator)
            {
                ["training"] = new NpgsqlConnectionStringBuilder(keeper.Administrator["training"]) { Database = "gone" }.ConnectionString,
            },
        };

    static async Task<string> NewDatabase(bool create = false)
    {
        var server = await Servers.PostgresAsync();
        var name = $"b_{Guid.NewGuid():N}";
        var postgres = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString;
        if (create)
            await Scalar(postgres, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
    }

    static async Task<object?> Scalar(string on, string sql)
    {
        await using NpgsqlConnection connection = new(on);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
