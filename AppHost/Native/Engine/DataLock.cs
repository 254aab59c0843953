using System.Text.Json;

namespace Clinic.AppHost.Native;

/// <summary>One launch over one data directory: a lock of the operating system, which even a kill −9 gives back.</summary>
internal static class DataLock
{
    public static FileStream Take(string dataDirectory)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            return new FileStream(Path.Combine(dataDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(dataDirectory, "lock")))
        {
            throw new LaunchException($"It is already running{Where(dataDirectory)}. Its data is in {dataDirectory}.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LaunchException($"{dataDirectory} belongs to another user; choose another directory with --data.", e);
        }
    }

    private static string Where(string dataDirectory)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(dataDirectory, RunFile.Name)));
            return $" at {file.RootElement.GetProperty("gateway").GetString()} (process {file.RootElement.GetProperty("launcher").GetInt32()})";
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }
}
