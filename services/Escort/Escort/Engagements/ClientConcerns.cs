using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements;

/// <summary>From when until when an escort has to do with the client.</summary>
/// <param name="Until">Nothing until the report is there.</param>
readonly record struct AccessWindow(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>True from the first instant on, and not any more at the last.</summary>
    public bool Covers(DateTimeOffset now) => From <= now && !(Until <= now);
}

/// <summary>
/// Who has to do with the client of an engagement now: the lead while it is open, the escort in one window of hours around it, in
/// which the escort reads the file here and the client's name and phone in Registration. Each act that changes it says so in its own
/// transaction. A client who turns out to be somebody else is followed by Registration, under whichever id it was said.
/// </summary>
static class ClientConcerns
{
    /// <summary>The value in force at the assignment judges.</summary>
    internal static readonly Policy<int> HoursBefore = new(
        "escort.access.hoursBefore",
        24,
        0,
        8760,
        "001 六3 (R-107, R-051); default, unconfirmed"
    );

    /// <summary>The value in force when the report was handed in judges.</summary>
    internal static readonly Policy<int> HoursAfterReport = new(
        "escort.access.hoursAfterReport",
        72,
        0,
        8760,
        "001 六3 (R-107, R-051); default, unconfirmed"
    );

    /// <summary>When the escort of an engagement that has agreed times sees file, name and phone.</summary>
    public static AccessWindow WindowOf(Engagement engagement, PolicyBook policies)
    {
        var starts = engagement.TimeAndPlace.StartsAt!.Value;
        var assigned = engagement.Assignment.AssignedAt ?? starts;
        return new(
            starts.AddHours(-policies.Value(HoursBefore, engagement.BranchId, assigned)),
            engagement.Report.SubmittedAt is { } reported
                ? reported.AddHours(policies.Value(HoursAfterReport, engagement.BranchId, reported))
                : null
        );
    }

    /// <summary>The lead went through the need with a client: who it is is known from now on.</summary>
    public static void BeginConcernOfLead(this EscortDb db, Engagement engagement, DateTimeOffset now)
    {
        if (OfLead(engagement, engagement.Concerns.Told, now) is { } began)
            db.Publish(began with { Version = engagement.Concerns.Next() }, engagement.Id);
    }

    /// <summary>An escort got the engagement, its time moved, or the report that ends the window is there.</summary>
    public static void BeginConcernOfEscort(this EscortDb db, Engagement engagement, PolicyBook policies, DateTimeOffset now)
    {
        if (OfEscort(engagement, policies, engagement.Concerns.Told, now) is { } began)
            db.Publish(began with { Version = engagement.Concerns.Next() }, engagement.Id);
    }

    /// <summary>The engagement was taken from this escort.</summary>
    public static void EndConcernOfEscort(this EscortDb db, Engagement engagement, Guid escort, DateTimeOffset now) =>
        End(db, engagement, escort, ConcernReason.Escort, now);

    /// <summary>The engagement is over: archived, declined, called off or broken off.</summary>
    public static void EndConcerns(this EscortDb db, Engagement engagement, DateTimeOffset now)
    {
        if (engagement.EscortId is { } escort)
            End(db, engagement, escort, ConcernReason.Escort, now);
        if (engagement.Handover.LeadId is { } lead)
            End(db, engagement, lead, ConcernReason.EscortLead, now);
    }

    /// <summary>What holds of the lead, or nothing.</summary>
    internal static ClientConcernBegan? OfLead(Engagement engagement, int version, DateTimeOffset now) =>
        engagement is { ClientId: { } client, Handover.LeadId: { } lead, Need.ConfirmedAt: { } since }
            ? new(engagement.Id, engagement.BranchId, client, lead, null, ConcernReason.EscortLead, since, null, now, version)
            : null;

    /// <summary>What holds of the escort, or nothing.</summary>
    internal static ClientConcernBegan? OfEscort(Engagement engagement, PolicyBook policies, int version, DateTimeOffset now)
    {
        if (
            engagement is not { ClientId: { } client, EscortId: { } escort, TimeAndPlace.StartsAt: not null }
            || !EngagementStates.WithEscort.Contains(engagement.State)
        )
            return null;
        var (from, until) = WindowOf(engagement, policies);
        return new(engagement.Id, engagement.BranchId, client, escort, null, ConcernReason.Escort, from, until, now, version);
    }

    static void End(EscortDb db, Engagement engagement, Guid person, ConcernReason reason, DateTimeOffset now)
    {
        if (engagement.ClientId is not { } client)
            return;
        db.Publish(
            new ClientConcernEnded(engagement.Id, engagement.BranchId, client, person, null, reason, now, engagement.Concerns.Next()),
            engagement.Id
        );
    }
}
