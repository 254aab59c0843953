using System.Globalization;
using System.Runtime.InteropServices;

namespace Clinic.AppHost.Native;

/// <summary>The few things of the operating system that .NET does not offer.</summary>
internal static partial class Unix
{
    public const int SigInt = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>Exit codes above this one name the signal that ended a process.</summary>
    public const int EndedBySignal = 128;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial uint EffectiveUser();

    /// <summary>Every process this user may look at.</summary>
    public static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0);

    /// <summary>A file of /proc, or null: the process may be gone, or not ours to look at.</summary>
    public static string? Proc(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string? WorkingDirectory(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether anything of a process group is alive; what ended and nobody has looked at yet is not.</summary>
    public static bool GroupLives(int group) => Processes().Any(pid => Status(pid) is { State: not 'Z' } status && status.Group == group);

    /// <summary>Parent, process group and state letter, from the fields behind the name, which may itself hold spaces and brackets.</summary>
    public static (int Parent, int Group, char State)? Status(int pid)
    {
        if (Proc(pid, "stat") is not { } stat)
        {
            return null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture), fields[0][0]);
    }
}
