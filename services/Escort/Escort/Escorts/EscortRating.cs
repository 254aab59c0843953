namespace Clinic.Escort.Escorts;

/// <summary>
/// What a client gave the escort who came along, by points only; who the client is and what the client wrote stays in Feedback. One
/// line per answer and person, for good: neither an accompanied visit that ended nor an answer is ever taken back.
/// </summary>
public sealed class EscortRating : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid Id { get; init; }

    /// <summary>The answer of the client.</summary>
    public Guid ResponseId { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }
    public Guid EngagementId { get; init; }

    /// <summary>0 to 100.</summary>
    public decimal Score { get; init; }
    public DateTimeOffset At { get; init; }
}
