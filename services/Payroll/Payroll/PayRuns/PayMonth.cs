using System.Globalization;
using Clinic.Payroll.Branches;

namespace Clinic.Payroll.PayRuns;

/// <summary>A calendar month as a branch lives it: the period of pay .</summary>
public readonly record struct PayMonth(DateOnly First)
{
    /// <summary>How a month is written down.</summary>
    public const string Pattern = "20[0-9]{2}-(0[1-9]|1[0-2])";

    /// <summary>The last day, which belongs to the month.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>28 to 31.</summary>
    public int Days => Last.Day;

    /// <summary>The month a clinic day lies in.</summary>
    public static PayMonth Of(DateOnly day) => new(new(day.Year, day.Month, 1));

    /// <summary>Reads a month such as 2026-03.</summary>
    public static PayMonth Read(string text) => new(DateOnly.ParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The instant the month begins in a branch.</summary>
    public DateTimeOffset BeginIn(Branch branch) => branch.StartOf(First);

    /// <summary>The instant the month is over in a branch.</summary>
    public DateTimeOffset EndIn(Branch branch) => branch.StartOf(First.AddMonths(1));

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
