using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.Visits;

namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>Everything that belongs to one or two clients and follows when they become one.</summary>
sealed record MergeRows(List<Visit> Visits, List<Appointment> Appointments, List<ComplaintFlag> Flags, List<Member> Members)
{
    /// <summary>The clients, held until the transaction ends: nobody checks them in or books for them meanwhile.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Client>> Lock(RegistrationDb db, Guid[] clients, CancellationToken stop)
    {
        foreach (var client in clients.Order())
            await db.LockSubject(client, stop);
        return await db
            .Clients.FromSql($"SELECT *, xmin FROM client WHERE id = ANY ({clients}) ORDER BY id FOR UPDATE")
            .ToDictionaryAsync(client => client.Id, stop);
    }

    /// <summary>What belongs to these clients.</summary>
    public static async Task<MergeRows> Of(RegistrationDb db, Guid[] clients, CancellationToken stop) =>
        new(
            await db.Visits.Where(visit => clients.Contains(visit.ClientId)).ToListAsync(stop),
            await db.Appointments.Where(appointment => clients.Contains(appointment.ClientId)).ToListAsync(stop),
            await db.ComplaintFlags.Where(flag => clients.Contains(flag.ClientId!.Value)).ToListAsync(stop),
            await db.Members.Where(member => clients.Contains(member.ClientId)).ToListAsync(stop)
        );

    /// <summary>True when one person would be in two places at a time, or twice a member.</summary>
    public bool WouldCollide()
    {
        var open = Visits.Where(visit => visit.ClosedAt is null).Select(visit => visit.BranchId).ToList();
        var times = Appointments
            .Where(appointment => AppointmentStates.Taking.Contains(appointment.State))
            .OrderBy(appointment => appointment.StartsAt)
            .ToList();
        return open.Distinct().Count() < open.Count
            || Members.Count(member => member.State == MemberState.Enrolled) > 1
            || times.Zip(times.Skip(1)).Any(pair => pair.Second.StartsAt < pair.First.EndsAt);
    }

    /// <summary>Gives what belongs to one client to the other, and tells each.</summary>
    public IReadOnlyList<MergeMove> Follow(RegistrationDb db, ClientMerge merge, Guid from, Guid to) =>
        [
            .. Everything()
                .Where(pair => ClientOf(db, pair.Row) == from)
                .ToList()
                .Select(pair =>
                {
                    Give(db, pair.Row, to);
                    return new MergeMove
                    {
                        Id = Guid.CreateVersion7(merge.MergedAt),
                        BranchId = merge.BranchId,
                        MergeId = merge.Id,
                        Kind = pair.Kind,
                        RecordId = pair.Id,
                    };
                }),
        ];

    /// <summary>Gives exactly these records back.</summary>
    public void GoBack(RegistrationDb db, HashSet<(Follows Kind, Guid Id)> moved, Guid to)
    {
        foreach (var moving in Everything().Where(pair => moved.Contains((pair.Kind, pair.Id))))
            Give(db, moving.Row, to);
    }

    IEnumerable<(Follows Kind, Guid Id, object Row)> Everything() =>
        [
            .. Visits.Select(visit => (Follows.Visit, visit.Id, (object)visit)),
            .. Appointments.Select(appointment => (Follows.Appointment, appointment.Id, (object)appointment)),
            .. Flags.Select(complaintFlag => (Follows.ComplaintFlag, complaintFlag.Id, (object)complaintFlag)),
            .. Members.Select(member => (Follows.Membership, member.Id, (object)member)),
        ];

    // To whom a visit belongs never changes in the visit's own life, so its noun has no act for it.
    static Guid? ClientOf(RegistrationDb db, object row) => (Guid?)db.Entry(row).Property(nameof(Visit.ClientId)).CurrentValue;

    static void Give(RegistrationDb db, object row, Guid to) => db.Entry(row).Property(nameof(Visit.ClientId)).CurrentValue = to;
}
