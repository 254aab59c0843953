using Clinic.Feedback.Complaints;
using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Issues;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Clients;

/// <summary>
/// Those who handle complaints see everything one person said at a branch, under whatever client it was written down: complaints, survey
/// answers, follow-up calls and issues, without the words (EV-40).
/// </summary>
public static class VoiceOfClient
{
    const int Most = 100;

    public sealed record Complained(Guid Id, Guid ClientId, ComplaintKind Kind, ComplaintState Status, DateTimeOffset FiledAt);

    public sealed record Answered(Guid Id, Guid ClientId, decimal Score, bool Low, DateTimeOffset AnsweredAt);

    public sealed record Called(Guid Id, Guid ClientId, FollowUpState Status, AttemptOutcome? Outcome, DateTimeOffset ServedAt);

    public sealed record Noted(Guid Id, Guid ClientId, IssueSource Source, Guid SourceId, DateTimeOffset RecordedAt);

    /// <param name="Clients">All ids of the person.</param>
    public sealed record Response(
        IReadOnlyList<Guid> Clients,
        IReadOnlyList<Complained> Complaints,
        IReadOnlyList<Answered> Answers,
        IReadOnlyList<Called> Calls,
        IReadOnlyList<Noted> Issues
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("{clientId:guid}/voice", Handle).Needs(Rights.ReadComplaints).WithSummary("Everything one person said");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Guid branch,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var same = await SamePerson.As(
            clientId,
            async all =>
                [
                    .. (
                        await db
                            .MergedClients.AsNoTracking()
                            .Where(one => one.KeptId != null && (all.Contains(one.Id) || all.Contains(one.KeptId.Value)))
                            .ToListAsync(stop)
                    ).Select(one => (one.Id, one.KeptId!.Value)),
                ]
        );
        return TypedResults.Ok(
            new Response(
                [.. same.Order()],
                await db
                    .Complaints.Where(one => one.BranchId == branch && one.ClientId != null && same.Contains(one.ClientId.Value))
                    .OrderByDescending(one => one.Id)
                    .Take(Most)
                    .Select(one => new Complained(one.Id, one.ClientId!.Value, one.Kind, one.State, one.FiledAt))
                    .ToListAsync(stop),
                await db
                    .SurveyAnswers.Where(one => one.BranchId == branch)
                    .Join(
                        db.SurveyInvitations.Where(one => same.Contains(one.ClientId)),
                        one => one.InvitationId,
                        one => one.Id,
                        (answer, asked) => new { answer, asked.ClientId }
                    )
                    .OrderByDescending(one => one.answer.Id)
                    .Take(Most)
                    .Select(one => new Answered(one.answer.Id, one.ClientId, one.answer.Score, one.answer.IsLow, one.answer.AnsweredAt))
                    .ToListAsync(stop),
                await db
                    .FollowUps.Where(one => one.BranchId == branch && same.Contains(one.ClientId))
                    .OrderByDescending(one => one.Id)
                    .Take(Most)
                    .Select(one => new Called(one.Id, one.ClientId, one.State, one.Outcome, one.ServedAt))
                    .ToListAsync(stop),
                await db
                    .PatientIssues.Where(one => one.BranchId == branch && same.Contains(one.ClientId))
                    .OrderByDescending(one => one.Id)
                    .Take(Most)
                    .Select(one => new Noted(one.Id, one.ClientId, one.Source, one.SourceId, one.RecordedAt))
                    .ToListAsync(stop)
            )
        );
    }
}
