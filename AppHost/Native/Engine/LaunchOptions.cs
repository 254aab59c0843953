using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Clinic.AppHost.Native;

/// <summary>How a person asks for the launch: the command line's short words, or configuration under `Engine`.</summary>
public sealed record LaunchOptions
{
    /// <summary>Where data, logs and secrets live. Outside the checkout: PostgreSQL must run as another user, who could not reach it there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Restart what exited, after one second, as Compose and Kubernetes do. Off by default, as with Aspire.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>Only a database server and a broker, for tests; their addresses go to standard output.</summary>
    public bool ServersOnly { get; init; }

    /// <summary>Stops when its standard input ends, so that a program that started it and is killed takes it along.</summary>
    public bool EndWithInput { get; init; }

    /// <summary>A port somebody asked for by name is an error when taken; a default one gives way to the next free one.</summary>
    public bool PortIsExplicit { get; init; }

    /// <summary>Turns `--data DIR --port N --keep-alive --servers-only --end-with-input` into configuration; everything else passes through.</summary>
    internal static string[] AsConfiguration(string[] args)
    {
        var result = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (word, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            var (key, flag) = word switch
            {
                "--data" => ("Engine:Data", false),
                "--port" => ("Gateway:Port", false),
                "--keep-alive" => ("Engine:KeepAlive", true),
                "--servers-only" => ("Engine:ServersOnly", true),
                "--end-with-input" => ("Engine:EndWithInput", true),
                _ => (null, false),
            };
            if (key is null)
            {
                result.Add(args[i]);
                continue;
            }

            value ??= flag ? "true" : ++i < args.Length ? args[i] : throw new LaunchException($"{word} needs a value.");
            result.Add($"--{key}={value}");
        }

        return [.. result];
    }

    internal static LaunchOptions From(IConfiguration configuration, string appHostDirectory)
    {
        var port = configuration["Gateway:Port"];
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536))
        {
            throw new LaunchException($"'{port}' is no port.");
        }

        return new LaunchOptions
        {
            DataDirectory = Path.GetFullPath(configuration["Engine:Data"] ?? DefaultDataDirectory(appHostDirectory)),
            KeepAlive = configuration["Engine:KeepAlive"] == "true",
            ServersOnly = configuration["Engine:ServersOnly"] == "true",
            EndWithInput = configuration["Engine:EndWithInput"] == "true",
            PortIsExplicit = port is not null,
        };
    }

    /// <summary>One directory for each checkout, the same one `./run` computes.</summary>
    private static string DefaultDataDirectory(string appHostDirectory)
    {
        var checkout = Path.GetDirectoryName(appHostDirectory.TrimEnd('/'))!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..12];
        if (SystemUser.IsRoot)
        {
            return $"/var/lib/clinic-platform/{hash}";
        }

        var share = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share");
        return Path.Combine(share, "clinic-platform", hash);
    }
}

/// <summary>Something a person must be told in plain words; the message is all there is to say.</summary>
public sealed class LaunchException : Exception
{
    public LaunchException(string message)
        : base(message)
    {
    }

    public LaunchException()
    {
    }

    public LaunchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
