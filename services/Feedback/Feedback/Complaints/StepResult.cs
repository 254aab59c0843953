namespace Clinic.Feedback.Complaints;

/// <summary>What every step of a complaint answers: how far it is and what comes next. The ETag is its version.</summary>
public sealed record StepResult(
    Guid Id,
    ComplaintState Status,
    string? NextStep,
    int Rounds,
    int Version,
    DateTimeOffset FirstResponseDueAt,
    DateTimeOffset ResolutionDueAt
)
{
    internal static StepResult Of(Complaint complaint) =>
        new(
            complaint.Id,
            complaint.State,
            complaint.State.StepAfter(),
            complaint.Rounds,
            complaint.EventVersion,
            complaint.History.Current.FirstResponse.DueAt,
            complaint.History.Current.Resolution.DueAt
        );

    internal static Ok<StepResult> Of(Complaint complaint, HttpResponse answer)
    {
        IfMatch.Tell(answer, complaint);
        return TypedResults.Ok(Of(complaint));
    }
}
