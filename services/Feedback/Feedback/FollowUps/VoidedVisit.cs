namespace Clinic.Feedback.FollowUps;

/// <summary>A visit that was entered by mistake, remembered so that nothing follows from it when its completion is heard later.</summary>
public sealed class VoidedVisit : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public int EventVersion { get; init; }
}
