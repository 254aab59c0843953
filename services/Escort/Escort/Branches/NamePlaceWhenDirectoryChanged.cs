using Clinic.Registration.Contracts;

namespace Clinic.Escort.Branches;

/// <summary>What a department or room of a clinic is called: an engagement that goes there says so.</summary>
[ActsAs("branches", opensWith: "directory.read", ForGroup = true)]
sealed class NamePlaceWhenDirectoryChanged(EscortDb db) : IReaction<DirectoryChanged>
{
    public Task React(DirectoryChanged fact, MessageContext message, CancellationToken stop) =>
        db.HearPlace(fact.EntryId, fact.Name, fact.Version, stop);
}
