namespace Clinic.Escort.Escorts;

/// <summary>People of the group as they are known here, looked up and held.</summary>
static class KnownProfiles
{
    /// <summary>The person, held until the transaction ends; added now when nothing was heard of them yet.</summary>
    public static async Task<EscortProfile> ProfileOrNew(this EscortDb db, Guid person, Guid branch, CancellationToken stop)
    {
        await db.LockSubject(person, stop);
        return await db.Profiles.FindAsync([person], stop) ?? db.Add(EscortProfile.Unknown(person, branch)).Entity;
    }

    /// <summary>The profile of somebody who was hired, held until the transaction ends; a fact about anybody else waits.</summary>
    public static async Task<EscortProfile> KnownProfile(this EscortDb db, Guid person, CancellationToken stop)
    {
        await db.MustKnow(null, [person], stop);
        await db.LockSubject(person, stop);
        return (await db.Profiles.FindAsync([person], stop))!;
    }
}
