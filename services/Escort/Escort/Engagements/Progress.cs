namespace Clinic.Escort.Engagements;

/// <summary>What most acts answer: how far the engagement is and what comes next. The ETag is its version.</summary>
public sealed record Progress(Guid Id, EngagementState Status, string? NextStep)
{
    internal static Ok<Progress> Of(Engagement engagement, HttpResponse answer)
    {
        IfMatch.Tell(answer, engagement);
        return TypedResults.Ok(new Progress(engagement.Id, engagement.State, engagement.State.StepAfter()));
    }
}
