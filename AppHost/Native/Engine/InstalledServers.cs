using System.Globalization;

namespace Clinic.AppHost.Native;

/// <summary>Where the distribution put the servers. Found by pattern: the version is the distribution's business.</summary>
internal static class InstalledServers
{
    /// <summary>The programs fitting existing data, else the newest.</summary>
    public static string Postgres(string dataDirectory)
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Where(d => File.Exists($"{d}/bin/initdb"))
                .OrderByDescending(d => decimal.TryParse(Path.GetFileName(d), NumberStyles.Number, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .ToList()
            : [];
        if (installed.Count == 0)
        {
            throw new LaunchException("PostgreSQL is not installed (package postgresql); ./run installs it.");
        }

        var versionFile = Path.Combine(dataDirectory, "PG_VERSION");
        if (!File.Exists(versionFile))
        {
            return $"{installed[0]}/bin";
        }

        var needed = File.ReadAllText(versionFile).Trim();
        return installed.Find(d => Path.GetFileName(d) == needed) is { } fitting
            ? $"{fitting}/bin"
            : throw new LaunchException($"The data in {dataDirectory} is of PostgreSQL {needed}, which is not installed any more. Install it, or begin anew with ./run --fresh.");
    }

    /// <summary>The scripts themselves: those in /usr/sbin are wrappers that use the system's own user and settings.</summary>
    public static string RabbitMq()
    {
        const string Parent = "/usr/lib/rabbitmq/lib";
        return (Directory.Exists(Parent) ? Directory.EnumerateDirectories(Parent, "rabbitmq_server-*").Max(StringComparer.Ordinal) : null) is { } found
            ? $"{found}/sbin"
            : throw new LaunchException("RabbitMQ is not installed (package rabbitmq-server); ./run installs it.");
    }
}
