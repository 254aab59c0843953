using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Registration.Clients;

/// <summary>What a client's full contact is needed for.</summary>
public enum ContactPurpose { Visit, FollowUp, Complaint, Escort, Appointment }

/// <summary>Staff with the right to it read a client's full name, phone, address and identity number for a purpose they name; audited with the purpose.</summary>
public static class ContactOfClient
{
    public sealed record Response(Guid Id, string Name, string Phone, string Address, string? IdNumber);

    internal static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("{clientId:guid}/contact", Handle).Needs(Rights.ReadContact).WithSummary("A client's full contact, for a purpose");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid clientId, [FromQuery] ContactPurpose purpose, RegistrationDb db, CancellationToken stop)
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null) return Refusal.NotFound.AsProblem();

        db.NoteRead(nameof(Client), client.Id, client.BranchId,
            nameof(Client.Name), nameof(Client.Phone), nameof(Client.Address), nameof(Client.IdNumber), $"purpose:{purpose}");
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(client.Id, client.Name, client.Phone, client.Address, client.IdNumber));
    }
}
