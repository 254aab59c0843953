using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// Looks whether every post of a published roster is filled by somebody who is there (WF-52 3): each gap is kept and said once as
/// <c>PostCoverageFailed</c>, and ends when somebody fills it (WF-52 4). A shift over midnight covers both days.
/// </summary>
sealed class Coverage(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
{
    /// <summary>Looks at a roster as it stands with this save, and at those beside it that its shifts run into.</summary>
    /// <param name="shifts">Its shifts, also those that are added now.</param>
    /// <param name="replacedBy">Who took a post, when somebody did.</param>
    public async Task Check(Roster roster, IReadOnlyCollection<Shift> shifts, Guid? replacedBy, CancellationToken stop)
    {
        // Two rosters side by side that are published at once see each other, and whoever changes the hours sees both.
        await db.LockSubject(roster.BranchId, stop);
        var hours = await days.HoursOf(roster.BranchId, policies, db, stop);
        await Check(roster, shifts, hours, replacedBy, stop);
        foreach (var beside in await Beside(roster, stop))
        {
            var (from, to) = Window(hours.Of(beside.Day));
            if (shifts.Any(shift => shift.EndsAt > from && shift.StartsAt < to))
                await Check(beside, [.. await ShiftsOf(beside, stop), .. shifts], hours, replacedBy, stop);
        }
    }

    async Task Check(Roster roster, IReadOnlyCollection<Shift> shifts, OpeningHours hours, Guid? replacedBy, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var open = hours.Of(roster.Day);
        var (from, to) = Window(open);
        var there = shifts.Concat(await FromBeside(roster, from, to, stop)).DistinctBy(shift => shift.Id).ToList();
        var places = await db
            .Places.AsNoTracking()
            .Where(place => place.BranchId == roster.BranchId && place.Kind == PlaceKind.Floor && place.ClosedAt == null)
            .OrderBy(place => place.Code)
            .ToListAsync(stop);
        var ground = places.Find(place => place.IsGround)?.Id;
        IReadOnlyList<FloorNeed> floors =
        [
            new(ground, true),
            .. places.Where(place => place.Id != ground).Select(place => new FloorNeed(place.Id, false)),
        ];
        var present = await Present(there, ground, stop);
        var gaps = open.SelectMany(span => CoverageRule.Gaps(floors, present, span.From, span.To)).ToList();

        // One roster may be looked at twice in one save, once for a neighbour.
        await db.CoverageGaps.Where(gap => gap.RosterId == roster.Id && gap.FilledAt == null).LoadAsync(stop);
        var known = db.CoverageGaps.Local.Where(gap => gap.RosterId == roster.Id && gap.FilledAt == null).ToList();
        foreach (var gone in known.Where(old => !gaps.Exists(gap => Same(gap, old))))
            gone.Fill(replacedBy, now);
        foreach (var gap in gaps.Where(gap => !known.Exists(old => Same(gap, old))))
        {
            CoverageGap found = new()
            {
                Id = Guid.CreateVersion7(now),
                RosterId = roster.Id,
                BranchId = roster.BranchId,
                FloorId = gap.FloorId,
                Post = gap.Post,
                StartsAt = gap.From,
                EndsAt = gap.To,
                FoundAt = now,
            };
            db.Add(found);
            db.Publish(new PostCoverageFailed(found.Id, roster.BranchId, gap.FloorId, gap.Post, gap.From, gap.To, now), roster.Id);
        }
    }

    /// <summary>Somebody goes away or comes back: the published rosters that count on the person are looked at again.</summary>
    public async Task LookAgain(Guid person, DateTimeOffset from, DateTimeOffset? to, CancellationToken stop)
    {
        var rosters = await db
            .Shifts.Where(shift => shift.EmployeeId == person && shift.EndsAt > from && (to == null || shift.StartsAt < to))
            .Join(
                db.Rosters.Where(roster => roster.PublishedAt != null),
                shift => shift.RosterId,
                roster => roster.Id,
                (_, roster) => roster
            )
            .Distinct()
            .ToListAsync(stop);
        await db.LockSubjects(rosters.Select(roster => roster.Id), stop);
        foreach (var roster in rosters)
            await Check(roster, await ShiftsOf(roster, stop), null, stop);
    }

    /// <summary>The branch opens at other hours: its published rosters from a day on are looked at again.</summary>
    public async Task LookAgain(Guid branch, DateOnly from, OpeningHours hours, CancellationToken stop)
    {
        await db.LockSubject(branch, stop);
        var rosters = await db
            .Rosters.Where(roster => roster.BranchId == branch && roster.Day >= from && roster.PublishedAt != null)
            .OrderBy(roster => roster.Day)
            .ToListAsync(stop);
        foreach (var roster in rosters)
            await Check(roster, await ShiftsOf(roster, stop), hours, null, stop);
    }

    Task<List<Roster>> Beside(Roster roster, CancellationToken stop)
    {
        var (before, after) = (roster.Day.AddDays(-1), roster.Day.AddDays(1));
        return db
            .Rosters.Where(other =>
                other.BranchId == roster.BranchId && (other.Day == before || other.Day == after) && other.PublishedAt != null
            )
            .ToListAsync(stop);
    }

    Task<List<Shift>> ShiftsOf(Roster roster, CancellationToken stop) =>
        db.Shifts.AsNoTracking().Where(shift => shift.RosterId == roster.Id).ToListAsync(stop);

    Task<List<Shift>> FromBeside(Roster roster, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var (before, after) = (roster.Day.AddDays(-1), roster.Day.AddDays(1));
        return db
            .Shifts.AsNoTracking()
            .Where(shift =>
                shift.EndsAt > from
                && shift.StartsAt < to
                && db.Rosters.Any(other =>
                    other.Id == shift.RosterId
                    && other.BranchId == roster.BranchId
                    && (other.Day == before || other.Day == after)
                    && other.PublishedAt != null
                )
            )
            .ToListAsync(stop);
    }

    // A day on which the branch is closed needs nobody.
    static (DateTimeOffset From, DateTimeOffset To) Window(IReadOnlyList<OpenSpan> open) =>
        open is [var first, ..] ? (first.From, open[^1].To) : (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    // What was said of people in this save counts, too, so those who are being changed are asked of the change tracker.
    async Task<IReadOnlyList<AtPost>> Present(List<Shift> shifts, Guid? ground, CancellationToken stop)
    {
        if (shifts.Count == 0)
            return [];
        var people = shifts.Select(shift => shift.EmployeeId).ToHashSet();
        var (from, to) = (shifts.Min(shift => shift.StartsAt), shifts.Max(shift => shift.EndsAt));
        await db
            .Absences.Where(absence => people.Contains(absence.EmployeeId) && absence.EndsAt > from && absence.StartsAt < to)
            .LoadAsync(stop);
        await db.Staff.Where(member => people.Contains(member.Id)).LoadAsync(stop);
        var absences = db
            .Absences.Local.Where(absence => absence.Stands)
            .ToLookup(absence => absence.EmployeeId, absence => (absence.StartsAt, absence.EndsAt));
        var here = db.Staff.Local.Where(member => !member.HasLeft).Select(member => member.Id).ToHashSet();
        return
        [
            .. shifts
                .Where(shift => here.Contains(shift.EmployeeId))
                .SelectMany(shift =>
                    CoverageRule
                        .Subtract(absences[shift.EmployeeId], shift.StartsAt, shift.EndsAt)
                        .Select(part => new AtPost(shift.Post, shift.FloorId ?? ground, part.From, part.To))
                ),
        ];
    }

    static bool Same(Uncovered gap, CoverageGap old) =>
        (gap.Post, gap.FloorId, gap.From, gap.To) == (old.Post, old.FloorId, old.StartsAt, old.EndsAt);
}
