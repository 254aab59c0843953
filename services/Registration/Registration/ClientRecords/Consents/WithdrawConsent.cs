using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>
/// The client takes a consent back, which the desk files with the reason given (AC-19); from then on it covers nothing. Once.
/// </summary>
public static class WithdrawConsent
{
    public sealed record Request([property: Text(300)] string Reason);

    public sealed record Response(DateTimeOffset WithdrawnAt);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/consents/{consentId:guid}/withdrawal", Handle)
            .Needs(Rights.CorrectClients)
            .WithSummary("The client takes a consent back");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Guid consentId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var consent = await db.Consents.FirstOrDefaultAsync(
            clientConsent => clientConsent.Id == consentId && clientConsent.ClientId == clientId,
            stop
        );
        if (consent is null || await db.Clients.FindAsync([clientId], stop) is not { } client)
            return Refusal.NotFound.AsProblem();
        if (consent.WithdrawnAt is null)
        {
            var now = clock.GetUtcNow();
            consent.Withdraw(request.Reason.Normalized(), caller.PersonId, now);
            if (consent.Kind != ConsentKind.Disclosure)
            {
                client.SetContactConsent(consent.Kind, false);
                db.Publish(client.NextUpdate(now), client.Id);
            }
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(consent.WithdrawnAt!.Value));
    }
}
