namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Staff of the escort company find the client of an engagement at a clinic of the group, which their own post need not cover: by
/// the whole phone, by visit card, or by the number of a document together with the name; never by a part of anything. At most five,
/// masked, each audited with the engagement, and that nobody was found as well. An unknown branch, and one that is no clinic, is not found.
/// </summary>
public static class SearchForEngagement
{
    /// <param name="EngagementId">What the client is looked for; kept with the reading.</param>
    /// <param name="BranchId">The clinic where the client is treated.</param>
    /// <param name="Name">Whole, as on the document; only with the number of one.</param>
    public sealed record Request(
        [property: GivenId] Guid EngagementId,
        [property: GivenId] Guid BranchId,
        [property: Telephone] string? Phone = null,
        [property: Text(20)] string? VisitCardNumber = null,
        [property: PersonName(100)] string? Name = null,
        [property: DocumentPart] string? IdNumber = null,
        [property: DocumentPart] IdDocumentKind? IdKind = null,
        [property: DocumentPart] string? IdIssuedBy = null
    ) : IPersonDetails, IValidatableObject
    {
        NoPhoneBecause? IPersonDetails.NoPhone => null;

        /// <summary>What can be checked only together.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => this.Objections(isWhole: false);

        internal bool NamesOneWay =>
            (Phone is not null, VisitCardNumber is not null, IdNumber is not null, Name is not null)
                is
                    (true, false, false, false)
                    or
                    (false, true, false, false)
                    or
                    (false, false, true, true);
    }

    /// <param name="Name">Masked.</param>
    /// <param name="Phone">Masked.</param>
    public sealed record Line(Guid Id, string Name, string Phone, string ChartNumber, string VisitCardNumber);

    const int Most = 5;

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("search-for-engagement", Handle)
            .Needs(Rights.FindForEscort)
            .WithSummary("Finds the client of an engagement at a clinic, by something exact; the search is noted")
            .Refuses(ClientRecordRefusals.SearchNeedsExactKey);

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!request.NamesOneWay)
            return ClientRecordRefusals.SearchNeedsExactKey.AsProblem();
        if (!await caller.EnterClinic(request.BranchId, Rights.FindForEscort, db, stop))
            return Refusal.NotFound.AsProblem();

        var found = await Matching(request, db, vault).OrderBy(client => client.Id).Take(Most).ToListAsync(stop);
        var kept = await db.SurvivingRecords([.. found.Select(client => client.Id)], stop);
        found = [.. found.Select(client => kept[client.Id]).DistinctBy(client => client.Id)];
        foreach (var id in found.Select(client => client.Id).DefaultIfEmpty())
            db.NoteRead(
                nameof(Client),
                id,
                request.BranchId,
                id == Guid.Empty ? "nobody" : MaskedName.Field,
                $"purpose:{ContactPurpose.Escort}",
                $"engagement:{request.EngagementId}"
            );
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            found
                .Select(client => new Line(
                    client.Id,
                    MaskedName.Of(client.Name),
                    PhoneNumber.Masked(client.Opened(vault, Sealed.Phone, client.SealedPhone)),
                    client.ChartNumber,
                    client.VisitCardNumber
                ))
                .ToArray()
        );
    }

    static IQueryable<Client> Matching(Request request, RegistrationDb db, ClientVault vault)
    {
        var here = db.Clients.AsNoTracking().Where(client => client.BranchId == request.BranchId);
        if (request.VisitCardNumber?.Normalized() is { } card)
            return here.Where(client => client.VisitCardNumber == card);
        if (request.Phone is { } phone)
        {
            var trace = vault.Trace(TraceOf.Phone, PhoneNumber.Normalized(phone));
            return here.Where(client => client.PhoneTrace == trace);
        }
        var number = vault.Trace(TraceOf.IdNumber, request.Document()!.SearchKey);
        var (simplified, latin) = (NameSpelling.Simplified(request.Name!.Normalized()), NameSpelling.Latin(request.Name!.Normalized()));
        return here.Where(client =>
            client.IdNumberTrace == number
            && (client.NameSimplified == simplified || client.NameLatin == latin || client.NameLatinOther == latin)
        );
    }
}
