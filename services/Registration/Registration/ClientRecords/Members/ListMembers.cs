using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Members;

/// <summary>The memberships of a branch, or of one client, in the order of ids, a page at a time; names are masked.</summary>
public static class ListMembers
{
    internal static void Map(RouteGroupBuilder members) =>
        members.MapGet("", Handle).Needs(Rights.ReadClients).WithSummary("Memberships of a branch or of one client");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<List<EnrolMember.Response>>, ProblemHttpResult>> Handle(
        Guid branch,
        Guid? client,
        MemberState? status,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var members =
            from member in db.Members.AsNoTracking()
            join level in db.MemberLevels on member.LevelId equals level.Id
            where
                member.BranchId == branch
                && (client == null || member.ClientId == client)
                && (status == null || member.State == status)
                && (after == null || member.Id > after)
            orderby member.Id
            select new
            {
                Member = member,
                Level = level,
                Name = db.Clients.Where(person => person.Id == member.ClientId).Select(person => person.Name).FirstOrDefault(),
            };
        var found = await members.Take(limit ?? 100).ToListAsync(stop);
        await db.NoteNamesRead("members", branch, found.Select(row => row.Name), stop);
        return TypedResults.Ok(
            found.ConvertAll(row => EnrolMember.Answer(row.Member, row.Level) with { ClientName = MaskedName.OrNothing(row.Name) })
        );
    }
}
