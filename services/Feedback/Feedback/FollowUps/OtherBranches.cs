using Clinic.Feedback.Clients;

namespace Clinic.Feedback.FollowUps;

/// <summary>Whom and what the group served out of a caller's sight. The platform itself looks, and says no more than yes or no.</summary>
sealed class OtherBranches(IServiceScopeFactory scopes)
{
    /// <summary>
    /// True when one of these is known here, and only as a client or a service of branches that the caller does not work for. A service is
    /// known here when it is over. Whose an accompanied visit is that is not over yet cannot be told, nor whose client its client is.
    /// </summary>
    public async Task<bool> Hold(Caller caller, Guid? client, Guid? visit, Guid? engagement, CancellationToken stop)
    {
        if (caller.SeesGroup || (client ?? visit ?? engagement) is null)
            return false;

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("complaints", caller.Act, branch: null);
        var db = scope.ServiceProvider.GetRequiredService<FeedbackDb>();
        var services = await Services(db, [visit, engagement], stop);
        // The clinic and the company whose escort came along both hear the client.
        var accompanied = services.Select(service => service.EngagementId).Append(engagement).OfType<Guid>().Distinct().ToList();
        services = [.. services, .. await Services(db, [.. accompanied.Select(id => (Guid?)id)], stop)];
        if (accompanied.Exists(id => services.TrueForAll(service => service.SourceId != id)))
            return false;

        var voided = await db.VoidedVisits.Where(gone => gone.Id == visit).Select(gone => gone.BranchId).ToListAsync(stop);
        return IsElsewhere(caller, [.. services.Select(service => service.BranchId), .. voided])
            || (client is { } named && IsElsewhere(caller, await BranchesOfClient(db, named, stop)));
    }

    static bool IsElsewhere(Caller caller, IReadOnlyCollection<Guid> branches) =>
        branches.Count > 0 && !branches.Any(caller.Branches.Contains);

    static Task<List<FollowUp>> Services(FeedbackDb db, Guid?[] ids, CancellationToken stop) =>
        db.FollowUps.AsNoTracking().Where(call => ids.Contains(call.SourceId)).ToListAsync(stop);

    static async Task<IReadOnlyCollection<Guid>> BranchesOfClient(FeedbackDb db, Guid client, CancellationToken stop)
    {
        var person = await db.IdsOfPerson(client, stop);
        return await db
            .FollowUps.Where(call => person.Contains(call.ClientId))
            .Select(call => call.BranchId)
            .Union(db.ClientWishes.Where(wish => person.Contains(wish.Id)).Select(wish => wish.BranchId))
            .ToListAsync(stop);
    }
}
