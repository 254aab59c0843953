using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The desk registers a client with the six required fields and thereby opens the chart and issues the visit card
/// . Numbers run without gaps per branch. The same body again answers the same numbers; refused: an unknown
/// branch (404), another body under a known id, an identity number that has a chart here already, a document that says another birth
/// date or sex than the page until the desk says why, and, with <c>candidates</c> in the answer, somebody who may be known until the desk
/// says that each of them is somebody else.
/// </summary>
public static class RegisterClient
{
    /// <param name="SomeoneElseThan">Clients whom the desk was shown as candidates and who are other people.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: PersonName(100)] string Name,
        Sex Sex,
        DateOnly BirthDate,
        [property: Text(100)] string Occupation,
        [property: Text(200)] string Address,
        [property: Telephone] string? Phone = null,
        NoPhoneBecause? NoPhone = null,
        [property: DocumentPart] string? IdNumber = null,
        [property: DocumentPart] IdDocumentKind? IdKind = null,
        [property: DocumentPart] string? IdIssuedBy = null,
        [property: Text(300, Least = 5)] string? MismatchReason = null,
        bool MobilityImpaired = false,
        [property: MaxLength(20)] IReadOnlyList<Guid>? SomeoneElseThan = null
    ) : IPersonDetails, IValidatableObject
    {
        /// <summary>What can be checked only together.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => this.Objections(isWhole: true);

        internal FrontPage Page() =>
            new(Name, Sex, BirthDate, Occupation, Address, Phone, NoPhone, IdNumber, IdKind, IdIssuedBy, MismatchReason, MobilityImpaired);
    }

    public sealed record Response(Guid Id, string ChartNumber, string VisitCardNumber);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Registers a client and opens the chart")
            .Refuses(
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate]),
                ClientRecordRefusals.ClientHasChart,
                ClientRecordRefusals.ClientMayBeKnown,
                Refusal.IdTaken
            );

    internal static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var page = request.Page().Kept();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();
        if (page.CheckPerson(today) is { } refusal)
            return refusal.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var (chart, problem) = await new ChartOpening(db, vault, caller, clock).Open(
            request.Id,
            request.BranchId,
            page,
            request.SomeoneElseThan ?? [],
            stop
        );
        if (chart is null)
            return problem!;
        if (!chart.IsNew)
            return TypedResults.Ok(Answer(chart.Client));

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/clients/{chart.Client.Id}", Answer(chart.Client));
    }

    internal static Response Answer(Client client) => new(client.Id, client.ChartNumber, client.VisitCardNumber);
}
