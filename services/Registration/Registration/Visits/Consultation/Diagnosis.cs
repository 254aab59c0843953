namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The code a doctor gave at the end of a treatment, kept apart from the chart's words so that illnesses can be counted without reading
/// charts (RPT-13).
/// </summary>
public sealed class Diagnosis : IBranchScoped, IAppendOnly
{
    /// <summary>The visit.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public DateOnly Day { get; init; }
    public required string Code { get; init; }

    /// <summary>Of a visit, in capitals and without blanks, so that one illness has one code.</summary>
    public static Diagnosis Of(Visit visit, string code) =>
        new()
        {
            Id = visit.Id,
            BranchId = visit.BranchId,
            ClientId = visit.ClientId,
            Day = visit.Day,
            Code = string.Concat(code.Normalized().ToUpperInvariant().Where(sign => !char.IsWhiteSpace(sign))),
        };
}
