using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.DoctorAvailability;

namespace Clinic.Registration.Premises.Openings;

/// <summary>
/// The group's administrator opens a branch; from then on people are hired and clients received there. Whoever holds the right
/// for single branches only opens none. The same body again answers the branch, another body is refused as <c>id-taken</c>.
/// </summary>
public static class OpenBranch
{
    /// <param name="TimeZone">IANA name; clinic days are counted in it.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: Text(100)] string Name,
        BranchKind Kind,
        [property: Text(60)] string TimeZone,
        DateOnly From
    );

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder branches) =>
        branches
            .MapPost("", Handle)
            .Needs(Rights.OpenBranches)
            .WithSummary("Opens a branch")
            .Refuses(PremisesRefusals.TimeZoneUnknown, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        BoardOfDay boards,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.SeesGroup)
            return Refusal.NotFound.AsProblem();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out var zone) || !zone.HasIanaId)
            return PremisesRefusals.TimeZoneUnknown.AsProblem();

        var known = await db.Branches.FindAsync([request.Id], stop);
        if (known is null)
        {
            db.Add(
                new Branch
                {
                    Id = request.Id,
                    Name = request.Name.Normalized(),
                    Kind = request.Kind,
                    TimeZone = request.TimeZone,
                    From = request.From,
                }
            );
            db.ScheduleDeadline(DailyRounds.Clients, request.Id, request.Id, clock.GetUtcNow().AddDays(1));
            var name = request.Name.Normalized();
            db.Publish(new BranchOpened(request.Id, request.Kind, request.TimeZone, request.From, name), request.Id);
            await db.KeepName(request.Id, name, null, null, version: 1, stop);
            boards.AwaitFirstMorning(request.Id, zone, clock.GetUtcNow());
            if (await db.TrySaveNew(stop))
                return TypedResults.Created("/branches", new Response(request.Id));
            known = await db.Branches.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.Name, known.Kind, known.TimeZone, known.From)
                == (request.Name.Normalized(), request.Kind, request.TimeZone, request.From)
            ? TypedResults.Ok(new Response(known.Id))
            : Refusal.IdTaken.AsProblem();
    }
}
