using System.Text.Json;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Reports.LiveScreens;

/// <summary>
/// The screens of a branch, pushed as server-sent events (<see cref="LiveStream"/>): who waits, what the doctors do, what is overdue. Each
/// sends the whole board at once and again whenever it changed, as an event named for the board; names are masked.
/// </summary>
public static class WatchBoards
{
    internal static void Map(RouteGroupBuilder boards)
    {
        Board(
            boards,
            "waiting",
            Rights.ReadVisits,
            "Who waits, live",
            (db, branch, day, _, stop) => WaitingBoard.Now(db, branch, day, stop),
            MaskedName.Field
        );
        Board(
            boards,
            "doctors",
            Rights.ReadDirectory,
            "What the doctors do, live",
            (db, branch, day, _, stop) => DoctorBoard.Now(db, branch, day, stop),
            reads: null
        );
        Board(boards, "overdue", Rights.ReadVisits, "What is overdue, live", OverdueBoard.Now, reads: null);
    }

    static void Board<T>(
        RouteGroupBuilder boards,
        string name,
        Permission right,
        string summary,
        Func<RegistrationDb, Guid, DateOnly, DateTimeOffset, CancellationToken, Task<T>> now,
        string? reads
    )
        where T : class
    {
        boards
            .MapGet(
                name,
                async Task<Results<ServerSentEventsResult<JsonElement>, ProblemHttpResult>> (
                    Guid branch,
                    RegistrationDb db,
                    Caller caller,
                    ClinicDays days,
                    TimeProvider clock,
                    LiveStream live,
                    CancellationToken stop
                ) =>
                {
                    if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is null)
                        return Refusal.NotFound.AsProblem();

                    if (reads is not null)
                    {
                        db.NoteRead(name, branch, branch, reads);
                        await db.SaveChangesAsync(stop);
                    }
                    return live.Of(name, Look, stop);

                    async Task<T?> Look()
                    {
                        var at = clock.GetUtcNow();
                        var day = await days.DayOf(branch, at, db, stop);
                        return await now(db, branch, day!.Value, at, stop);
                    }
                }
            )
            .Needs(right)
            .WithSummary(summary)
            .Produces<T>(StatusCodes.Status200OK, "text/event-stream");
    }
}
