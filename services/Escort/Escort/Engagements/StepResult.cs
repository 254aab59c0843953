namespace Clinic.Escort.Engagements;

/// <summary>What most acts answer: how far the engagement is and what comes next. The ETag is its version.</summary>
public sealed record StepResult(Guid Id, EngagementState Status, string? NextStep)
{
    internal static Ok<StepResult> Of(Engagement engagement, HttpResponse answer)
    {
        IfMatch.Tell(answer, engagement);
        return TypedResults.Ok(new StepResult(engagement.Id, engagement.State, engagement.State.StepAfter()));
    }
}
