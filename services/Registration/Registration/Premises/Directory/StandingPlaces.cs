using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>The latest change of every department and place, with its name, said again to whoever listens for the first time.</summary>
sealed class StandingPlaces(RegistrationDb db) : IStandingFacts<DirectoryChanged>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var latest = await db
            .DirectoryChanges.AsNoTracking()
            .Where(change =>
                change.EntryId > last
                && change.Entry != DirectoryEntryKind.Doctor
                && !db.DirectoryChanges.Any(later => later.EntryId == change.EntryId && later.Version > change.Version)
            )
            .OrderBy(change => change.EntryId)
            .Take(most)
            .Select(change => new
            {
                Change = change,
                Name = db.Set<NameRow>().Where(name => name.Id == change.EntryId).Select(name => name.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        return [.. latest.Select(entry => Told(entry.Change, entry.Name))];
    }

    static StandingFact Told(DirectoryChange latest, string? name) =>
        new(
            latest.EntryId,
            new DirectoryChanged(latest.EntryId, latest.BranchId, latest.Entry, latest.Kind, latest.Version, latest.At, name),
            latest.EntryId
        );
}
