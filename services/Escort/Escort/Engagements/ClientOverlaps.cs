namespace Clinic.Escort.Engagements;

/// <summary>
/// Engagements of one person at overlapping times: agreed for two clients who were found to be one person afterwards, or by an earlier
/// build. Nothing of it is stored: each reading asks anew, so it is true after whatever was heard, amended or called off. What another
/// branch agreed is in nobody's sight here.
/// </summary>
static class ClientOverlaps
{
    sealed record Pair(Guid Id, Guid OtherId);

    /// <summary>
    /// By engagement, the others at whose time the client is accompanied as well, under whichever id; of those that are signed and not
    /// over.
    /// </summary>
    /// <param name="of">The engagements that are asked for; null for all.</param>
    public static async Task<ILookup<Guid, Guid>> OverlapsOfClients(this EscortDb db, Guid[]? of, CancellationToken stop)
    {
        var (all, ids) = (of is null, of ?? []);
        var states = EngagementStates.OccupyingClient.Select(state => state.ToString()).ToArray();
        var pairs = await db
            .Database.SqlQuery<Pair>(
                $"""
                WITH RECURSIVE asked AS (
                  SELECT id, client_id, tstzrange(starts_at, ends_at) AS span FROM engagement
                  WHERE client_id IS NOT NULL AND state = ANY ({states}) AND ({all} OR id = ANY ({ids}))),
                same (client_id, same_id) AS (
                  SELECT client_id, client_id FROM asked
                  UNION SELECT same.client_id, CASE known.id WHEN same.same_id THEN known.merged_into ELSE known.id END
                    FROM same JOIN known_client AS known
                      ON known.merged_into IS NOT NULL AND (known.id = same.same_id OR known.merged_into = same.same_id))
                SELECT asked.id AS "Id", other.id AS "OtherId"
                FROM asked JOIN same ON same.client_id = asked.client_id JOIN engagement AS other ON other.client_id = same.same_id
                WHERE other.id <> asked.id AND other.state = ANY ({states}) AND tstzrange(other.starts_at, other.ends_at) && asked.span
                ORDER BY asked.id, other.id
                """
            )
            .ToListAsync(stop);
        return pairs.ToLookup(pair => pair.Id, pair => pair.OtherId);
    }
}
