namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>A client's name as it stands on lists and screens: enough to call somebody, too little to know who it is.</summary>
public static class MaskedName
{
    /// <summary>What an audit row says was read.</summary>
    internal const string Field = "MaskedName";

    /// <summary>The family name and what cannot give a person away: 王○明, 李○, Z○○○g.</summary>
    public static string Of(string name)
    {
        var letters = new System.Globalization.StringInfo(name.Trim());
        return letters.LengthInTextElements switch
        {
            0 => "○",
            1 => "○",
            2 => $"{letters.SubstringByTextElements(0, 1)}○",
            var length => letters.SubstringByTextElements(0, 1)
                + new string('○', Math.Min(length - 2, 3))
                + letters.SubstringByTextElements(length - 1),
        };
    }

    /// <summary>The same of a client who may be out of sight.</summary>
    internal static string? OrNothing(string? name) => name is null ? null : Of(name);
}
