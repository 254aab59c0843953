using Clinic.Feedback.Surveys;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The quality officer sees how many complaints had which cause, and what became of them; those whose cause is not found yet are
/// counted without one. Nobody counts a complaint about themselves. Refused: a branch the reader does not work for (404), a period
/// that ends before it begins.
/// </summary>
public static class GetComplaintCauses
{
    /// <param name="Filed">All of them.</param>
    /// <param name="Upheld">Somebody or something was found responsible, and that stands.</param>
    /// <param name="Unsatisfied">Closed although the client was not satisfied.</param>
    public sealed record Line(CauseClass? Cause, int Filed, int Upheld, int Closed, int Unsatisfied, int Overturned, int Withdrawn);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapGet("causes", Handle)
            .Needs(Rights.ReadComplaints)
            .WithSummary("How many complaints had which cause")
            .Refuses(SurveyRefusals.PeriodImpossible);

    /// <param name="branch">Without it, all branches the reader works for.</param>
    /// <param name="person">Only those that name this person, or for which this person answers.</param>
    /// <param name="from">Filed from this instant on.</param>
    /// <param name="to">Filed before this instant.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (from >= to)
            return SurveyRefusals.PeriodImpossible.AsProblem();
        if (branch is { } at && !caller.WorksIn(at))
            return Refusal.NotFound.AsProblem();

        var counts = await db
            .Complaints.AsNoTracking()
            .IgnoreAutoIncludes()
            .NotConcerning(caller.PersonId)
            .Named(branch, person, from, to)
            .GroupBy(complaint => complaint.Cause)
            .Select(of => new Line(
                of.Key,
                of.Count(),
                of.Count(complaint =>
                    complaint.Fault != null && complaint.Fault != ResponsibleKind.Nobody && complaint.State != ComplaintState.Overturned
                ),
                of.Count(complaint => complaint.State == ComplaintState.Closed),
                of.Count(complaint => complaint.State == ComplaintState.Closed && complaint.Score == null),
                of.Count(complaint => complaint.State == ComplaintState.Overturned),
                of.Count(complaint => complaint.State == ComplaintState.Withdrawn)
            ))
            .ToListAsync(stop);
        return TypedResults.Ok(counts.OrderBy(line => line.Cause).ToArray());
    }
}
