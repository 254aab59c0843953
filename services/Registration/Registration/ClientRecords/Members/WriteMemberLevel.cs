namespace Clinic.Registration.ClientRecords.Members;

/// <summary>
/// The branch manager adds a level of membership, or changes its name and threshold; changing needs If-Match. Refused: a code the
/// branch already uses.
/// </summary>
public static class WriteMemberLevel
{
    /// <param name="Code">Travels with facts; never changes.</param>
    /// <param name="FromSpent">Spending within twelve months, to the cent; nothing for a level only a person gives.</param>
    public sealed record Request(
        [property: GivenId] Guid BranchId,
        [property: Form("[A-Za-z0-9-]{1,20}", "1 to 20 letters, digits and hyphens")] string Code,
        [property: Text(60)] string Name,
        [property: Range(typeof(decimal), "0", "99999999", ParseLimitsInInvariantCulture = true)] decimal? FromSpent = null
    );

    public sealed record Response(Guid Id, [Place] Guid BranchId, string Code, string Name, decimal? FromSpent);

    internal static void Map(RouteGroupBuilder levels) =>
        levels
            .MapPut("{levelId:guid}", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Adds or changes a level of membership (If-Match)")
            .NeedsIfMatch()
            .Refuses(ClientRecordRefusals.ChargeImpossible, ClientRecordRefusals.LevelCodeTaken, Refusal.IdTaken);

    internal static Response Answer(MemberLevel level) => new(level.Id, level.BranchId, level.Code, level.Name, level.FromSpent);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid levelId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop))
            return Refusal.NotFound.AsProblem();
        if (request.FromSpent is { } spent && !Money.IsExact(spent))
            return ClientRecordRefusals.ChargeImpossible.AsProblem();

        var level = await db.MemberLevels.FindAsync([levelId], stop);
        if (level is null)
            db.Add(
                level = new()
                {
                    Id = levelId,
                    BranchId = request.BranchId,
                    Code = request.Code,
                }
            );
        else if ((level.BranchId, level.Code) != (request.BranchId, request.Code))
            return Refusal.IdTaken.AsProblem();
        else if (!level.Says(request.Name.Normalized(), request.FromSpent) && IfMatch.Check(http.Request, level) is { } stale)
            return stale.AsProblem();
        level.Write(request.Name.Normalized(), request.FromSpent);
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(http.Response, level);
        return TypedResults.Ok(Answer(level));
    }
}
