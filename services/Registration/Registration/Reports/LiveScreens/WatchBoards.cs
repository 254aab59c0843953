using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Reports.LiveScreens;

/// <summary>
/// The screens of a branch, pushed as server-sent events: who waits, what the doctors do, what is overdue. Each sends the whole
/// board at once and again whenever it changed, as an event named for the board; names are masked. A stream ends after 55 seconds,
/// so that whoever lost the right sees no more, and at once when the service stops; a screen then connects again.
/// </summary>
public static class WatchBoards
{
    /// <summary>A sign of life without content, after ten seconds without a change.</summary>
    public const string Beat = "beat";

    static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400),
        Silence = TimeSpan.FromSeconds(10),
        Lasts = TimeSpan.FromSeconds(55);

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
                    IHostApplicationLifetime life,
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
                    return TypedResults.ServerSentEvents(
                        Changes(name, () => Look(branch, db, days, clock, now, stop), life.ApplicationStopping, stop)
                    );
                }
            )
            .Needs(right)
            .WithSummary(summary)
            .Produces<T>(StatusCodes.Status200OK, "text/event-stream");
    }

    static async Task<string?> Look<T>(
        Guid branch,
        RegistrationDb db,
        ClinicDays days,
        TimeProvider clock,
        Func<RegistrationDb, Guid, DateOnly, DateTimeOffset, CancellationToken, Task<T>> now,
        CancellationToken stop
    )
    {
        try
        {
            var at = clock.GetUtcNow();
            var day = await days.DayOf(branch, at, db, stop);
            return JsonSerializer.Serialize(await now(db, branch, day!.Value, at, stop), Json.Wire);
        }
        catch (Exception exception)
            when (exception
                    is Npgsql.NpgsqlException
                        or TimeoutException
                        or OperationCanceledException
                        or InvalidOperationException { InnerException: Npgsql.NpgsqlException }
            )
        {
            // Nothing was half sent: the screen connects again and is told then.
            return null;
        }
    }

    static async IAsyncEnumerable<SseItem<JsonElement>> Changes(
        string name,
        Func<Task<string?>> look,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, stop);
        ends.CancelAfter(Lasts);
        using PeriodicTimer timer = new(Between);
        var (shown, silentFor) = (default(string), TimeSpan.Zero);
        do
        {
            if (await look() is not { } seen)
                yield break;

            silentFor += Between;
            if (seen != shown)
                yield return new(JsonSerializer.Deserialize<JsonElement>(seen), name);
            else if (silentFor >= Silence)
                yield return new(Nothing, Beat);
            else
                continue;
            (shown, silentFor) = (seen, TimeSpan.Zero);
        } while (await Ticks(timer, ends.Token));
    }

    static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken ends)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ends);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
