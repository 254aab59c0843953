namespace Clinic.Escort.Engagements;

/// <summary>
/// The last number of a series of a branch in a year of the branch's calendar: agreements and invoices are numbered without gaps.
/// </summary>
public sealed class NumberCounter : IBranchScoped, INumberSeries
{
    /// <summary>Series of service agreements.</summary>
    public const string Agreements = "A";

    /// <summary>Series of invoices.</summary>
    public const string Invoices = "F";

    public Guid BranchId { get; init; }
    public required string Series { get; init; }
    public int Year { get; init; }
    public int LastNumber { get; init; }

    /// <summary>The series of a branch and year.</summary>
    public static NumberCounter Of(string series, Guid branch, int year) =>
        new()
        {
            BranchId = branch,
            Series = series,
            Year = year,
        };

    /// <summary>As printed, for example F2026-000007.</summary>
    public static string Print(string series, int year, int number) => $"{series}{year}-{number:D6}";
}
