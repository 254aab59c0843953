namespace Clinic.AppHost.Installed;

/// <summary>Where the person who started the platform looks.</summary>
static class Screen
{
    /// <summary>
    /// Tells the person something. What is shown may go to a file, on a disk that is full; then nobody is there to be told.
    /// </summary>
    public static void Say(string text)
    {
        try
        {
            Console.WriteLine(text);
        }
        catch (IOException)
        {
            // The launch goes on.
        }
    }
}
