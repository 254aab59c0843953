namespace Clinic.Values;

/// <summary>Mobile numbers of the mainland and of Taiwan, taken with the country's prefix so that a search finds them either way.</summary>
public static class PhoneNumber
{
    /// <summary>As a regular expression.</summary>
    public const string Pattern = @"(\+86)?1[3-9][0-9]{9}|(\+886|0)9[0-9]{8}";

    /// <summary>The number as kept.</summary>
    public static string Normalized(string phone) =>
        phone switch
        {
            ['+', ..] => phone,
            ['0', ..] => $"+886{phone[1..]}",
            _ => $"+86{phone}",
        };

    /// <summary>What people say when they are asked for the end of their number.</summary>
    public const string TailPattern = "[0-9]{4}";

    /// <summary>The last four digits.</summary>
    public static string Tail(string phone) => phone[^4..];

    /// <summary>The number as shown: its last four digits.</summary>
    public static string Masked(string phone) => Mask.AllButLast(4, phone);
}

/// <summary>What is shown of something that is not to be read in full.</summary>
public static class Mask
{
    /// <summary>The last characters, with a star for each one before them.</summary>
    public static string AllButLast(int shown, string text) =>
        text.Length <= shown ? new('*', text.Length) : new string('*', text.Length - shown) + text[^shown..];
}
