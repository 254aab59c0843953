using System.Text;

namespace Clinic.AppHost.Installed;

/// <summary>
/// The log of one program, beside the data; what was there becomes its <c>.previous.log</c>. A disk that is full costs lines and never the
/// launch: how many is written once there is room again.
/// </summary>
sealed class LogFile(string path) : IDisposable
{
    FileStream? file;
    int lost;

    /// <summary>Writes a line, or counts it where there is no room for it.</summary>
    public async Task Write(string line)
    {
        try
        {
            file ??= Open();
            var said = lost > 0 ? $"\n{lost} lines are missing here: there was no room for them.\n{line}\n" : $"{line}\n";
            await file.WriteAsync(Encoding.UTF8.GetBytes(said));
            lost = 0;
        }
        catch (IOException)
        {
            lost++;
            // Behind what was half written.
            file?.Seek(0, SeekOrigin.End);
        }
    }

    // Nothing is held back in memory, where it would fail again at the end.
    FileStream Open()
    {
        if (File.Exists(path))
            File.Move(path, Path.ChangeExtension(path, ".previous.log"), overwrite: true);
        return new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                Share = FileShare.Read,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            }
        );
    }

    public void Dispose() => file?.Dispose();
}
