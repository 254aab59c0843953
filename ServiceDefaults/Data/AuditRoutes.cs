using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Who saw or changed what: of one record ("who has seen my record"), by one person, or all. Ids and names of fields only, never values.
/// </summary>
public static class AuditRoutes
{
    /// <summary>Who looks after the platform; within the branches of the right.</summary>
    public static readonly Permission Read = new("audit.read");

    const string OfPerson = "person:";

    /// <summary>One change or one reading.</summary>
    /// <param name="Actor">As it was noted: <c>person:</c> or <c>system:</c> and who.</param>
    /// <param name="PersonId">The person; nothing when the platform acted by itself.</param>
    /// <param name="Act">The route or the reaction.</param>
    /// <param name="Kind"><c>read</c>, or how a row changed.</param>
    /// <param name="BranchId">Where; nothing for what belongs to no branch.</param>
    public sealed record Line(
        Guid Id,
        DateTimeOffset At,
        string Actor,
        [Employee] Guid? PersonId,
        string Act,
        string Kind,
        string Record,
        Guid RecordId,
        [Place] Guid? BranchId,
        IReadOnlyList<string> Fields
    );

    /// <summary>What is asked for.</summary>
    /// <param name="Subject">The record that was seen or changed.</param>
    /// <param name="Person">Who saw or changed it.</param>
    /// <param name="From">The first instant that counts.</param>
    /// <param name="To">The first instant that does not count any more.</param>
    /// <param name="After">The last id of the page before; the order is the same in every service.</param>
    public sealed record Wanted(Guid? Subject, Guid? Person, DateTimeOffset? From, DateTimeOffset? To, Guid? After, int Limit);

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb =>
        routes
            .MapGet(
                "/audit",
                async (
                    Guid? subject,
                    Guid? person,
                    DateTimeOffset? from,
                    DateTimeOffset? to,
                    Guid? after,
                    TDb db,
                    CancellationToken stop,
                    [Range(1, 200)] int limit = 200
                ) => TypedResults.Ok(await Of(new(subject, person, from, to, after, limit), db, stop))
            )
            .Needs(Read)
            .WithTags("Audit")
            .WithSummary("Who saw or changed what, the newest first (after: the id named as next by the page before)");

    /// <summary>
    /// The audit of one database as far as its caller may see it. That somebody looked is noted too, by the page.
    /// </summary>
    public static async Task<Page<Line>> Of(Wanted wanted, ServiceDb db, CancellationToken stop)
    {
        var (subject, person) = (wanted.Subject, wanted.Person is { } who ? $"{OfPerson}{who}" : null);
        var (from, to, after) = (wanted.From, wanted.To, wanted.After);
        // The ids are made of the time, so that their order is that of the rows in every service alike.
        var page = await db
            .Audit.AsNoTracking()
            .Where(row =>
                (subject == null || row.RecordId == subject)
                && (person == null || row.Actor == person)
                && (from == null || row.At >= from)
                && (to == null || row.At < to)
                && (after == null || row.Id < after)
            )
            .OrderByDescending(row => row.Id)
            .ToPage(wanted.Limit, row => row.Id, stop);
        db.NoteRead(nameof(AuditRow), subject ?? wanted.Person ?? Guid.Empty, Guid.Empty);
        await db.SaveChangesAsync(stop);
        return new([.. page.Items.Select(LineOf)], page.Next);
    }

    static Line LineOf(AuditRow row) =>
        new(
            row.Id,
            row.At,
            row.Actor,
            row.Actor.StartsWith(OfPerson, StringComparison.Ordinal) && Guid.TryParse(row.Actor[OfPerson.Length..], out var person)
                ? person
                : null,
            row.Act,
            row.Kind,
            row.Record,
            row.RecordId,
            row.BranchId == Guid.Empty ? null : row.BranchId,
            row.Fields
        );
}
