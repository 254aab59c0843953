using System.Diagnostics;

namespace Clinic.AppHost.Native;

/// <summary>
/// Who a server runs as. PostgreSQL refuses to be root, so as root each server gets its own system user without a login;
/// as an ordinary user everything runs as that user and nothing is changed in the system.
/// </summary>
internal sealed class SystemUser
{
    private readonly string? _name;

    private SystemUser(string? name) => _name = name;

    public static bool IsRoot => Unix.EffectiveUser() == 0;

    /// <summary>What stands before a command so that this user runs it. setpriv replaces itself: no login shell, no PAM, same process id.</summary>
    public IEnumerable<string> Prefix => _name is null ? [] : ["setpriv", $"--reuid={_name}", $"--regid={_name}", "--clear-groups", "--"];

    public static SystemUser For(string name)
    {
        if (!IsRoot)
        {
            return new SystemUser(null);
        }

        if (!Exists(name))
        {
            // Two launches may both be the first: whoever loses finds the user made.
            var (code, output) = Run("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name);
            if (code != 0 && !Exists(name))
            {
                throw new LaunchException($"The system user '{name}' could not be made: {output}");
            }
        }

        return new SystemUser(name);
    }

    /// <summary>Makes a directory only this user can look into.</summary>
    public void Own(string directory)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Give(directory);
        if (_name is not null && Run("setpriv", [.. Prefix.Skip(1), "test", "-x", directory]).Code != 0)
        {
            throw new LaunchException($"'{_name}' cannot reach {directory}: every directory above it must let others pass (chmod o+x).");
        }
    }

    /// <summary>Writes a file only this user can read.</summary>
    public void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var writer = new StreamWriter(file, options))
        {
            writer.Write(text);
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Give(file);
    }

    private static bool Exists(string name) => Run("id", "-u", name).Code == 0;

    private void Give(string path)
    {
        if (_name is not null && Run("chown", $"{_name}:{_name}", path) is { Code: not 0 } failed)
        {
            throw new LaunchException($"{path} could not be given to '{_name}': {failed.Output}");
        }
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.GetAwaiter().GetResult().Trim());
    }
}
