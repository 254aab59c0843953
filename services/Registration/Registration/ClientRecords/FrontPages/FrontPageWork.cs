namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>A front page waits for the desk until it is a chart or was put away .</summary>
static class FrontPageWork
{
    public static readonly WorkKind Finish = new(
        "registration-front-page.chart",
        nameof(OpenChartFromFrontPage),
        "front page",
        Rights.RegisterClients
    );

    /// <summary>The front pages that are no chart and were not put away.</summary>
    public static OpenNouns Open(RegistrationDb db) => OpenNouns.Of(db.StartedPages.Where(page => page.EndedAt == null), page => page.Id);

    /// <summary>Writes down what waits about every front page that this save changes.</summary>
    public static void Keep(RegistrationDb db)
    {
        foreach (var page in db.Changing<StartedPage>())
            db.KeepWork(page.Id, page.BranchId, [Finish], page.EndedAt is null ? [new(Finish)] : []);
    }
}
