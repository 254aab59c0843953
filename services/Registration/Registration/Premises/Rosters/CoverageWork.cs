namespace Clinic.Registration.Premises.Rosters;

/// <summary>An empty post of a published roster waits for whoever writes rosters until somebody is put there (WF-52 4).</summary>
static class CoverageWork
{
    /// <summary>Due when the post is left alone; about the roster, with the gap.</summary>
    public static readonly WorkKind FillPost = new("registration-roster.replacement", nameof(ReplaceAtPost), "roster", Rights.WriteRosters);

    /// <summary>The posts that nobody took, and that are not over.</summary>
    public static OpenNouns Open(RegistrationDb db, DateTimeOffset now)
    {
        var yesterday = now.AddDays(-1);
        return OpenNouns.Of(
            db.CoverageGaps.Where(gap => gap.FilledAt == null && gap.StartsAt > yesterday),
            gap => gap.Id,
            gap => gap.RosterId
        );
    }

    /// <summary>Writes down what waits about every gap that this save changes.</summary>
    public static async Task Keep(RegistrationDb db, CancellationToken stop)
    {
        foreach (var gap in db.Changing<CoverageGap>())
        {
            if (gap.FilledAt is null)
                db.AskPost(FillPost, gap.RosterId, gap.BranchId, gap.StartsAt, gap.Id);
            else
                await db.SettleWork(FillPost, gap.RosterId, stop, gap.Id);
        }
    }
}
