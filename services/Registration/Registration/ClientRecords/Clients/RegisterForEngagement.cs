using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Staff of the escort company register the client of an engagement at a clinic of the group, which their own post need not cover, by the
/// rules of the desk and with its refusals. The same body again answers the same. An unknown branch, and one that is no
/// clinic, is not found. Audited with the engagement.
/// </summary>
public static class RegisterForEngagement
{
    /// <param name="EngagementId">For which the client is registered; kept with the reading.</param>
    /// <param name="Client">What the desk would write down, with the clinic as branch.</param>
    public sealed record Request([property: GivenId] Guid EngagementId, [property: Required] RegisterClient.Request Client);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("for-engagement", Handle)
            .Needs(Rights.RegisterForEscort)
            .WithSummary("Registers the client of an engagement at a clinic and opens the chart")
            .Refuses(
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate]),
                ClientRecordRefusals.ClientHasChart,
                ClientRecordRefusals.ClientMayBeKnown,
                Refusal.IdTaken
            );

    static async Task<Results<Created<RegisterClient.Response>, Ok<RegisterClient.Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var branch = request.Client.BranchId;
        if (!await caller.EnterClinic(branch, Rights.RegisterForEscort, db, stop))
            return Refusal.NotFound.AsProblem();

        // Kept with the chart, or with those who were shown instead.
        db.NoteRead(nameof(Client), request.Client.Id, branch, $"purpose:{ContactPurpose.Escort}", $"engagement:{request.EngagementId}");
        return await RegisterClient.Handle(request.Client, db, vault, caller, days, clock, stop);
    }
}
