using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Members;

/// <summary>
/// What the platform does with memberships when it sorts clients: the level their spending gives, up or down, and the end when nobody came
/// (WF-33 2 and 3).
/// </summary>
sealed class MemberRounds(RegistrationDb db, PolicyBook policies, Guid branch, DateTimeOffset now)
{
    /// <summary>How long a member may stay away.</summary>
    public static readonly Policy<int> LapseMonths = new("member.lapseMonths", 24, 1, 240, "default, unconfirmed (A-37)");

    const string NobodyCame = "NobodyCame";

    Dictionary<Guid, Member> members = [];
    List<MemberLevel> levels = [];

    /// <summary>The memberships that stand among these clients.</summary>
    public async Task Load(Guid[] clients, CancellationToken stop)
    {
        members = await db
            .Members.Where(member => clients.Contains(member.ClientId) && member.State == MemberState.Enrolled)
            .ToDictionaryAsync(member => member.ClientId, stop);
        if (members.Count > 0)
            levels = await db.MemberLevels.Where(level => level.BranchId == branch).ToListAsync(stop);
    }

    /// <summary>Judges the client's membership, if there is one.</summary>
    public void Judge(Client client, RecentActivity did)
    {
        if (!members.TryGetValue(client.Id, out var member))
            return;
        if (
            (did.LastVisit is { } last && last > member.EnrolledAt ? last : member.EnrolledAt)
            < now.AddMonths(-policies.Value(LapseMonths, branch, now))
        )
        {
            member.End(NobodyCame, by: null, now);
            db.Publish(new MemberClosed(member.Id, branch, client.Id, NobodyCame, now, member.EventVersion), client.Id);
            return;
        }
        var current = levels.Single(level => level.Id == member.LevelId);
        // A level without a threshold was given by a person and is left alone.
        if (
            current.FromSpent is null
            || levels.Where(level => level.FromSpent <= did.Spent).MaxBy(level => level.FromSpent) is not { } due
            || due.Id == current.Id
        )
            return;
        member.MoveTo(due);
        PublishLevel(db, member, current, due, by: null, reason: null, now);
    }

    /// <summary>Writes a change of level down and says it.</summary>
    public static void PublishLevel(
        RegistrationDb db,
        Member member,
        MemberLevel was,
        MemberLevel became,
        Guid? by,
        string? reason,
        DateTimeOffset now
    )
    {
        db.Add(
            new LevelChange
            {
                Id = Guid.CreateVersion7(now),
                BranchId = member.BranchId,
                MemberId = member.Id,
                Was = was.Code,
                Became = became.Code,
                ChangedBy = by,
                Reason = reason,
                ChangedAt = now,
            }
        );
        db.Publish(
            new MemberLevelChanged(member.Id, member.BranchId, member.ClientId, was.Code, became.Code, now, member.EventVersion),
            member.ClientId
        );
    }
}
