using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MassTransit;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Receives the messages of one queue: inbox, scope, transaction, reaction, commit, then the acknowledgement. A transient
/// fault is waited out, any other is tried three times and parked. A newer major version is parked at once, and so is a version that
/// cannot be and another content under an id that was heard. A fact about somebody who is not known here yet waits beside the inbox.
/// </summary>
sealed class ReactionEndpoint<TFact, TDb>(
    ReactionKind kind,
    IServiceProvider services,
    FailPoints fail,
    Meters meters,
    Parking<TDb> parking,
    EarlyFactKeeper<TDb> waiting,
    DatabaseAlarms database,
    FactsInHand hand,
    ILogger log
)
    where TFact : class
    where TDb : ServiceDb
{
    const int MostTries = 3,
        MostStarts = 3;
    static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30),
        LongestHold = TimeSpan.FromMinutes(10),
        LongestRest = TimeSpan.FromSeconds(5);
    static readonly TimeSpan[] BetweenTries = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(800)];
    static readonly FactKind Fact = FactKind.Of(typeof(TFact));

    public async Task Consume(ConsumeContext<TFact> context)
    {
        await fail.At(FailPoints.Received);
        if (context.MessageId is not { } messageId)
        {
            await parking.Park(context.ReceiveContext, kind.Queue, "no-message-id", context.CancellationToken);
            return;
        }
        if (context.Headers.Get<int>("v", 1) < 1 || Fact.VersionOf(context.Message) < 1)
        {
            await parking.Park(context.ReceiveContext, kind.Queue, "impossible-version", context.CancellationToken);
            return;
        }
        if (context.Headers.Get<int>("v", 1) > Fact.Major)
        {
            await parking.Park(context.ReceiveContext, kind.Queue, "newer-version", context.CancellationToken);
            return;
        }

        using var taken = hand.Take(kind.Queue);
        var content = ContentOf(context.ReceiveContext.GetBody());
        var held = Stopwatch.StartNew();
        var tries = 0;
        for (var storms = 0; ; )
        {
            try
            {
                if (
                    context.ReceiveContext.TransportHeaders.Get<long>("x-delivery-count", 0) >= 1
                    && await StartedTooOften(messageId, context.CancellationToken)
                )
                {
                    await parking.Park(context.ReceiveContext, kind.Queue, "kills-the-process", context.CancellationToken);
                    return;
                }
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
                limit.CancelAfter(LongestAttempt);
                try
                {
                    await Apply(context, messageId, content, limit.Token);
                }
                catch (NotYetException early)
                {
                    if (!await waiting.Keep(context.ReceiveContext, kind.Queue, messageId, content, early, limit.Token))
                        continue;
                }
                await fail.At(FailPoints.Committed);
                return;
            }
            catch (Exception exception) when (TransientFaults.IsTransient(exception) || exception is OperationCanceledException)
            {
                if (held.Elapsed > LongestHold || context.CancellationToken.IsCancellationRequested || exception is FailPointException)
                    throw;
                database.Note(exception);
                log.LogWarning("{Queue} waits out {Kind}", kind.Queue, (exception.InnerException ?? exception).GetType().Name);
                var rest =
                    Math.Min(LongestRest.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(storms++, 10)))
                    * (0.5 + Random.Shared.NextDouble() / 2);
                await Task.Delay(TimeSpan.FromMilliseconds(rest), context.CancellationToken);
            }
            catch (OtherContentException)
            {
                log.LogError("{Queue} parks another content under a message id that it has heard", kind.Queue);
                meters.OtherContent(kind.Queue);
                await parking.Park(context.ReceiveContext, kind.Queue, Parking<TDb>.OtherContent, context.CancellationToken);
                return;
            }
            catch (Exception exception)
            {
                if (++tries < MostTries)
                {
                    await Task.Delay(BetweenTries[tries - 1], context.CancellationToken);
                    continue;
                }
                log.LogError(
                    "{Queue} parks a message: {Kind} at {Where}",
                    kind.Queue,
                    exception.GetType().Name,
                    exception.TargetSite?.DeclaringType?.FullName
                );
                await parking.Park(
                    context.ReceiveContext,
                    kind.Queue,
                    $"fault {(exception.InnerException ?? exception).GetType().Name}",
                    context.CancellationToken
                );
                return;
            }
        }
    }

    async Task Apply(ConsumeContext<TFact> context, Guid messageId, byte[] content, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        Guid? branch = kind.ActsAs.ForGroup
            ? null
            : Fact.BranchOf(context.Message)
                ?? throw new InvalidOperationException($"{Fact.Name} names no branch, and {kind.Queue} does not act for the group.");
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem(kind.ActsAs.Actor, kind.Queue, branch, messageId);
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = db.Clock.GetUtcNow();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var first = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO inbox (message_id, reaction, at, content) VALUES ({messageId}, {kind.Queue}, {now}, {content})
            ON CONFLICT DO NOTHING
            """,
            stop
        );
        if (first == 0)
        {
            var other = await db
                .Database.SqlQuery<int>(
                    $"""
                    SELECT 1 AS "Value" FROM inbox WHERE message_id = {messageId} AND reaction = {kind.Queue} AND content <> {content}
                    """
                )
                .ToListAsync(stop);
            if (other.Count > 0)
                throw new OtherContentException();
            meters.Repeated(kind.Queue);
            return;
        }

        var caseId = context.CorrelationId ?? messageId;
        var reaction = (IReaction<TFact>)ActivatorUtilities.CreateInstance(scope.ServiceProvider, kind.Reaction);
        await reaction.React(context.Message, new(messageId, caseId, context.Headers.Get<string>("actor") ?? "system:unknown"), stop);
        db.Log.Add(
            new TrailRow
            {
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                MessageId = messageId,
                CauseId = messageId,
                Kind = "effect",
                Type = kind.Queue,
                BranchId = Fact.BranchOf(context.Message) ?? Guid.Empty,
                Subjects = Fact.SubjectsOf(context.Message),
                OpensWith = kind.ActsAs.OpensWith,
                At = now,
            }
        );
        await db.SaveChangesAsync(stop);
        await fail.At(FailPoints.InTransaction);
        await transaction.CommitAsync(stop);
        meters.Applied(kind.Queue);
    }

    // Only of the fact itself, as it was sent: what is around it differs between an honest message and its replay.
    static byte[] ContentOf(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return SHA256.HashData(json.RootElement.TryGetProperty("message", out var fact) ? JsonMarshal.GetRawUtf8Value(fact) : body);
    }

    async Task<bool> StartedTooOften(Guid messageId, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        // In its own transaction: the note must outlive the process that the message may kill.
        var starts = await db
            .Database.SqlQuery<int>(
                $"""
                INSERT INTO started (queue, message_id, starts) VALUES ({kind.Queue}, {messageId.ToString()}, 1)
                ON CONFLICT (queue, message_id) DO UPDATE SET starts = started.starts + 1 RETURNING starts AS "Value"
                """
            )
            .ToListAsync(stop);
        return starts[0] > MostStarts;
    }
}
