using Clinic.Feedback.Clients;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Issues;

namespace Clinic.Feedback.Voices;

/// <summary>
/// Those who handle complaints see everything one person said at a branch, under whatever client it was written down: complaints, survey
/// answers, follow-up calls and issues, without the words (EV-40).
/// </summary>
public static class GetClientVoice
{
    const int Most = 100;

    public sealed record ComplaintLine(Guid Id, Guid ClientId, ComplaintKind Kind, ComplaintState Status, DateTimeOffset FiledAt);

    public sealed record AnswerLine(Guid Id, Guid ClientId, decimal Score, bool Low, DateTimeOffset AnsweredAt);

    public sealed record CallLine(Guid Id, Guid ClientId, FollowUpState Status, AttemptOutcome? Outcome, DateTimeOffset ServedAt);

    public sealed record IssueLine(Guid Id, Guid ClientId, IssueSource Source, Guid SourceId, DateTimeOffset RecordedAt, IssueState Status);

    /// <param name="Clients">All ids of the person.</param>
    public sealed record Response(
        IReadOnlyList<Guid> Clients,
        IReadOnlyList<ComplaintLine> Complaints,
        IReadOnlyList<AnswerLine> Answers,
        IReadOnlyList<CallLine> Calls,
        IReadOnlyList<IssueLine> Issues
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

        var same = await db.IdsOfPerson(clientId, stop);
        return TypedResults.Ok(
            new Response(
                [.. same.Order()],
                await db
                    .Complaints.Where(complaint =>
                        complaint.BranchId == branch && complaint.ClientId != null && same.Contains(complaint.ClientId.Value)
                    )
                    .OrderByDescending(complaint => complaint.Id)
                    .Take(Most)
                    .Select(complaint => new ComplaintLine(
                        complaint.Id,
                        complaint.ClientId!.Value,
                        complaint.Kind,
                        complaint.State,
                        complaint.FiledAt
                    ))
                    .ToListAsync(stop),
                await db
                    .SurveyAnswers.Where(surveyAnswer => surveyAnswer.BranchId == branch)
                    .Join(
                        db.SurveyInvitations.Where(surveyInvitation => same.Contains(surveyInvitation.ClientId)),
                        surveyAnswer => surveyAnswer.InvitationId,
                        surveyInvitation => surveyInvitation.Id,
                        (answer, asked) => new { answer, asked.ClientId }
                    )
                    .OrderByDescending(row => row.answer.Id)
                    .Take(Most)
                    .Select(row => new AnswerLine(row.answer.Id, row.ClientId, row.answer.Score, row.answer.IsLow, row.answer.AnsweredAt))
                    .ToListAsync(stop),
                await db
                    .FollowUps.Where(followUp => followUp.BranchId == branch && same.Contains(followUp.ClientId))
                    .OrderByDescending(followUp => followUp.Id)
                    .Take(Most)
                    .Select(followUp => new CallLine(followUp.Id, followUp.ClientId, followUp.State, followUp.Outcome, followUp.ServedAt))
                    .ToListAsync(stop),
                await db
                    .PatientIssues.Where(patientIssue => patientIssue.BranchId == branch && same.Contains(patientIssue.ClientId))
                    .OrderByDescending(patientIssue => patientIssue.Id)
                    .Take(Most)
                    .Select(patientIssue => new IssueLine(
                        patientIssue.Id,
                        patientIssue.ClientId,
                        patientIssue.Source,
                        patientIssue.SourceId,
                        patientIssue.RecordedAt,
                        patientIssue.State
                    ))
                    .ToListAsync(stop)
            )
        );
    }
}
