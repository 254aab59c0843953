using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// Who has to do with the clients of the engagements that are open, said again to whoever listens for the first time. An engagement has up
/// to two such facts; where a part of the telling ends between them, the next part begins with both.
/// </summary>
sealed class StandingConcerns(EscortDb db, PolicyBook policies) : IStandingFacts<ClientConcernBegan>
{
    public async Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var open = await db
            .Engagements.AsNoTracking()
            .Where(engagement =>
                engagement.Id > last && engagement.ClientId != null && EngagementStates.WithClient.Contains(engagement.State)
            )
            .OrderBy(engagement => engagement.Id)
            .Take(most)
            .ToListAsync(stop);
        List<StandingFact> told = [];
        foreach (var engagement in open)
        {
            var facts = Facts(engagement);
            // The id says where the telling goes on: behind an engagement only with its last fact.
            told.AddRange(facts.Select((fact, at) => new StandingFact(at == facts.Count - 1 ? engagement.Id : last, fact, engagement.Id)));
            last = engagement.Id;
        }
        return [.. told.Take(most)];
    }

    List<ClientConcernBegan> Facts(Engagement engagement)
    {
        var version = engagement.Concerns.Told;
        var since = engagement.Need.ConfirmedAt!.Value;
        return
        [
            .. new[]
            {
                ClientConcerns.OfLead(engagement, version, since),
                ClientConcerns.OfEscort(engagement, policies, version, engagement.Assignment.AssignedAt ?? since),
            }.OfType<ClientConcernBegan>(),
        ];
    }
}
