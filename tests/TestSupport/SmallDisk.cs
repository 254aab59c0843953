using System.Diagnostics;
using System.Globalization;

namespace Clinic.TestSupport;

/// <summary>A file system of a few megabytes at a folder, for tests that fill it. Only root can make one.</summary>
public sealed class SmallDisk : IDisposable
{
    readonly string folder,
        ballast;

    /// <summary>Mounts it.</summary>
    public SmallDisk(string folder, int megabytes)
    {
        (this.folder, ballast) = (folder, Path.Combine(folder, "ballast"));
        var size = megabytes.ToString(CultureInfo.InvariantCulture);
        Run("mount", "-t", "tmpfs", "-o", $"size={size}m,mode=0711", "tmpfs", folder);
    }

    /// <summary>True where this process may make one.</summary>
    public static bool CanBeMade { get; } = Environment.IsPrivilegedProcess && Try();

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using FileStream file = new(
            ballast,
            new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                BufferSize = 0,
            }
        );
        var bytes = new byte[4096];
        try
        {
            while (true)
                file.Write(bytes);
        }
        catch (IOException)
        {
            // That is all there was.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(ballast);

    public void Dispose() => Run("umount", "--lazy", folder);

    static bool Try()
    {
        var folder = Directory.CreateTempSubdirectory("clinic-disk-").FullName;
        try
        {
            new SmallDisk(folder, 1).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A container may have root and no right to mount.
            return false;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
