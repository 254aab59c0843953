namespace Clinic.Escort.Engagements;

/// <summary>What most acts answer: how far the engagement is and what comes next. The ETag is its version.</summary>
public sealed record Progress(Guid Id, EngagementState Status, string? NextStep)
{
    internal static Ok<Progress> Of(Engagement engagement, HttpResponse answer)
    {
        IfMatch.Tell(answer, engagement);
        return TypedResults.Ok(new Progress(engagement.Id, engagement.State, Engagement.StepAfter(engagement.State)));
    }
}

/// <summary>Amounts as they come in.</summary>
static class Amounts
{
    const decimal Most = 999_999_999_999.99m;

    /// <summary>True when the amount is negative, too large or finer than a cent.</summary>
    public static bool AreImpossible(decimal amount) => amount is < 0 or > Most || decimal.Round(amount, 2) != amount;
}
