namespace Clinic.Escort.Engagements;

/// <summary>Whether a page of the file was written with other words before.</summary>
static class FilePages
{
    /// <summary>True when this page of the engagement's file says something else than is said now.</summary>
    public static async Task<bool> WroteOther<T>(this EscortDb db, Engagement of, PageKind kind, T content, CancellationToken stop)
    {
        var (page, number) = (FilePage.Text(content), FilePage.NumberOf(of, kind));
        return !await db.Pages.AnyAsync(
            filePage => filePage.EngagementId == of.Id && filePage.Kind == kind && filePage.Number == number && filePage.Content == page,
            stop
        );
    }

    /// <summary>The same of a page that is written once, before any escort or amendment.</summary>
    public static async Task<bool> WroteFirstOther<T>(this EscortDb db, Engagement of, PageKind kind, T content, CancellationToken stop)
    {
        var page = FilePage.Text(content);
        var first = await db
            .Pages.Where(filePage => filePage.EngagementId == of.Id && filePage.Kind == kind)
            .OrderBy(filePage => filePage.Number)
            .Select(filePage => filePage.Content)
            .FirstOrDefaultAsync(stop);
        return first != page;
    }
}
