using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>A fact of a complaint as it was said.</summary>
/// <param name="At">The instant it told of.</param>
/// <param name="Version">Which of the facts of its complaint it was.</param>
sealed record Said(DateTimeOffset At, int Version);

/// <summary>
/// With which versions facts of complaints were said. Each fact of a complaint took the next number, and the trail holds every one of them;
/// of those of one instant, the ones about who has to do with the client came last.
/// </summary>
static class SaidOfComplaints
{
    static readonly string[] Numbered =
    [
        nameof(ComplaintFiled),
        nameof(ComplaintFirstResponded),
        nameof(ClientConcernBegan),
        nameof(ClientConcernEnded),
        nameof(ComplaintResponsibilityDetermined),
        nameof(ComplaintRenegotiated),
        nameof(ComplaintSatisfied),
        nameof(ComplaintClosed),
        nameof(ComplaintReopened),
        nameof(ComplaintOverturned),
    ];

    /// <summary>The last fact of a type about each of these complaints.</summary>
    public static async Task<Func<Complaint, Said>> LastSaid<TFact>(
        this FeedbackDb db,
        IReadOnlyCollection<Complaint> complaints,
        CancellationToken stop
    )
    {
        var cases = complaints.Select(complaint => complaint.CaseId).Distinct().ToArray();
        var rows = await db.Set<TrailRow>()
            .AsNoTracking()
            .Where(row => cases.Contains(row.CaseId) && row.Kind == "fact" && Numbered.Contains(row.Type))
            .OrderBy(row => row.At)
            .Select(row => new
            {
                row.Type,
                row.At,
                row.Subjects,
            })
            .ToListAsync(stop);
        var said = rows.SelectMany(row => row.Subjects.Distinct().Select(id => (Id: id, row.Type, row.At))).ToLookup(row => row.Id);
        return complaint =>
        {
            var times = said[complaint.Id].Where(row => row.Type == typeof(TFact).Name).Select(row => row.At).ToList();
            if (times is not [.., var last])
                return new(complaint.FiledAt, complaint.EventVersion);
            return new(last, said[complaint.Id].Count(row => row.At < last) + 1);
        };
    }
}
