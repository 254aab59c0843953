using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>What kind of clinic a branch is.</summary>
public enum BranchKind
{
    GeneralClinic,
    DentalClinic,
    HospitalDesk,
    EscortCompany,
}

/// <summary>EV-112. The administrator opened a branch; from now on people can be hired and clients received there.</summary>
[Fact("branches.read")]
public sealed record BranchOpened(Guid BranchId, BranchKind Kind, string TimeZone, DateOnly From);
