using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The desk corrects a client's front page, all of it at once, based on the version it read (If-Match). Writing what already
/// stands changes nothing. The audit keeps who changed which fields; a change of the need for help is said as <c>ClientUpdated</c>.
/// Refused for a client whom nobody can name any more, and while a document contradicts the page without a reason.
/// </summary>
public static class CorrectClient
{
    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPut("{clientId:guid}", Handle)
            .Needs(Rights.CorrectClients)
            .WithSummary("Corrects a client's front page (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                ClientRecordRefusals.ClientForgotten,
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate])
            );

    static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid clientId,
        FrontPage request,
        HttpContext http,
        RegistrationDb db,
        ClientVault vault,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (client.ForgottenAt is not null)
            return ClientRecordRefusals.ClientForgotten.AsProblem();
        if (client.Page(vault) != request.Kept())
        {
            if (IfMatch.Check(http.Request, client) is { } stale)
                return stale.AsProblem();
            var now = clock.GetUtcNow();
            var today = await days.DayOf(client.BranchId, now, db, stop);
            if (request.CheckPerson(today!.Value) is { } refusal)
                return refusal.AsProblem();

            var mobility = client.MobilityImpaired;
            client.Write(request.Kept(), vault);
            if (client.MobilityImpaired != mobility)
                db.Publish(client.NextUpdate(now), client.Id);
            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, client);
        return TypedResults.NoContent();
    }
}
