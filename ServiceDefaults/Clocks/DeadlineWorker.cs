namespace Clinic.ServiceDefaults;

/// <summary>What happens when a deadline rings. It judges by the fact's own time, not by when it got its turn.</summary>
public interface IDeadlineHandler
{
    /// <summary>Decides and says; the plumbing saves together with the deadline's end.</summary>
    Task Handle(Deadline deadline, CancellationToken stop);
}

/// <summary>A deadline that came.</summary>
/// <param name="SubjectId">What it was set for.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Rung">Which step of a ladder, from 1.</param>
public sealed record Deadline(Guid SubjectId, Guid BranchId, DateTimeOffset DueAt, int Rung)
{
    internal static readonly ActivitySource Tracing = new("Clinic.Deadlines");
}

/// <summary>The kind of deadline a piece of due work answers to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeadlineKindAttribute(string kind) : Attribute
{
    /// <summary>As given to <see cref="ServiceDb.ScheduleDeadline"/>.</summary>
    public string Kind { get; } = kind;
}

/// <summary>
/// Rings deadlines: the earliest that is due and that no other copy holds, one transaction each. A killed copy's deadline is
/// simply still there; one that was rung is gone with the same commit that holds its effect.
/// </summary>
sealed class DeadlineWorker<TDb>(IServiceProvider services, TimeProvider clock, Meters meters, ILogger<DeadlineWorker<TDb>> log)
    : BackgroundService
    where TDb : ServiceDb
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    readonly Dictionary<string, (Type Work, ActsAsAttribute ActsAs)> works = typeof(TDb)
        .Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IDeadlineHandler)) && !type.IsAbstract)
        .ToDictionary(
            type => type.GetCustomAttribute<DeadlineKindAttribute>()!.Kind,
            type =>
                (
                    type,
                    type.GetCustomAttribute<ActsAsAttribute>()
                        ?? throw new InvalidOperationException($"{type.Name} does not declare whom it acts as.")
                )
        );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (works.Count == 0)
            return;
        using PeriodicTimer timer = new(Between);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await HandleOne(stoppingToken)) { }
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogWarning("A deadline rings later: {Kind}", (exception.InnerException ?? exception).GetType().Name);
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(0.5 + Random.Shared.NextDouble()), stoppingToken));
            }
        }
    }

    async Task<bool> HandleOne(CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        if (!await db.Due.AnyAsync(due => due.DueAt <= now, stop))
            return false;

        caller.EnterAsSystem("clock", "due work", branch: null);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var due = (
            await db
                .Due.FromSql($"SELECT * FROM due WHERE due_at <= {now} ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .ToListAsync(stop)
        ).FirstOrDefault();
        if (due is null)
            return false;

        var (work, actsAs) = works[due.Kind];
        // What follows from it, here and elsewhere, is one trace; looking for what is due was none.
        using var activity = Deadline.Tracing.StartActivity(work.Name, ActivityKind.Consumer);
        caller.EnterAsSystem(actsAs.Actor, work.Name, branch: null);
        await ((IDeadlineHandler)ActivatorUtilities.CreateInstance(scope.ServiceProvider, work)).Handle(
            new(due.SubjectId, due.BranchId, due.DueAt, due.Rung),
            stop
        );
        db.Remove(due);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        meters.Rang(due.Kind, clock.GetUtcNow() - due.DueAt);
        return true;
    }
}
