using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// A suspended escort waits for whoever may let an escort work again, never for themselves. Ends by that act, and by whatever else
/// ends the suspension or the work as an escort.
/// </summary>
static class SuspensionWork
{
    public static readonly WorkKind Review = new("escort-profile.suspension", nameof(ReinstateEscort), "escort", Rights.Reinstate);

    /// <summary>The escorts who are suspended.</summary>
    public static OpenNouns Open(EscortDb db) =>
        OpenNouns.Of(db.Profiles.Where(profile => profile.State == ProfileState.Suspended), profile => profile.Id);

    /// <summary>Writes down what waits about every person whom this save changes.</summary>
    public static void Keep(EscortDb db)
    {
        foreach (var profile in db.Changing<EscortProfile>())
            db.KeepWork(
                profile.Id,
                profile.BranchId,
                [Review],
                profile.State == ProfileState.Suspended ? [new(Review, Except: [profile.Id])] : []
            );
    }
}
