namespace Clinic.Escort.Engagements;

/// <summary>What stands in the files.</summary>
static class FilePages
{
    /// <summary>
    /// The page of an engagement's file that a step writes now: of this version of the agreement, or of this round of escorts.
    /// </summary>
    public static IQueryable<FilePage> PagesOf(this EscortDb db, Engagement engagement, PageKind kind)
    {
        var number = FilePage.NumberOf(engagement, kind);
        return db.Pages.Where(page => page.EngagementId == engagement.Id && page.Kind == kind && page.Number == number);
    }

    /// <summary>The page that is written once, before any escort or amendment.</summary>
    public static IQueryable<FilePage> FirstPageOf(this EscortDb db, Engagement engagement, PageKind kind) =>
        db.Pages.Where(page => page.EngagementId == engagement.Id && page.Kind == kind).OrderBy(page => page.Number).Take(1);
}
