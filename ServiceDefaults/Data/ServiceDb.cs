using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The database of one service. Whoever asks sees only rows in scope, every change leaves an audit row, and a fact said with
/// <see cref="Publish{TFact}"/> is committed together with the change it tells of, or not at all.
/// </summary>
public abstract class ServiceDb : DbContext
{
    protected ServiceDb(DbContextOptions options)
        : base(options)
    {
        // Every act saves once, so there is no half of a transaction to return to.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Who acts; nobody, who sees nothing, until someone entered.</summary>
    public Caller Caller { get; internal set; } = new();

#pragma warning disable RS0030 // A context opened without a host (Provision, the migration tool) is handed no clock.
    internal TimeProvider Clock { get; set; } = TimeProvider.System;
#pragma warning restore RS0030
    internal FailPoints FailPoints { get; set; } = FailPoints.None;
    internal OutboxSignal? OutboxSignal { get; set; }
    internal Names? Names { get; set; }
    internal SealingSecret Sealing { get; set; } = new();

    /// <summary>True once PostgreSQL knows in this transaction who is asking.</summary>
    internal bool ScopeIsSet { get; set; }

    /// <summary>What is on its way into the audit, the trail and the outbox.</summary>
    internal PendingLogs Log { get; set; } = new();

    /// <summary>Rows of which the next save says what waits although it does not change them.</summary>
    internal HashSet<object> Reconsidered { get; set; } = [];

    // The query filters read these through the context, so that one compiled query serves every caller.
    bool SeesAll => Caller.SeesGroup;
    Guid[] Branches => Caller.Branches;
    Guid Me => Caller.PersonId;

    internal DbSet<ParkedRow> Parked => Set<ParkedRow>();
    internal DbSet<EarlyRow> Early => Set<EarlyRow>();
    internal DbSet<TrailRow> Trail => Set<TrailRow>();
    internal DbSet<AuditRow> Audit => Set<AuditRow>();
    internal DbSet<DueRow> Due => Set<DueRow>();
    internal DbSet<WorkItemRow> WorkList => Set<WorkItemRow>();
    internal DbSet<WorkRoundRow> WorkRounds => Set<WorkRoundRow>();
    internal DbSet<PolicyRow> Policies => Set<PolicyRow>();
    internal DbSet<ClockRow> Clocks => Set<ClockRow>();

    /// <summary>Declares the service's own tables, indexes and the constraints that carry rules.</summary>
    protected abstract void Shape(ModelBuilder model);

    /// <summary>
    /// Says a fact, with this save or never. Goes to the listeners through the outbox and into the trail of the case.
    /// </summary>
    /// <param name="fact">A record of this service's Contracts: ids, codes, amounts and times only.</param>
    /// <param name="caseId">What the fact belongs to: the engagement, else the appointment, else the visit, else its own subject.</param>
    public void Publish<TFact>(TFact fact, Guid caseId)
        where TFact : class
    {
        var kind = FactKind.Of(typeof(TFact));
        var now = Clock.GetUtcNow();
        var messageId = Guid.CreateVersion7(now);
        Log.Add(
            new TrailRow
            {
                Id = messageId,
                CaseId = caseId,
                MessageId = messageId,
                CauseId = Caller.Cause,
                Kind = "fact",
                Type = kind.Name,
                BranchId = kind.BranchOf(fact) ?? Guid.Empty,
                Subjects = kind.SubjectsOf(fact),
                OpensWith = kind.OpensWith,
                At = now,
            }
        );
        if (kind.HasListeners)
            Log.Add(Envelope.Of(fact, kind, messageId, caseId, Caller, now));
    }

    /// <summary>Says a fact again to the one listener of this queue, as history that it missed.</summary>
    internal void TellAgain(FactKind kind, object fact, Guid caseId, string queue)
    {
        var now = Clock.GetUtcNow();
        Log.Add(Envelope.Of(fact, kind, Guid.CreateVersion7(now), caseId, Caller, now, toldAgainTo: queue));
    }

    /// <summary>Sets a deadline that rings once, survives restarts and is judged by the fact's own time.</summary>
    public void ScheduleDeadline(string kind, Guid subject, Guid branch, DateTimeOffset dueAt, int rung = 1) =>
        Add(
            new DueRow
            {
                Id = Guid.CreateVersion7(dueAt),
                Kind = kind,
                SubjectId = subject,
                BranchId = branch,
                Rung = rung,
                DueAt = dueAt,
            }
        );

    /// <summary>Stops the clocks of a subject; those that already rang have rung.</summary>
    public async Task CancelDeadlines(string kind, Guid subject, CancellationToken stop) =>
        RemoveRange(await Due.Where(due => due.Kind == kind && due.SubjectId == subject).ToListAsync(stop));

    /// <summary>
    /// Cancels a subject's deadlines, or waits until the one that is being handled is done. Called first in a transaction, so
    /// that whoever acts in time is never called late, and whoever comes after it sees what it said.
    /// </summary>
    public Task CancelDeadlinesNow(Guid subject, CancellationToken stop, params string[] kinds) =>
        Database.ExecuteSqlAsync($"DELETE FROM due WHERE subject_id = {subject} AND kind = ANY ({kinds})", stop);

    /// <summary>
    /// A reaction says first what its fact names; unless this service knows the branch and all the people, the fact waits, applied nowhere.
    /// </summary>
    /// <exception cref="NotYetException">Somebody or something is not known here yet.</exception>
    public async Task MustKnow(Guid? branch, IEnumerable<Guid> people, CancellationToken stop)
    {
        if (await ServiceDefaults.EarlyFacts.NotYetFor(this, branch is { } at ? [at] : [], [.. people], stop) is { } notYet)
            throw notYet;
    }

    /// <summary>Notes that a record of a client or of pay was read; counts once the caller saves.</summary>
    public void NoteRead(string record, Guid recordId, Guid branch, params string[] fields) =>
        Log.Add(AuditOf("read", record, recordId, branch, fields));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null)
            return await SaveAndLog(acceptAllChangesOnSuccess, cancellationToken);

        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var rows = await SaveAndLog(acceptAllChangesOnSuccess, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>With every save: says by <see cref="WaitingWorks.KeepWork"/> what waits now, so that no act can forget it.</summary>
    protected virtual Task KeepWorkList(CancellationToken stop) => Task.CompletedTask;

    /// <summary>
    /// The nouns of which <see cref="KeepWorkList"/> tells what waits, those that are open. Each is looked at once after an upgrade.
    /// </summary>
    protected internal virtual IReadOnlyList<OpenNouns> NounsWithWork() => [];

    /// <summary>The platform's time, for what somebody can see to only for a while.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    async Task<int> SaveAndLog(bool acceptAllChangesOnSuccess, CancellationToken stop)
    {
        ChangeTracker.DetectChanges();
        await KeepWorkList(stop);
        var audit = ChangeTracker.Entries().Where(IsAudited).Select(AuditOf).ToArray();
        var known = KnownHereAttribute.BecomingKnown(ChangeTracker);
        await SealedRows.Seal(this, stop);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, stop);
        foreach (var id in known)
        {
            // A fact that is being kept for it at this moment is waited for, and found.
            await this.LockSubject(id, stop);
            await ServiceDefaults.EarlyFacts.Release(this, id, stop);
        }
        foreach (var row in audit)
            Log.Add(row);
        Log.MarkSaved();
        return rows;
    }

    /// <summary>Saves a creation; false when the same id was saved a moment earlier, so that the caller looks again.</summary>
    public async Task<bool> TrySaveNew(CancellationToken stop)
    {
        try
        {
            await SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateException exception)
            when (exception.InnerException
                    is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: ['p', 'k', '_', ..] }
            )
        {
            ChangeTracker.Clear();
            Log.Discard();
            return false;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving waits for a disk; use SaveChangesAsync.");

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        PlatformTables.Configure(modelBuilder);
        Shape(modelBuilder);
        SealedFields.Configure(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(type => !type.IsOwned()).ToArray())
        {
            if (FilterFor(type.ClrType) is { } filter)
                modelBuilder.Entity(type.ClrType).HasQueryFilter(filter);
            // What changes under several hands tells its readers which version they saw.
            if (type.ClrType.GetProperty("Version")?.PropertyType == typeof(uint))
                modelBuilder.Entity(type.ClrType).Property("Version").IsRowVersion();
        }
        PlatformTables.ConfigureMoney(modelBuilder.Model);
        SnakeCaseNames.Apply(modelBuilder.Model);
        SealedFields.AddIndexes(modelBuilder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<ToUtc>();
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedFields.ToBytes, SealedFields.Compared>();
    }

    LambdaExpression? FilterFor(Type row)
    {
        var self = Expression.Parameter(row, "row");
        Expression? seen = null;
        if (typeof(IBranchScoped).IsAssignableFrom(row))
        {
            seen = Expression.OrElse(
                Mine(nameof(SeesAll)),
                Expression.Call(
                    typeof(Enumerable),
                    nameof(Enumerable.Contains),
                    [typeof(Guid)],
                    Mine(nameof(Branches)),
                    Expression.Property(self, nameof(IBranchScoped.BranchId))
                )
            );
        }
        if (typeof(IPersonScoped).IsAssignableFrom(row))
        {
            var own = Expression.Equal(Expression.Property(self, nameof(IPersonScoped.PersonId)), Mine(nameof(Me)));
            seen = seen is null ? Expression.OrElse(Mine(nameof(SeesAll)), own) : Expression.OrElse(seen, own);
        }
        return seen is null ? null : Expression.Lambda(seen, self);

        MemberExpression Mine(string name) => Expression.Property(Expression.Constant(this, typeof(ServiceDb)), name);
    }

    static bool IsAudited(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        // What is only added is changed by nobody; that words of an earlier build were sealed shows.
        && (entry.Entity is not IAppendOnly || entry.State == EntityState.Modified)
        && entry.Entity is not IDerived
        && entry.Entity.GetType().Namespace != typeof(ServiceDb).Namespace
        && !entry.Metadata.IsOwned();

    AuditRow AuditOf(EntityEntry entry)
    {
        var key = entry
            .Metadata.FindPrimaryKey()!
            .Properties.Select(property => entry.CurrentValues[property])
            .OfType<Guid>()
            .FirstOrDefault();
        var fields =
            entry.State == EntityState.Modified
                ? entry
                    .Properties.Concat(entry.ComplexProperties.SelectMany(part => part.Properties))
                    .Where(property => property.IsModified)
                    .Select(property => SnakeCaseNames.FieldOf(property.Metadata))
                    .Order(StringComparer.Ordinal)
                    .ToArray()
                : [];
        var branch = entry.Entity is IBranchScoped of ? of.BranchId : Guid.Empty;
        return AuditOf(entry.State.ToString(), entry.Metadata.ClrType.Name, key, branch, fields);
    }

    internal AuditRow AuditOf(string kind, string record, Guid recordId, Guid branch, string[] fields)
    {
        var now = Clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Actor = Caller.Actor,
            Act = Caller.Act,
            Kind = kind,
            Record = record,
            RecordId = recordId,
            BranchId = branch,
            Fields = fields,
        };
    }

    sealed class ToUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at);
}
