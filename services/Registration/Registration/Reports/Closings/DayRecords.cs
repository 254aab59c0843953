using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.Visits;

namespace Clinic.Registration.Reports.Closings;

/// <summary>A front page that is no chart yet, and what it lacks.</summary>
public sealed record UnfinishedPage(Guid Id, IReadOnlyList<PageField> Missing);

/// <summary>A visit that nobody has ended.</summary>
public sealed record UnfinishedVisit(Guid Id, VisitState Status);

/// <summary>What the records of a clinic day at a branch still lack.</summary>
sealed record DayRecords(IReadOnlyList<UnfinishedPage> Pages, IReadOnlyList<UnfinishedVisit> Visits, DateTimeOffset? LastBegun)
{
    const int Most = 200;

    public bool Complete => Pages.Count == 0 && Visits.Count == 0;

    /// <summary>True when nothing is missing and nobody came after this word was given.</summary>
    public bool StandsSince(RecordClosing? closing) =>
        Complete && closing is not null && (LastBegun is null || LastBegun <= closing.ClosedAt);

    public static async Task<DayRecords> Of(RegistrationDb db, Guid branch, DateOnly day, CancellationToken stop)
    {
        var (started, visits) = (
            db.StartedPages.Where(page => page.BranchId == branch && page.Day == day),
            db.Visits.Where(visit => visit.BranchId == branch && visit.Day == day)
        );
        var (page, visit) = (
            await started.MaxAsync(startedPage => (DateTimeOffset?)startedPage.StartedAt, stop),
            await visits.MaxAsync(candidate => (DateTimeOffset?)candidate.CheckedInAt, stop)
        );
        return new(
            await started
                .Where(startedPage => startedPage.EndedAt == null)
                .OrderBy(startedPage => startedPage.StartedAt)
                .Take(Most)
                .Select(startedPage => new UnfinishedPage(startedPage.Id, startedPage.Missing))
                .ToListAsync(stop),
            await visits
                .Where(candidate => candidate.ClosedAt == null)
                .OrderBy(candidate => candidate.CheckedInAt)
                .Take(Most)
                .Select(candidate => new UnfinishedVisit(candidate.Id, candidate.State))
                .ToListAsync(stop),
            page > visit || visit is null ? page : visit
        );
    }
}
