using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.Charts;

/// <summary>
/// The supervisor finds a mistake in a client's chart and <c>ChartErrorFound</c> is said of whoever made it, without other word the
/// person who opened the chart (EV-57). The same body again answers the same.
/// </summary>
public static class FindChartError
{
    /// <param name="Finding">What is wrong, without repeating the client's data.</param>
    /// <param name="MadeBy">Who opened the chart, when left out.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        ChartErrorKind Kind,
        [property: Text(300)] string Finding,
        [property: GivenId] Guid? MadeBy = null
    );

    public sealed record Response(Guid Id, [Employee] Guid MadeBy, DateTimeOffset FoundAt);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/chart-errors", Handle)
            .Needs(Rights.CheckCharts)
            .WithSummary("Finds a mistake in a chart")
            .Refuses(Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null || (request.MadeBy is { } named && await db.Staff.FindAsync([named], stop) is null))
            return Refusal.NotFound.AsProblem();

        var (madeBy, now) = (request.MadeBy ?? client.RegisteredBy, clock.GetUtcNow());
        var known = await db.ChartErrors.FindAsync([request.Id], stop);
        if (known is null)
        {
            db.Add(
                new ChartError
                {
                    Id = request.Id,
                    BranchId = client.BranchId,
                    ClientId = clientId,
                    Kind = request.Kind,
                    Finding = request.Finding.Normalized(),
                    MadeBy = madeBy,
                    FoundBy = caller.PersonId,
                    FoundAt = now,
                    Day = (await days.DayOf(client.BranchId, now, db, stop))!.Value,
                }
            );
            db.Publish(new ChartErrorFound(request.Id, client.BranchId, madeBy, request.Kind, now), clientId);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/chart-errors?branch={client.BranchId}", new Response(request.Id, madeBy, now));
            known = await db.ChartErrors.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return
            (known.ClientId, known.Kind, known.Finding.Read(), known.MadeBy)
            == (clientId, request.Kind, request.Finding.Normalized(), madeBy)
            ? TypedResults.Ok(new Response(known.Id, known.MadeBy, known.FoundAt))
            : Refusal.IdTaken.AsProblem();
    }
}
