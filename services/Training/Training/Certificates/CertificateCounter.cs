namespace Clinic.Training.Certificates;

/// <summary>The last number of a branch and a year of its calendar.</summary>
public sealed class CertificateCounter : IBranchScoped, INumberSeries
{
    public Guid BranchId { get; init; }
    public int Year { get; init; }
    public int LastNumber { get; init; }
}
