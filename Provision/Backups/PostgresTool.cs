using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Clinic.Provision.Backups;

/// <summary>
/// PostgreSQL's own programs for copying a database out and in. What they complain about may quote rows, so nobody reads it; only
/// whether they succeeded counts.
/// </summary>
static class PostgresTool
{
    /// <summary>Runs a program against the database of this connection string. False when it failed.</summary>
    /// <param name="give">Writes what the program reads.</param>
    /// <param name="take">Reads what the program writes.</param>
    public static async Task<bool> Run(
        string program,
        string administrator,
        IEnumerable<string> arguments,
        Func<Stream, Task>? give,
        Func<Stream, Task>? take,
        CancellationToken stop
    )
    {
        NpgsqlConnectionStringBuilder server = new(administrator);
        ProcessStartInfo start = new(Find(program))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "--no-password",
            $"--host={server.Host}",
            $"--port={server.Port.ToString(CultureInfo.InvariantCulture)}",
            $"--username={server.Username}",
            $"--dbname={server.Database}",
            .. arguments,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGSSLMODE"] = SpelledForPostgres(server.SslMode);
        // Npgsql asks the machine whom it trusts; these programs want a file. Once they have one they check in every mode, so only where
        // a check is asked for.
        if (server.SslMode is SslMode.VerifyCA or SslMode.VerifyFull)
            start.Environment["PGSSLROOTCERT"] =
                server.RootCertificate ?? Environment.GetEnvironmentVariable("SSL_CERT_FILE") ?? "/etc/ssl/certs/ca-certificates.crt";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await using var ends = stop.Register(() => process.Kill());
        var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop);
        var taken = (take ?? (output => output.CopyToAsync(Stream.Null, stop)))(process.StandardOutput.BaseStream);
        try
        {
            await Give(process, give);
            await Task.WhenAll(complaints, taken);
            await process.WaitForExitAsync(stop);
            return process.ExitCode == 0;
        }
        finally
        {
            // What was half given is not to be taken for all.
            if (!process.HasExited)
                process.Kill();
        }
    }

    static string SpelledForPostgres(SslMode mode) =>
        mode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => mode.ToString().ToLowerInvariant(),
        };

    static async Task Give(Process process, Func<Stream, Task>? give)
    {
        try
        {
            if (give is not null)
                await give(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped reading; its exit code says why.
        }
    }

    // In a container they are on the path; Debian keeps those of each version in a place of their own.
    static string Find(string program)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [];
        var newest = versions.OrderByDescending(text =>
            decimal.TryParse(Path.GetFileName(text), NumberStyles.Number, CultureInfo.InvariantCulture, out var version) ? version : 0
        );
        return newest.Select(text => Path.Combine(text, "bin", program)).FirstOrDefault(File.Exists) ?? program;
    }
}
