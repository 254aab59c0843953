namespace Clinic.ServiceDefaults;

/// <summary>
/// Constraint names of the database and what they mean to a person: the one place where a rule under concurrency finds its words.
/// </summary>
public sealed class ConstraintRefusals(IReadOnlyDictionary<string, Refusal> byConstraint)
{
    /// <summary>The refusal a broken constraint stands for, or null when the break is a bug.</summary>
    public Refusal? For(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException) is { ConstraintName: { } name }
            ? byConstraint.GetValueOrDefault(name)
                ?? name switch
                {
                    ['p', 'k', '_', ..] => Refusal.IdTaken,
                    // Two people took the step that starts a clock at the same moment.
                    PlatformTables.OneDeadlineEach => Refusal.ChangedMeanwhile,
                    _ => null,
                }
            : null;
}
