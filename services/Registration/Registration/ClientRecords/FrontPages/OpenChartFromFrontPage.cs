using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk makes a chart of a complete front page and hands the visit card out (R-073, R-320, WF-05 5 and 6). Once. Refused: fields
/// that are missing, somebody who may be known (with <c>candidates</c>), an identity number that has a chart, a page put away.
/// </summary>
public static class OpenChartFromFrontPage
{
    /// <param name="SomeoneElseThan">Clients whom the desk was shown as candidates and who are other people.</param>
    public sealed record Request([property: MaxLength(20)] IReadOnlyList<Guid>? SomeoneElseThan = null);

    internal static void Map(RouteGroupBuilder pages) =>
        pages
            .MapPost("{clientId:guid}/chart", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Makes a chart of a complete front page")
            .Refuses(
                ClientRecordRefusals.FrontPageEnded,
                ClientRecordRefusals.FrontPageIncomplete([PageField.BirthDate]),
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate]),
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.ClientHasChart,
                ClientRecordRefusals.ClientMayBeKnown,
                Refusal.IdTaken
            );

    static async Task<Results<Ok<RegisterClient.Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var started = await db.StartedPages.FindAsync([clientId], stop);
        if (started is null)
            return Refusal.NotFound.AsProblem();
        if (started.Charted)
            return await db.Clients.FindAsync([clientId], stop) is { } charted
                ? TypedResults.Ok(RegisterClient.Answer(charted))
                : Refusal.NotFound.AsProblem();

        var now = clock.GetUtcNow();
        var content = started.Content(vault);
        if (started.CheckComplete() is { } refusal)
            return refusal.AsProblem();
        // A page that an earlier build took down was not compared with its document.
        var page = content.Whole();
        if (page.CheckPerson((await days.DayOf(started.BranchId, now, db, stop))!.Value) is { } mismatch)
            return mismatch.AsProblem();
        var (chart, problem) = await new ChartOpening(db, vault, caller, clock).Open(
            clientId,
            started.BranchId,
            page,
            request.SomeoneElseThan ?? [],
            stop
        );
        if (chart is null)
            return problem!;

        chart.Client.NoteNoCard(content.NoIdCard);
        started.BecomeChart(now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(RegisterClient.Answer(chart.Client));
    }
}
