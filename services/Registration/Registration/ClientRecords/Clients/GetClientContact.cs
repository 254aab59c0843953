using Microsoft.AspNetCore.Mvc;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What a client's contact is needed for.</summary>
public enum ContactPurpose
{
    Visit,
    FollowUp,
    Complaint,
    Escort,
    Appointment,
}

/// <summary>
/// Staff with the right to it read a client's name and phone for a purpose they name; audited with the purpose. Address and
/// identity number are not needed to reach somebody; who must see them unmasks them with a reason.
/// </summary>
public static class GetClientContact
{
    /// <param name="Phone">With the country's prefix; empty when there is none.</param>
    /// <param name="PhoneAsDialled">The same in groups, as it is dialled in the mainland or in Taiwan when it is of there.</param>
    public sealed record Response(Guid Id, string Name, string Phone, string? PhoneAsDialled, NoPhoneBecause? NoPhone);

    internal static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("{clientId:guid}/contact", Handle).Needs(Rights.ReadContact).WithSummary("A client's name and phone, for a purpose");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        [FromQuery] ContactPurpose purpose,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (client.MergedInto is not null && (await db.SurvivingRecords([clientId], stop)).GetValueOrDefault(clientId) is { } kept)
            client = kept;

        var page = client.Page(vault);
        db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(FrontPage.Name), nameof(FrontPage.Phone), $"purpose:{purpose}");
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(client.Id, page.Name, page.Phone ?? "", page.Phone is { } phone ? PhoneNumber.Shown(phone) : null, page.NoPhone)
        );
    }
}
