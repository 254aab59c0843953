namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>Lists carry the masked name of each client beside the id; that a list was read is one audit row.</summary>
static class NamesOnLists
{
    /// <summary>Notes that masked names of a branch were read, if there were any.</summary>
    /// <param name="list">What was read, as the audit names it.</param>
    public static async Task NoteNamesRead(
        this RegistrationDb db,
        string list,
        Guid branch,
        IEnumerable<string?> names,
        CancellationToken stop
    )
    {
        if (!names.Any(name => name is not null))
            return;
        db.NoteRead(list, branch, branch, MaskedName.Field);
        await db.SaveChangesAsync(stop);
    }
}
