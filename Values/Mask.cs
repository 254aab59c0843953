namespace Clinic.Values;

/// <summary>What is shown of something that is not to be read in full.</summary>
public static class Mask
{
    /// <summary>The last characters, with a star for each one before them.</summary>
    public static string AllButLast(int shown, string text) =>
        text.Length <= shown ? new('*', text.Length) : new string('*', text.Length - shown) + text[^shown..];
}
