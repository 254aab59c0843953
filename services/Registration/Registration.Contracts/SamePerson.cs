namespace Clinic.Registration.Contracts;

/// <summary>What <see cref="ClientMerged"/> and <see cref="ClientSeparated"/> mean for a listener: which ids are one person now.</summary>
public static class SamePerson
{
    /// <summary>The client and everyone who is the same person, through any number of merges that stand.</summary>
    /// <param name="touching">The merges that stand and have one of these clients on either side.</param>
    public static async Task<IReadOnlyCollection<Guid>> As(
        Guid client,
        Func<IReadOnlyCollection<Guid>, Task<List<(Guid Merged, Guid Kept)>>> touching
    )
    {
        HashSet<Guid> same = [client];
        for (var before = 0; before < same.Count; )
        {
            before = same.Count;
            foreach (var (merged, kept) in await touching(same))
                same.UnionWith([merged, kept]);
        }
        return same;
    }
}
