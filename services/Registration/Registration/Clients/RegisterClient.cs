using System.ComponentModel.DataAnnotations;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Clients;

/// <summary>
/// The desk registers a client with the six required fields and thereby opens the chart and issues the visit card
/// . Numbers run without gaps per branch. The same body again answers the same numbers; refused: an unknown
/// branch (404), another body under a known id, an identity number that has a chart here already.
/// </summary>
public static class RegisterClient
{
    public sealed record Request(
        [property: GivenId] Guid Id, [property: GivenId] Guid BranchId, [property: Text(100)] string Name, Sex Sex, DateOnly BirthDate,
        [property: RegularExpression(PhoneNumber.Pattern)] string Phone,
        [property: Text(100)] string Occupation, [property: Text(200)] string Address,
        [property: RegularExpression("[0-9]{17}[0-9X]|[A-Z][12][0-9]{8}")] string? IdNumber = null, bool MobilityImpaired = false);

    public sealed record Response(Guid Id, string ChartNumber, string VisitCardNumber);

    internal static void Map(RouteGroupBuilder clients) => clients.MapPost("", Handle).Needs(Rights.RegisterClients).WithSummary("Registers a client and opens the chart");

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request, RegistrationDb db, Caller caller, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        FrontPage page = new FrontPage(request.Name, request.Sex, request.BirthDate, request.Phone, request.Occupation, request.Address, request.IdNumber, request.MobilityImpaired).Kept();
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop)) return Refusal.NotFound.AsProblem();
        if (page.Refuses(now) is { } refusal) return refusal.AsProblem();

        // The counter's row lock makes registrations of a branch wait for each other: a repeat finds the first one, and no number is lost.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var number = (await db.Database.SqlQuery<int>($"""
            INSERT INTO chart_counter (branch_id, last_number) VALUES ({request.BranchId}, 1)
            ON CONFLICT (branch_id) DO UPDATE SET last_number = chart_counter.last_number + 1 RETURNING last_number AS "Value"
            """).ToListAsync(stop))[0];
        if (await db.Clients.FindAsync([request.Id], stop) is { } known)
        {
            return known.BranchId == request.BranchId && known.Page() == page
                ? TypedResults.Ok(new Response(known.Id, known.ChartNumber, known.VisitCardNumber)) : Refusal.IdTaken.AsProblem();
        }

        Client client = new() { Id = request.Id, BranchId = request.BranchId, ChartNumber = $"{number:D8}", VisitCardNumber = $"V{number:D8}", RegisteredAt = now };
        client.Write(page);
        db.Add(client);
        db.Publish(new ClientRegistered(client.Id, client.BranchId, now, client.MobilityImpaired), client.Id);
        db.Publish(new ChartCreated(client.Id, client.BranchId, client.ChartNumber, now), client.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/clients/{client.Id}", new Response(client.Id, client.ChartNumber, client.VisitCardNumber));
    }
}
