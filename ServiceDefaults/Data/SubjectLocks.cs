namespace Clinic.ServiceDefaults;

/// <summary>Holding a subject, so that two who work on it come one after the other.</summary>
public static class SubjectLocks
{
    /// <summary>
    /// Holds everyone else who works on the same subject until this transaction ends, also when there is no row yet that could be locked.
    /// </summary>
    public static Task LockSubject(this ServiceDb db, Guid subject, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({subject.ToString()}, 0))", stop);

    /// <summary>Holds everyone else who works on any of the subjects; always in one order, so that two never wait for each other.</summary>
    public static Task LockSubjects(this ServiceDb db, IEnumerable<Guid> subjects, CancellationToken stop)
    {
        var keys = subjects.Distinct().Select(subject => subject.ToString()).Order(StringComparer.Ordinal).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM (
              SELECT key FROM unnest({keys}) WITH ORDINALITY AS wanted (key, place) ORDER BY place) AS ordered
            """,
            stop
        );
    }
}
