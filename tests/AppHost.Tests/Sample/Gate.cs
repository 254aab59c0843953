namespace Clinic.Sample;

/// <summary>A file by which a test tells this program when to go on; without the variable it is open.</summary>
internal static class Gate
{
    public static bool IsOpen(string variable) => Environment.GetEnvironmentVariable(variable) is not { } file || File.Exists(file);

    public static async Task OpenAsync(string variable)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!IsOpen(variable))
        {
            await timer.WaitForNextTickAsync();
        }
    }
}

/// <summary>This program itself, as a project of a graph.</summary>
internal sealed class SampleProject : Aspire.Hosting.IProjectMetadata
{
    public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Sample.csproj");

    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, "Clinic.Sample.dll");
}
