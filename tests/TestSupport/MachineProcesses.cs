using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Clinic.TestSupport;

/// <summary>The processes of this machine, as its kernel shows them.</summary>
public static class MachineProcesses
{
    /// <summary>Those that have a file open.</summary>
    public static List<int> Holding(string file) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(name => int.TryParse(name, out _))
                .Select(name => int.Parse(name!, null))
                .Where(pid => pid != Environment.ProcessId && OpenFiles(pid).Contains(file)),
        ];

    /// <summary>The name of the program of a process; empty when it is gone.</summary>
    public static string NameOf(int pid) => Read($"/proc/{pid}/comm").Trim();

    /// <summary>The number of the user a process runs as; -1 when it is gone.</summary>
    public static int UserOf(int pid) => Status(pid, "Uid:");

    /// <summary>What a process holds in memory, shared pages counted by their share, in KiB.</summary>
    public static long ProportionalSize(int pid) =>
        Read($"/proc/{pid}/smaps_rollup")
            .Split('\n')
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.AsSpan(4, line.Length - 6), null));

    /// <summary>Sends a signal to a process.</summary>
    public static void Signal(int pid, string signal)
    {
        using var sent = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        sent.WaitForExit();
    }

    /// <summary>
    /// A port nobody listens on. Not a default one, which a person's own platform on this machine may have, and not one that the kernel
    /// gives to outgoing calls: while a server is down, a caller that tries again and again would be given it and keep the server away.
    /// </summary>
    public static string FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(21_000, 32_000);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>True when somebody listens on this port of this machine.</summary>
    public static bool Listens(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    /// <summary>Starts a program that is asked to end when its input does: also when this process is killed.</summary>
    public static Process StartUntilInputEnds(string program, string[] arguments, Dictionary<string, string> environment)
    {
        const string untilInputEnds = """
            exec 3<&0
            "$0" "$@" 3<&- &
            program=$!
            { cat <&3 >/dev/null; kill -TERM "$program"; } 2>/dev/null &
            reader=$!
            exec 3<&-
            code=0
            wait "$program" || code=$?
            kill "$reader" 2>/dev/null
            exit "$code"
            """;
        ProcessStartInfo start = new("bash", ["-c", untilInputEnds, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return Process.Start(start)!;
    }

    static List<string?> OpenFiles(int pid)
    {
        try
        {
            return
            [
                .. Directory.GetFiles($"/proc/{pid}/fd").Select(open => File.ResolveLinkTarget(open, returnFinalTarget: false)?.FullName),
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static int Status(int pid, string line) =>
        Read($"/proc/{pid}/status").Split('\n').FirstOrDefault(text => text.StartsWith(line, StringComparison.Ordinal)) is { } found
            ? int.Parse(found[line.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries)[0], null)
            : -1;

    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
