using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Segments;

/// <summary>
/// The clients of a group for care (RPT-14): at most fifty a page, in the order of ids, with masked phones and whether they may be
/// contacted; each audited.
/// </summary>
public static class ListSegmentClients
{
    public sealed record Line(Guid Id, string Name, string Phone, bool Marked, bool CareConsent, bool MarketingConsent, bool Archived);

    internal static void Map(RouteGroupBuilder segments) =>
        segments.MapGet("{segment}/clients", Handle).Needs(Rights.CareForClients).WithSummary("The clients of a group, for care");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        ClientSegment segment,
        Guid branch,
        Guid? after,
        [Range(1, 50)] int? limit,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var clients = await db
            .Clients.AsNoTracking()
            .Where(client =>
                client.BranchId == branch && client.Segment == segment && client.MergedInto == null && (after == null || client.Id > after)
            )
            .OrderBy(client => client.Id)
            .Take(limit ?? 50)
            .ToListAsync(stop);
        foreach (var client in clients)
            db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(Client.Name), nameof(Client.Segment));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            clients
                .Select(client => new Line(
                    client.Id,
                    client.Name,
                    PhoneNumber.Masked(client.Page(vault).Phone),
                    client.SegmentIsMarked,
                    client.CareConsent,
                    client.MarketingConsent,
                    client.ArchivedAt is not null
                ))
                .ToArray()
        );
    }
}
